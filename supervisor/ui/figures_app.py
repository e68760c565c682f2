"""The process that shows the figures: the person starts it, reads, and closes the window.

It is no part of what guards the screen, and takes nothing from it: a plotting library has no place there.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from supervisor.ui.application import NoDisplayError, show_alone
from supervisor.ui.figures_window import FiguresWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.autonomy_tally import Tally


def show(read: Callable[[], Tally | str], scheme: str = "system", *, clock: Callable[[], int] = time.time_ns) -> int:
    """Show the window until it is closed.

    Args:
        read: Gives the figures of the record, or why there are none as a sentence.
        scheme: `light`, `dark` or `system`.
        clock: Gives the time, ns since 1970.

    Returns:
        Exit status.

    Raises:
        NoDisplayError: there is no X11 display to show anything on.
    """
    try:
        return show_alone(lambda theme: FiguresWindow(theme, read, clock), scheme)
    except NoDisplayError as e:
        raise NoDisplayError(f"{e}, or leave out --window") from e
