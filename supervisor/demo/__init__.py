"""A desktop of our own and a scripted person on it, for the demo and for the tests.

Here live the virtual desktop (a TigerVNC server, window manager, session and accessibility bus), the person who
uses it over VNC (to the X server that is *physical* input, see `human`), and the scenario that shows the main job.
Nothing here decides anything, and nothing but `cli` and the tests imports it.
"""
