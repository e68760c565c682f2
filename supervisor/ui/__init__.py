"""What a person sees; runs as its own process, the only room that knows Qt.

Lives here: bridge, overlay, approval popup, tray, the always-there control.
Never here: decisions; it watches and draws.
"""
