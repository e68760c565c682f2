"""The only loop: event to core, carry out, tell observers.

Lives here: the loop, the queue of each agent, the way of one action from proposal to outcome, holds, the gate's
states (open, paused, stopped). Never here: Qt, sockets of agents, SQL, AT-SPI; those are ports.
"""
