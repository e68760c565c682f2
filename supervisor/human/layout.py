"""Where on a keyboard the chords are; pure.

Chords are matched by keycode, resolved from the Latin layout in use, so that a Cyrillic group does not disarm them.
A row of keysyms is what GetKeyboardMapping answers under XKB (XKB protocol 12.4): group 1 levels 1 and 2, group 2
levels 1 and 2, then further levels and groups.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from supervisor.core.chord import Chord

ESCAPE = 0xFF1B
"""Keysym of Escape."""

_MODIFIERS = {
    **dict.fromkeys((0xFE03, 0xFE04, 0xFE05, 0xFE11, 0xFE12, 0xFE13, 0xFF7E), "altgr"),
    0xFFE9: "alt",
    **dict.fromkeys((0xFFEA, 0xFFE7, 0xFFE8, 0xFFED, 0xFFEE), "other"),
    **dict.fromkeys((0xFFE3, 0xFFE4), "ctrl"),
    **dict.fromkeys((0xFFE1, 0xFFE2), "shift"),
    **dict.fromkeys((0xFFEB, 0xFFEC), "super"),
}
"""Keysym to modifier word. `altgr` and `other` (right Alt, Meta, Hyper) are in no chord and keep any from firing."""

_NAMED = {"Pause": 0xFF13, "Scroll_Lock": 0xFF14, "Print": 0xFF61}
_F1 = 0xFFBE

_US_PLACES = {
    **dict(zip("1234567890", range(10, 20), strict=True)),
    **dict(zip("qwertyuiop", range(24, 34), strict=True)),
    **dict(zip("asdfghjkl", range(38, 47), strict=True)),
    **dict(zip("zxcvbnm", range(52, 59), strict=True)),
}
"""Keycodes of a PC keyboard (evdev numbering) by what is printed on an American one; the last resort."""


@dataclass(frozen=True, slots=True)
class Binding:
    """One chord on one keyboard."""

    keycodes: frozenset[int]
    """Any of these fires it; usually one. Empty: the keyboard cannot type it."""
    modifiers: frozenset[str]
    """Exactly these modifiers have to be down."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What keycodes of one keyboard mean to us."""

    bindings: Mapping[str, Binding]
    """By the chord's name."""
    modifiers: Mapping[int, str]
    """Keycode to ctrl, alt, shift, super, altgr or other."""
    escape: frozenset[int]
    """Keycodes of Escape."""
    labels: Mapping[str, str]
    """How to show each chord to the person."""
    has_left_alt: bool
    """False: no chord with alt can be typed."""


EMPTY = Layout({}, {}, frozenset(), {}, has_left_alt=False)
"""A keyboard nothing is known about."""


def keysym_of(key: str) -> int:
    """Give the keysym of a chord's key, e.g. `s`, `F5`, `Pause`."""
    if len(key) == 1:
        return ord(key)
    if key in _NAMED:
        return _NAMED[key]
    return _F1 + int(key[1:]) - 1


def resolve(
    rows: Sequence[Sequence[int]], first_keycode: int, chords: Mapping[str, Chord], *, group: int = 0
) -> Layout:
    """Find the chords on a keyboard.

    Args:
        rows: Keysyms of each keycode.
        first_keycode: Keycode of the first row.
        chords: The chords by name.
        group: Active layout group, from 0; preferred when it has the key.

    Returns:
        The layout.
    """
    codes = list(enumerate(rows, first_keycode))
    modifiers = {code: word for code, row in codes if (word := _modifier(row)) is not None}
    bindings, labels = {}, {}
    for name, chord in chords.items():
        places, shown = _places(codes, chord.key, group)
        bindings[name] = Binding(frozenset(places - modifiers.keys()), chord.modifiers)
        labels[name] = chord.label if shown is None else f"{chord.label} (the key `{shown}`)"
    escape = frozenset(code for code, row in codes if ESCAPE in row[:4])
    return Layout(bindings, modifiers, escape, labels, has_left_alt="alt" in modifiers.values())


def keep_missing(new: Layout, old: Layout | None) -> Layout:
    """Let a chord that a new keymap lacks stay where it was: no keymap disarms it."""
    if old is None:
        return new
    lost = [name for name, binding in new.bindings.items() if not binding.keycodes and name in old.bindings]
    modifiers = new.modifiers if new.has_left_alt else old.modifiers
    return replace(
        new,
        bindings={**new.bindings, **{name: old.bindings[name] for name in lost}},
        labels={**new.labels, **{name: old.labels[name] for name in lost}},
        modifiers=modifiers,
        escape=new.escape or old.escape,
        has_left_alt=new.has_left_alt or old.has_left_alt,
    )


def merge(layouts: Sequence[Layout]) -> Layout:
    """Join what several keyboards have, for listeners that do not know which one was used."""
    if not layouts:
        return EMPTY
    names = layouts[0].bindings
    modifiers: dict[int, str] = {}
    for layout in reversed(layouts):
        modifiers.update(layout.modifiers)
    bindings = {
        name: Binding(frozenset().union(*(one.bindings[name].keycodes for one in layouts)), names[name].modifiers)
        for name in names
    }
    return Layout(
        bindings,
        modifiers,
        frozenset().union(*(one.escape for one in layouts)),
        layouts[0].labels,
        has_left_alt=any(one.has_left_alt for one in layouts),
    )


def _modifier(row: Sequence[int]) -> str | None:
    """Tell which modifier a key is. Any AltGr on it wins; a modifier that needs Shift to appear is none."""
    if any(_MODIFIERS.get(keysym) == "altgr" for keysym in row):
        return "altgr"
    return _MODIFIERS.get(row[0]) if row else None


def _places(codes: list[tuple[int, Sequence[int]]], key: str, group: int) -> tuple[frozenset[int], str | None]:
    """Give the keycodes of a key, and what is printed on it when that is not the key's own name."""
    wanted = keysym_of(key)
    for columns in _columns(codes, group):
        found = frozenset(code for code, row in codes if any(wanted == row[c] for c in columns if c < len(row)))
        if found:
            return found, None
    place = _US_PLACES.get(key)
    row = dict(codes).get(place, ()) if place is not None else ()
    if place is None or not row or not row[0]:
        return frozenset(), None
    return frozenset({place}), _character(row[0])


def _columns(codes: list[tuple[int, Sequence[int]]], group: int) -> Iterator[tuple[int, ...]]:
    """Give the columns to look in, best first: the active group, the first, any; unshifted before shifted."""
    width = max((len(row) for _, row in codes), default=0)
    base = 2 if group == 1 else 0
    yield from ((base,), (base + 1,), (0,), (1,), (2,), (3,))
    yield tuple(range(4, width))


def _character(keysym: int) -> str:
    """Show what a key types, as far as the keysym tells it."""
    if keysym & 0xFF000000 == 0x01000000:
        return chr(keysym & 0xFFFFFF)
    if 0x20 <= keysym <= 0xFF:
        return chr(keysym)
    return f"0x{keysym:x}"
