"""What pressing a control of a web page does, where that differs from other programs.

A link only leads somewhere, a basket is no store of files, and *Save* on an account's page changes the account.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.facts import Control, Program
from supervisor.detect.control_names import CONTRACT, LEADS, PERSONAL, REQUEST, SAVING
from supervisor.detect.controls import fits_program, says
from supervisor.detect.fold import normalise, skeleton
from supervisor.detect.grammar import Sense
from supervisor.detect.lexicon import BIT
from supervisor.detect.reading import readings

if TYPE_CHECKING:
    from supervisor.core.context import Context, Element

_LONGEST = 2000
_BASKET = re.compile(
    r"\b(?:cart|basket|shopping bag|wish ?list|favou?rites|compare|warenkorb|panier|cesta|carrito|carrello"
    r"|winkelwagen|varukorg|kundvagn|indkøbskurv|handlekurv|koszyk|košík|корзина|sepet)\b",
    re.IGNORECASE,
)
_ASKS_OPINION = re.compile(r"\b(?:feedback|survey|rate us|encuesta|umfrage|sondage|sondaggio)\b", re.IGNORECASE)
_SHORT = 16
"""Characters of a name like `Remove item`, which says no more than its verb."""
_FEW_WORDS = 3
"""Words of a command in a list, `Delete this message`; a subject has more."""
_PAYS = (Program.FINANCE, Program.SETTINGS)
_MONEY_WORDS = frozenset({"transfer", "order", "withdraw"})
"""Words that move money on a page of a bank or a till and say little elsewhere."""


def fits_page(control: Control | None, element: Element, context: Context, place: Program) -> Control | None:
    """Set right what a name means on a web page.

    Args:
        control: What the name means on its own; None for nothing of note.
        element: What is pressed.
        context: Where it lands, with address and title.
        place: Kind of the page; BROWSER when it is of none.

    Returns:
        The meaning on this page; None when it is harmless there.
    """
    text = skeleton(normalise(element.name))
    if control is None:
        return _of_page(text, element, place)
    if place is Program.MAIL and _is_subject(element, text):
        return None
    if text in _MONEY_WORDS:
        return Control.PAY if place is Program.FINANCE else None
    where = f"{(context.url or '')[:_LONGEST]} {context.window.title[:_LONGEST] if context.window else ''}"
    meaning = says(element.name)
    bare = meaning is not None and meaning.bare
    if (
        control is Control.DELETE
        and (bare or len(text) < 16)
        and _BASKET.search(where.replace("-", " ").replace("/", " "))
    ):
        return None
    if control is Control.PUBLISH and bare and _ASKS_OPINION.search(where):
        return None
    if element.role == "link" and control is Control.ACCOUNT and not (meaning is not None and meaning.grave):
        return None if LEADS.fullmatch(text) or _signs_up(text) else control
    if LEADS.fullmatch(text) and (element.role == "link" or control is Control.PAY) and place not in _PAYS:
        return None
    return fits_program(control, element.name, Program.BROWSER)


def _is_subject(element: Element, text: str) -> bool:
    """Tell whether a link in a web mail is a message's subject: it alone fills its cell, and is a phrase."""
    fills = bool(element.path) and element.path[-1].strip() == element.name.strip()
    return element.role == "link" and fills and len(text.split()) > _FEW_WORDS


def _of_page(text: str, element: Element, place: Program) -> Control | None:
    """Judge names that mean something only because of the page, or only in the web."""
    if element.role == "link":
        return None
    if REQUEST.fullmatch(text):
        return Control.PUBLISH
    if CONTRACT.fullmatch(text) or _has(text, "agree", "terms"):
        return Control.ACCOUNT
    if place not in _PAYS:
        return None
    if SAVING.fullmatch(text) or PERSONAL.fullmatch(text):
        return Control.ACCOUNT
    meaning = says(element.name)
    if meaning is not None and meaning.sense is Sense.DOES:
        return None
    read = readings(text)
    saves, ends = BIT["save"] | BIT["yes"], BIT["deactivate"]
    if any(len(r.concepts) == 1 and r.covered > _MOST and r.concepts[0] & (saves | ends) for r in read):
        return None if any(r.concepts[0] & BIT["close"] for r in read) else Control.ACCOUNT
    return (
        Control.ACCOUNT if any(r.concepts[0] & BIT["save"] and _has(text, "save", "changes") for r in read) else None
    )


_MOST = 0.8
"""Share of a name that must be known before its one known word speaks for it."""


def _has(text: str, *concepts: str) -> bool:
    for reading in readings(text):
        bits = 0
        for concept in reading.concepts:
            bits |= concept
        if all(bits & BIT[concept] for concept in concepts):
            return True
    return False


def _signs_up(text: str) -> bool:
    return any(r.concepts[0] & BIT["subscribe"] for r in readings(text) if r.language != "en")
