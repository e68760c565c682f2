"""Numbers that a control or its dialog says: how many things it is about, how much money.

Where a number can be read in two ways the larger one counts: `1.234 €` is more than a thousand.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from supervisor.detect.dialogs import LONGEST_DIALOG

if TYPE_CHECKING:
    from supervisor.core.context import Element

_NAME_CHARACTERS = 200
_GROUPS = r"\d{1,3}(?:[ \u00a0\u202f.,'\u2019]\d{3}){1,6}"
THINGS = (
    "items?|files?|folders?|messages?|e-?mails?|conversations?|photos?|pictures?|documents?|contacts?|rows?"
    "|entries|packages?|accounts?|notes?|events?|people|users?"
)
"""Words for what people choose and delete, in English."""
COUNT = re.compile(
    rf"(?<![\d.,])({_GROUPS}|\d{{1,9}}|two|three|four|five|both|all)( selected| marked)? ({THINGS})\b",
    re.IGNORECASE,
)
"""How many things, in English."""
_SIGNS = r"[$\u20ac\u00a3\u00a5\u20b9\u20bd\u20a9\u20ba\u20ab\u20b4\u20aa\u20a6\u0e3f\u20b1\u20bf]"
_CODES = r"\b(?:USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|TRY|BRL|MXN|ZAR|RUB|KRW|BTC|ETH)\b"
_FIGURE = rf"(?:{_GROUPS}(?:[.,]\d{{1,2}})?(?!\d)|\d[\d.,]{{0,40}})"
AMOUNT = re.compile(
    rf"(?:{_SIGNS}|{_CODES})\s?(?P<after>{_FIGURE})(?P<scale>\s?(?:k|m|mn|bn|thousand|million|billion|mio|mrd)\b)?"
    rf"|(?<![\d.,])(?P<before>{_FIGURE})(?P<size>\s?(?:k|m|mn|bn|thousand|million|billion|mio|mrd)\b)?\.?"
    rf"\s?(?:{_SIGNS}|{_CODES}|kr\b|z\u0142)",
    re.IGNORECASE,
)
"""An amount of money with its currency."""
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2}
_SCALES = {"k": 1e3, "thousand": 1e3, "bn": 1e9, "b": 1e9, "billion": 1e9, "mrd": 1e9}
_SEPARATORS = re.compile(r"[.,]")


def said_by(element: Element) -> str:
    """Give what a control and its dialog say, as far as it is looked at."""
    return f"{element.name[:_NAME_CHARACTERS]}. {element.dialog_text[:LONGEST_DIALOG]}"


def items_of(element: Element | None, *, of_selection: bool = False) -> int | None:
    """Give how many things a control is about, the largest number that is known; None for none.

    Args:
        element: The control; None when it is not known.
        of_selection: It acts on what is selected.
    """
    if element is None:
        return None
    found = [_count(match[1].lower()) for match in COUNT.finditer(said_by(element))]
    if of_selection:
        found.append(element.selected)
    return max((count for count in found if count is not None), default=None)


def _count(word: str) -> int | None:
    digits = "".join(sign for sign in word if sign.isdigit())
    return int(digits) if digits else _WORDS.get(word)


def amount_of(element: Element | None) -> float | None:
    """Give how much money a control is about, the largest amount that is said; None when it says none."""
    if element is None:
        return None
    found = [_amount(match) for match in AMOUNT.finditer(said_by(element))]
    return max(found, default=None)


def amount_in(text: str) -> float | None:
    """Give the amount that a text is, as a program would be given it: `1,250.50 EUR`, `1e6`, `2 million`.

    Returns:
        The largest way to read it, whatever its sign; infinity where it is no one number, or all that there is; None
        where it speaks of no number.
    """
    said = " ".join(normalize("NFKC", text[:_LONGEST_GIVEN]).replace("_", "").split()).lower()
    if len(text) <= _LONGEST_GIVEN and _SCIENTIFIC.fullmatch(said):
        return abs(float(said))
    found = _GIVEN.fullmatch(said) if len(text) <= _LONGEST_GIVEN else None
    if found is not None:
        if _FRACTION.fullmatch(found["figure"]) and not found["scale"]:
            return float(found["figure"].replace(",", "."))
        return _number(found["figure"]) * (_SCALES.get(found["scale"], 1e6) if found["scale"] else 1)
    unsure = any(sign.isdigit() for sign in text) or not _ALL_OF_IT.isdisjoint(re.findall(r"[a-z]+", said))
    return math.inf if unsure else None


_LONGEST_GIVEN = 60
_SCIENTIFIC = re.compile(r"[-+]?\d+(?:\.\d+)?e[-+]?\d{1,5}")
_FRACTION = re.compile(r"0[.,]\d+")
_GIVEN = re.compile(
    rf"[-+]?[^\d]{{0,12}}?(?<![\d.,])(?P<figure>{_FIGURE})\s?(?P<scale>(?:k|m|mn|bn|b|thousand|million|billion|mio|mrd)\b)?"
    r"[^\d]{0,12}"
)
_ALL_OF_IT = frozenset(
    {"all", "everything", "max", "maximum", "full", "infinity", "inf", "nan", "unlimited", "balance"}
) | {
    *("hundred", "thousand", "million", "billion"),
}


def _amount(match: re.Match[str]) -> float:
    figure = match["after"] or match["before"]
    scale = (match["scale"] or match["size"] or "").strip().lower()
    return _number(figure) * (_SCALES.get(scale, 1e6) if scale else 1)


def _number(figure: str) -> float:
    """Read digits with separators; a last one counts as the decimal sign only when nothing else can be meant."""
    figure = "".join(sign for sign in figure if sign.isdigit() or sign in ".,").rstrip(".,")
    signs = _SEPARATORS.findall(figure)
    whole, sign, decimals = figure, "", ""
    if signs and (len(set(signs)) == 2 or len(signs) == 1):
        whole, sign, decimals = figure.rpartition(signs[-1])
    if sign and len(decimals) == 3 and len(set(signs)) == 1:
        whole, decimals = figure, ""
    return float(f"{_SEPARATORS.sub('', whole) or '0'}.{decimals or '0'}")
