"""The words and rules everything else is written in; pure.

Lives here: actions, contexts, assessments, decisions, policy, lifecycles, settings.
Never here: clocks, files, sockets, threads, environment. Time and ids are arguments.
"""
