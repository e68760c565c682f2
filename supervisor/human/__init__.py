"""The person's hand on the machine; runs as its own process.

Lives here: listeners for physical keys and buttons, the stop latch, killing, releasing.
Never here: policy, Qt.
"""
