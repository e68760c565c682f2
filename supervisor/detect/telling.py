"""How a person would put it: which program, which question is answered, how many things it is about.

What a program says about itself stands in quotes, shortened and made safe by `detect.showing`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import SENDS
from supervisor.core.facts import Program
from supervisor.detect.controls import says
from supervisor.detect.dialogs import LONGEST_DIALOG, is_final
from supervisor.detect.figures import AMOUNT, COUNT, THINGS, said_by
from supervisor.detect.programs import program_kind
from supervisor.detect.showing import LONGEST_TITLE, middle_cut, named

if TYPE_CHECKING:
    from supervisor.core.context import Context, Element, Window

LONGEST_QUESTION = 110
"""Characters of a dialog's question that are quoted."""
_BRIEF = 24
"""A question of fewer characters, `Discard it?`, says nothing without the sentence before it."""
_LONGEST_LEAD = 80
"""Characters of that sentence."""

_BETWEEN = " -\u2013\u2014|"
"""What stands between the parts of a title; at its ends, a part is empty."""
_SHORTEST = 3
"""Letters of a part of a title that may name a program: fewer are in too many names."""
_JOINTS = re.compile(r"[\s_-]+")
_EDITION = re.compile(r"(?i)[-_](?:default|esr|stable|bin)$|\.(?:bin|exe)$")
"""What makers put behind the name of a program."""
_KNOWN_NAMES = {"soffice": "LibreOffice", "soffice.bin": "LibreOffice"}
_PARTS = re.compile(r"\s+[-\u2013\u2014|]\s+")
_SENTENCES = re.compile(r"(?<=[.!?\u061f])\s+|(?<=[\u3002\uff1f\uff01])")
_ONE_OF_TWO = 36
"""Characters of a name beside another."""
_IDEOGRAPHIC = ("\u3002", "\uff1f", "\uff01")
_ASKING = ("?", "\uff1f", "\u061f")
_OPEN_QUOTE = re.compile(r"[\u201c\u201e][^\u201d\u201c]*$")
"""A quote that has begun: what stands in it, a name, may have full stops and question marks of its own."""
_QUOTED = re.compile(
    r"(?<!\w)[\u201c\"\u00ab\u201e'\u2018]\s?([^\u201c\u201d\"\u00ab\u00bb\u201e]{1,120}?)\s?[\u201d\"\u00bb\u201c'\u2019](?!\w)"
)
_THIS = re.compile(rf"\b(?:this|these|your|the selected) (?:{THINGS})\b", re.IGNORECASE)
_OF_SHELL = re.compile(r"`([^`]*)`")
"""A name in a piece of evidence."""
_VERB = re.compile(r"[a-z]+s(?= |$)")
_TRIVIAL = frozenset(
    {"presses a control", "types text", "scrolls", "shows something", "moves the pointer", "manages a window"}
)
"""Effects that say no more than the action."""
_SELECTED = "what is selected"
_NAMING = frozenset({"push button", "button", "link", "menu item", "toggle button"})
"""Roles whose name may say what it is about."""
_REPLACES = "replaces something that exists"
_OF_ALL = re.compile(r"(?i)\ball\b")
_GIVEN = "whatever it is given"
_OF_ACCOUNTS = "changes an account"
_ACCOUNTS = tuple(
    (re.compile(words), said)
    for words, said in (
        (r"\baccount\b", "closes an account or changes it"),
        (r"subscri|\bmembership\b|\bplan\b|\btrial\b", "starts or ends a subscription"),
        (r"\border\b|\bbooking\b|\breservation\b", "calls off an order or a booking"),
        (r"forward", "has mail sent on to another address"),
        (r"password|passcode|two.factor|\b2fa\b", "changes how an account is protected"),
        (r"access|permission|\broles?\b|\busers?\b|\bmembers?\b", "changes who may do what"),
    )
)
"""What a name says of how an account is changed."""
_PERHAPS = ", perhaps for good"


def program_place(window: Window | None) -> tuple[str, str]:
    """Split what a window says into the program and the rest.

    Args:
        window: The window; None when unknown.

    Returns:
        The program's name and what it shows; each empty when it is not known. `docs - Thunar` gives `Thunar`, `docs`.
    """
    if window is None:
        return "", ""
    title = window.title.strip(_BETWEEN)
    said = (window.app, window.instance, window.executable)
    names = [_squeezed(_EDITION.sub("", name)) for name in said if name]
    parts = _PARTS.split(title)
    if len(parts) > 1 and _is_one_of(parts[-1], names):
        at = title.rfind(parts[-1])
        return parts[-1], title[:at].rstrip(_BETWEEN)
    if len(parts) > 1 and _is_one_of(parts[0], names):
        return parts[0], title[len(parts[0]) :].lstrip(_BETWEEN)
    said_name = _said_name(window.app or window.executable or window.instance)
    if window.transient_for and names:
        return said_name, ""
    if title and names and (len(parts) > 1 or program_kind(window) is Program.TERMINAL):
        # `Our answer - Compose message` and `me@desk: ~` say nothing of their programs.
        return ("", title) if _is_one_of(title, names) else (said_name, title)
    return "", title or said_name


def _squeezed(name: str) -> str:
    """Take away what the parts of a name are joined by: `claws-mail` and `Claws Mail` are one name."""
    return _JOINTS.sub("", name.casefold())


def _is_one_of(part: str, names: list[str]) -> bool:
    squeezed = _squeezed(part)
    return len(squeezed) >= _SHORTEST and any(name in squeezed or squeezed in name for name in names)


def _said_name(name: str) -> str:
    """Give the name of a program as people say it: `claws-mail` is Claws Mail."""
    known = _KNOWN_NAMES.get(name.casefold())
    if known is not None:
        return known
    words = _JOINTS.split(_EDITION.sub("", name))
    return " ".join(word[:1].upper() + word[1:] for word in words if word)


def question(element: Element | None, title: str = "") -> str:
    """Give the question that a dialog asks, one line of at most `LONGEST_QUESTION`; empty when it asks none.

    One that names something is told rather than `Are you sure?`; a brief one is told with the sentence before it.

    Args:
        element: What is in the dialog; None when it is not known.
        title: Of its window; where the dialog repeats that as its heading, it is left out.
    """
    if element is None or not element.dialog_text:
        return ""
    said = " ".join(element.dialog_text[:LONGEST_DIALOG].split())
    heading = " ".join(title.split())
    rest = said.removeprefix(heading).lstrip()
    # `Delete Report?` under the title `Delete` is one sentence.
    repeats = rest != said and " " in heading and rest[:1].isupper() and not heading.endswith(_ASKING)
    sentences = _sentences(rest if repeats else said)
    asked = [n for n, text in enumerate(sentences) if text.endswith(_ASKING) and not _lists(text)]
    if not asked:
        return ""
    naming = (n for n in asked if _QUOTED.search(sentences[n]))
    telling = next(naming, next((n for n in asked if len(sentences[n]) >= _BRIEF), asked[0]))
    text = middle_cut(sentences[telling], LONGEST_QUESTION)
    before = sentences[telling - 1] if telling else ""
    if len(text) >= _BRIEF or not before or _lists(before):
        return text
    between = "" if before.endswith(_IDEOGRAPHIC) else " "
    return f"{middle_cut(before, _LONGEST_LEAD)}{between}{text}"


def _sentences(text: str) -> list[str]:
    """Split a text; a sentence does not end inside of quotes."""
    found: list[str] = []
    for part in _SENTENCES.split(text):
        if found and (_OPEN_QUOTE.search(found[-1]) or found[-1].count('"') % 2):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _lists(text: str) -> bool:
    """Tell whether a text lists what a dialog shows, `Size: 5 bytes Modified: today …`, rather than asks."""
    return text.count(": ") > 1


def clause(effect: str, context: Context) -> str:
    """Turn an effect into a clause that says what it is about.

    Args:
        effect: First piece of evidence, e.g. `deletes what is selected, perhaps for good`.
        context: Where the action lands.

    Returns:
        A clause, e.g. `it deletes 3 items for good`; empty when the effect says no more than the action.
    """
    if effect in _TRIVIAL:
        return ""
    element = context.element
    # Of what one command hands to another the names are not known.
    effect = effect.replace("`\u2026` for good", f"{_GIVEN}, for good").replace("`\u2026`", _GIVEN)
    effect = _OF_SHELL.sub(lambda name: named(name[1]), effect)
    if element is not None:
        effect = _to_whom(_about(effect, element), element.recipients)
    return f"it {effect}" if _VERB.match(effect) else effect


def _to_whom(effect: str, recipients: tuple[str, ...]) -> str:
    """Say to whom a message goes, where its window's fields tell."""
    if not recipients or not effect.startswith(SENDS):
        return effect
    first = named(recipients[0], LONGEST_TITLE if len(recipients) == 1 else _ONE_OF_TWO)
    if len(recipients) == 2:
        first = f"{first} and {named(recipients[1], _ONE_OF_TWO)}"
    elif len(recipients) > 1:
        first = f"{first} and {len(recipients) - 1} more"
    return f"{SENDS} to {first}{effect.removeprefix(SENDS)}"


def _with_object(effect: str) -> str:
    """Say that a name with an object of its own, `Remove credit card`, is not about what is selected."""
    return effect.replace(_SELECTED, "what it says", 1) if effect.startswith("deletes") else effect


def _about(effect: str, element: Element) -> str:
    """Put in what is known: how many, which one, for good or not, how much money."""
    said = said_by(element)
    name = _QUOTED.search(element.dialog_text[:LONGEST_DIALOG])
    if _SELECTED in effect:
        things = _selected(element, said, name)
        effect = effect.replace(_SELECTED, things, 1) if things else effect
    meaning = says(element.name)
    if _SELECTED in effect and meaning is not None and not (meaning.bare or meaning.of_mail or meaning.for_good):
        effect = _with_object(effect) if element.role in _NAMING else effect
    if effect == _REPLACES and _OF_ALL.search(element.name):
        effect = "replaces everything that is there already"
    elif effect == _REPLACES and name is not None:
        effect = f"replaces the {named(name[1])} that is there"
    if effect.startswith(_OF_ACCOUNTS):
        of_account = f"{element.name} {element.dialog_text[:LONGEST_DIALOG]}".casefold()
        effect = next((said for words, said in _ACCOUNTS if words.search(of_account)), effect)
    if _PERHAPS in effect and ((meaning is not None and meaning.for_good) or is_final(element.dialog_text)):
        effect = effect.replace(_PERHAPS, " for good", 1)
    amount = AMOUNT.search(said) if effect.startswith("spends") else None
    return effect.replace("money", amount[0].rstrip(".,"), 1) if amount is not None else effect


def _selected(element: Element, said: str, name: re.Match[str] | None) -> str:
    """Say what is selected: as the dialog counts or names it, else as the view does; empty when nobody tells."""
    count, chosen = COUNT.search(said), element.selected
    if count is not None:
        return count[0].lower()
    if chosen is not None:
        known = [each for each in element.selected_names if each.strip()][:chosen]
        names = [named(each, _ONE_OF_TWO) if chosen == len(known) > 1 else named(each) for each in known]
        if not names:
            return f"{chosen} items" if chosen > 1 else "one item"
        if len(names) == chosen:
            return " and ".join(names)
        return f"{names[0]} and {chosen - 1} more"
    if name is not None:
        return named(name[1])
    this = _THIS.search(element.dialog_text[:LONGEST_DIALOG])
    return this[0].lower() if this is not None else ""
