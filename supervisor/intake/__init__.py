"""Where agents' input comes in.

Lives here: the X11 proxy and the control socket.
Never here: policy; intake submits and obeys.
"""
