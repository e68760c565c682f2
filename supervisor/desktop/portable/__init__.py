"""The way out that does not need X11: pyautogui and pynput make the input, mss takes the pictures.

    what is done          strokes (plain data) · keys (which key a keysym is, for pynput and pyautogui)
    where it is done      geometry (monitors, their pixels, and the coordinates that input counts in) · monitors
    who does it           hand (the contract) · pynput_hand · pyautogui_hand · x11_keys (that a key is the judged one)
    how                   performing (one write at a time, nothing left down) · process (its own) · outlet (our end)
    pictures              picture (its own process)

The libraries connect to the display when they are imported, and block while they work: they live in a process of
their own, which ends with everything released when the socket to it closes. Nothing here is imported by a service
that uses the X11 outlet.
Never here: decisions.
"""
