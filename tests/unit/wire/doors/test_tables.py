from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.wire.doors.door import Besides, Refusal
from supervisor.wire.doors.tables import CORE_TABLE, EXTENSIONS, LAST_CORE, page, rule_of
from tests.support.doorway import COLORMAP, ERROR, FOREIGN, NOTHING, OWN, ROOT, SIBLING, Doorway
from tests.support.x11_bytes import EXTENSIONS as MAJORS

if TYPE_CHECKING:
    from supervisor.wire.doors.door import Door

PAGE = Path(__file__).parents[4] / "resources/manual/side_doors.md"
ROWS = [(table.name, door) for table in (CORE_TABLE, *EXTENSIONS.values()) for door in table.doors]
FORMS = pytest.mark.parametrize(
    ("big_endian", "big_form"),
    [(False, False), (False, True), (True, False), (True, True)],
    ids=["little", "little-big-form", "big", "big-big-form"],
)
SUBSTITUTE = {Refusal.NOTHING: NOTHING, Refusal.ERROR: ERROR}
ALLOWED = {Besides.NOTHING: (), Besides.NONE: (), Besides.ROOT: (ROOT,), Besides.COLORMAP: (COLORMAP,)}


def rows(kind: str) -> list[object]:
    chosen = [
        (name, door)
        for name, door in ROWS
        if not door.rule and (kind == "own") == bool(door.own) and door.check is None
    ]
    return [pytest.param(name, door, id=f"{name or 'core'} {door.name}") for name, door in chosen]


def address(name: str, door: Door) -> tuple[int, int]:
    """Give major and minor opcode."""
    return (MAJORS[name], door.number) if name else (door.number, 0)


def body(order: str, ids: dict[int, int]) -> bytes:
    made = bytearray(64)
    for offset, value in ids.items():
        struct.pack_into(order + "I", made, offset, value)
    return bytes(made)


@FORMS
@pytest.mark.parametrize(("name", "door"), rows("never"))
def test_attack_a_request_that_no_agent_may_make(name: str, door: Door, big_endian: bool, big_form: bool) -> None:
    way = Doorway(big_endian=big_endian, big_form=big_form)
    major, minor = address(name, door)
    for size in (0, 4, 8, 64, 4096):
        assert way.refused(major, bytes(size), minor) == SUBSTITUTE[door.refusal]
    assert set(way.noted) == {(name, door.name)}


@FORMS
@pytest.mark.parametrize(("name", "door"), rows("own"))
def test_attack_what_is_another_programs(name: str, door: Door, big_endian: bool, big_form: bool) -> None:
    way = Doorway(big_endian=big_endian, big_form=big_form)
    major, minor = address(name, door)
    order = ">" if big_endian else "<"
    assert way.passes(major, body(order, dict.fromkeys(door.own, OWN)), minor)
    assert way.passes(major, body(order, dict.fromkeys(door.own, SIBLING)), minor), "one agent, several programs"
    assert way.passes(major, body(order, dict.fromkeys(door.own, 0)), minor), "the server calls it a mistake"
    for nobodys in (ROOT, COLORMAP):
        allowed = way.passes(major, body(order, dict.fromkeys(door.own, nobodys)), minor)
        assert allowed == (nobodys in ALLOWED[door.besides])
    for offset in door.own:
        ids = dict.fromkeys(door.own, OWN) | {offset: FOREIGN}
        assert way.refused(major, body(order, ids), minor) == SUBSTITUTE[door.refusal]
    assert way.refused(major, bytes(max(door.own)), minor), "too short to name anything"


@FORMS
@pytest.mark.parametrize(("name", "table"), EXTENSIONS.items())
def test_a_request_that_its_table_does_not_know_is_an_error(
    name: str, table: object, big_endian: bool, big_form: bool
) -> None:
    del table
    known = EXTENSIONS[name].passes | {door.number for door in EXTENSIONS[name].doors}
    way = Doorway(big_endian=big_endian, big_form=big_form)
    for minor in range(256):
        if minor not in known:
            assert way.refused(MAJORS[name], bytes(32), minor) == ERROR
    for minor in EXTENSIONS[name].passes:
        assert way.passes(MAJORS[name], bytes(32), minor)


def test_every_core_request_is_in_the_table_once() -> None:
    assert CORE_TABLE.passes | {door.number for door in CORE_TABLE.doors} == set(range(LAST_CORE + 1))


def test_what_passes_unseen_of_the_core_protocol_is_what_was_thought_through() -> None:
    """A request that leaves a table by mistake turns red here."""
    assert sorted(CORE_TABLE.passes) == [
        *(0, 3, 14, 15, 16, 17, 21, 23, 29, 30, 34, 35, 38, 39, 40, 43, 45, 47, 48, 49, 50, 52, 53, 55),
        *(78, 80, 83, 84, 85, 86, 87, 88, 91, 92, 93, 94, 97, 99, 101, 103, 104, 106, 108, 110, 117, 119),
        *range(120, 128),
    ]


def test_an_extension_without_a_table_is_refused_and_asked_for_in_vain() -> None:
    way = Doorway()
    assert way.refused(MAJORS["VNC-EXTENSION"], bytes(12), 3) == ERROR
    for name, hidden in (("VNC-EXTENSION", True), ("RENDER", False), ("XFree86-DGA", False)):
        query = way.request(98, way.pack("HH", len(name), 0) + name.encode())
        out, stop = way.send(query)
        assert stop is None
        assert (out != query, len(out)) == (hidden, len(query))
        assert name.encode() not in out or not hidden


def test_every_row_says_what_it_could_do_and_its_rule() -> None:
    assert all(door.harm and rule_of(door) for _, door in ROWS)
    assert all(door.rule for _, door in ROWS if door.check is not None)


def test_the_manual_shows_the_tables_as_they_are() -> None:
    assert PAGE.read_text() == page(), "run `python -m tests.support.side_doors_page`"
