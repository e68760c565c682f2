"""Bytes of agents' protocols to events and back; pure.

Lives here: cutting the X11 stream, input requests, keymaps.
Never here: sockets, clocks, decisions.
"""
