"""What is on the screen, and the way out to it.

Lives here: window and element look-up, the outlet, processes, the launcher, doctor's probes.
Never here: Qt, decisions.
"""
