"""What would this action do? Pure.

Lives here: keys, control names, typed shell text, and their combination into an assessment.
Never here: looking things up on the machine.
"""
