"""Where an action would land: window and element, with unknown as a fact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.action import Rect
    from supervisor.core.history import History


UNKNOWN_FACTS = ("window", "element", "element-timeout", "element-unavailable", "url")
"""What `Context.unknown` may name; where it names any but `url`, the element is not known."""


@dataclass(frozen=True, slots=True)
class Window:
    """The top-level window that the action would reach."""

    id: int
    """X11 id of the client's window; 0 for the root."""
    title: str = ""
    """`_NET_WM_NAME`, else `WM_NAME`."""
    app: str = ""
    """Application class (second word of `WM_CLASS`)."""
    instance: str = ""
    """First word of `WM_CLASS`."""
    executable: str = ""
    """Base name of the program that owns the window; empty when unknown."""
    pid: int = 0
    """Process id as seen by the supervisor; 0 when unknown."""
    rect: Rect | None = None
    """Place on the root window, px; None when unknown."""
    transient_for: int = 0
    """Id of the window this one is a dialog of; 0 for none."""
    override_redirect: bool = False
    """True for menus, tooltips and the like that no window manager handles."""


@dataclass(frozen=True, slots=True)
class Element:
    """The accessible element under the point or in focus (AT-SPI)."""

    name: str = ""
    """Accessible name, e.g. `Delete`."""
    role: str = ""
    """AT-SPI role name, e.g. `menu item`, `push button`, `password text`, `terminal`."""
    path: tuple[str, ...] = ()
    """Names of ancestors, outermost first, empty names left out."""
    dialog_text: str = ""
    """Text of the labels of the dialog that holds it; empty when there is none."""
    text: str = ""
    """Content near the caret: the line the caret is on; empty when unknown."""
    rect: Rect | None = None
    """Extents on the root window, px; None when unknown."""
    states: frozenset[str] = frozenset()
    """AT-SPI state names, e.g. `focused`, `sensitive`, `checked`."""
    pages: tuple[str, ...] | None = ()
    """Addresses of the pages that hold it: of the one that a person sees, then of the innermost where that is
    another. Empty for what is on no page; None when it may be on one that cannot be told."""
    selected: int | None = None
    """How many things are selected in the view on whose selection it acts; None when nobody tells."""
    selected_names: tuple[str, ...] = ()
    """What the first of these are called, at most two; empty when nobody tells."""
    recipients: tuple[str, ...] = ()
    """To whom the fields of its window say that something goes; empty when nobody asked, or nobody tells."""
    hidden: bool = False
    """The policy says that the content of this field must not be shown."""

    @property
    def is_password(self) -> bool:
        """True for fields whose content must never be shown or recorded."""
        return self.hidden or self.role == "password text"


@dataclass(frozen=True, slots=True)
class Paste:
    """What a paste would put where an action lands, and the line that it would become a part of."""

    selection: str
    """Where it comes from: `PRIMARY`, `CLIPBOARD`, or `XdndSelection` for what is dropped."""
    text: str | None
    """What it holds; empty when it holds no text, None when that could not be read."""
    before: str = ""
    """What agents have typed into that line so far."""
    exact: bool = True
    """False when `before` is a guess."""


@dataclass(frozen=True, slots=True)
class Context:
    """Everything known about the place where an action would land.

    Unknown is a fact: each part is None when it could not be learned, and `unknown` names why.
    """

    window: Window | None = None
    """The window; None when unknown."""
    element: Element | None = None
    """The element; None when unknown or not looked up."""
    url: str | None = None
    """Address of the page that a person sees, as `page_address` gives it; None when unknown, or on no page."""
    unknown: frozenset[str] = frozenset()
    """Names of facts that were wanted and not learned, of `UNKNOWN_FACTS`."""
    pastes: tuple[Paste, ...] = ()
    """What the action would paste into a place where lines are commands; more than one when nobody can tell which of
    the selections its program takes. Empty for everything else."""
    veiled: bool = False
    """Text goes to a field that did not answer in time: it may be for a password, and is hidden as one."""
    history: History | None = None
    """What went before with the agent, here and elsewhere; None when nobody keeps count."""
    frame_url: str | None = None
    """Address of the page inside of the one at `url` which holds the element; None when there is none."""

    def same_target(self, other: Context) -> bool:
        """Tell whether the target an answer was given for is still the target.

        Compares window identity, title and place, element name, role and place, focused text, page, what is selected,
        to whom it goes and what is pasted.
        A fact known to one side only counts as a change: the answer was given for what was seen.
        """
        return self._fingerprint() == other._fingerprint()

    def without_element(self) -> Context:
        """Give what is known of the place when nothing is of the element."""
        return replace(self, element=None, url=None, frame_url=None)

    def _fingerprint(self) -> tuple[object, ...]:
        window = self.window
        element = self.element
        chosen = (element.selected, element.selected_names, element.recipients) if element else None
        return (
            (window.id, window.title, window.rect) if window else None,
            (element.name, element.role, element.rect, element.text, chosen) if element else None,
            self.url,
            self.frame_url,
            self.pasted(),
        )

    def pasted(self) -> tuple[tuple[str, str | None], ...]:
        """Give selection and text of all that would be pasted."""
        return tuple((paste.selection, paste.text) for paste in self.pastes)
