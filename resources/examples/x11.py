"""An agent that knows nothing of its supervisor: its mouse and keyboard are pyautogui's.

Open a text editor, large and in the middle of the screen, and start

    agent-supervisor run -- python x11.py

It needs the package `pyautogui`, which on Debian and Ubuntu needs `python3-tk`.

The program is the same with and without supervision, and is told nothing: what a person or a rule refuses does not
happen on the screen. An agent that looks at the screen before it goes on needs no more.
"""

import pyautogui

width, height = pyautogui.size()
pyautogui.click(width // 2, height // 2)
pyautogui.write("hello from x11")

# The shipped rules ask a person about this. Reject it (Ctrl+Alt+N), and no program gets it.
pyautogui.hotkey("ctrl", "alt", "delete")
print("done, as far as this program knows")
