"""The person's hand on the machine, as a process of its own: `python -m supervisor.human`.

Hears physical keys and buttons on two listeners that do not depend on each other, keeps the stop latch, shuts the
gate's sockets down, kills the agents, releases what they hold, and is the only source of "a person did this".

Lives here:
    what is heard     raw_events (cut the stream) · listeners (XInput 2) · backup (RECORD, by pynput) · devices
                      recorded · tripwire (RECORD and XRes, of all clients)
    what it means     layout (where the keys are) · chords · activity · answers
                      origin · alarm · sentry (input that came past the gate)
                      trusted · identity (programs of the person's)
    what is done      stop · kill · release · latch · swallow · pointing
    how it is joined  hand (the loop) · seat (questions to the X server, in a thread) · messages · watch
Never here: policy, Qt, files. It decides nothing about an action; it tells what a person did.

# INVARIANT: the loop never waits for the X server. Another client's server grab may last for ever; the stop may not.
"""
