from __future__ import annotations

import random
import struct
from typing import Literal

import pytest

from tests.support.doorway import ATOMS, FOREIGN, OWN, ROOT, Doorway
from tests.support.x11_bytes import EXTENSIONS, request

FORMS = pytest.mark.parametrize(("big_endian", "big_form"), [(False, False), (True, False), (False, True)])


def stream(way: Doorway, count: int, seed: int) -> list[bytes]:
    """Give requests of all kinds with ids of all kinds."""
    rng = random.Random(seed)  # noqa: S311 the same sequence each time is what is wanted
    ids = (OWN, FOREIGN, ROOT, 0, 1, *ATOMS.values())
    majors = (*range(1, 120), *EXTENSIONS.values())
    made = []
    for _ in range(count):
        body = b"".join(way.pack("I", rng.choice(ids)) for _ in range(rng.randrange(14)))
        made.append(way.request(rng.choice(majors), body, rng.randrange(48)))
    return made


@FORMS
@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_written_keeps_its_length_and_its_place(seed: int, big_endian: bool, big_form: bool) -> None:
    way = Doorway(big_endian=big_endian, big_form=big_form)
    for data in stream(way, 300, seed):
        out, stop = way.send(data)
        assert len(out) == (0 if stop else len(data))
        assert out[2:4] == data[2:4] or stop


@FORMS
@pytest.mark.parametrize("seed", range(4))
def test_in_pieces_it_is_judged_as_whole(seed: int, big_endian: bool, big_form: bool) -> None:
    whole, pieces = (Doorway(big_endian=big_endian, big_form=big_form) for _ in range(2))
    for data in stream(whole, 150, seed):
        wanted = whole.send(data)
        buffer, out, stop = bytearray(), b"", None
        for byte in data:
            buffer.append(byte)
            passed, stop = pieces.send(bytes(buffer))
            out += passed
            del buffer[: len(passed)]
        assert (out, stop) == wanted
    assert pieces.noted == whole.noted


def test_a_request_that_has_not_come_far_enough_waits() -> None:
    way = Doorway()
    data = way.request(61, way.pack("IhhHH", FOREIGN, 0, 0, 1, 1))
    assert way.send(data[:4]) == (b"", None)
    assert way.send(data[:7]) == (b"", None)
    out, _ = way.send(data[:8])
    assert out == bytes([127]) + data[1:8]


CHANGES = {
    **dict.fromkeys((4, 5, 7, 8, 9, 10, 11, 12, 13, 18, 19, 54, 60, 61, 70, 72, 76, 79, 95, 113, 114), 0),
    **dict.fromkeys((62, 63), 4),
}
"""Core requests that change or free what is at this place of the body."""
NEVER = frozenset({36, 51, 102, 105, 107, 109, 111, 115, 116, 118})


def _asked_for(body: bytes, order: Literal["big", "little"]) -> bool:
    """Tell whether a property is one of an input method's, or appends nothing."""
    return int.from_bytes(body[4:8], order) in (ATOMS["_client3"], ATOMS["CLIP_TEMPORARY"])


@FORMS
@pytest.mark.parametrize("seed", range(100, 108))
def test_attack_nothing_that_changes_anothers_goes_on(seed: int, big_endian: bool, big_form: bool) -> None:
    """Looked at by itself, from the protocol, not by the tables."""
    way = Doorway(big_endian=big_endian, big_form=big_form)
    head, judged = (8 if big_form else 4), 0
    order: Literal["big", "little"] = "big" if big_endian else "little"
    for data in stream(way, 500, seed):
        out, _ = way.send(data)
        if not out:
            continue
        assert out[0] not in NEVER
        at = head + CHANGES.get(out[0], 1 << 16)
        if at + 4 <= len(out):
            judged += 1
            resource = int.from_bytes(out[at : at + 4], order)
            assert resource in (OWN, 0) or (out[0] == 18 and _asked_for(out[head:], order))
    assert judged


def test_ids_count_from_the_moment_a_client_has_come_until_it_has_left() -> None:
    way = Doorway()
    later = way.pack("I", 0x0160_0001)
    assert way.refused(54, later) == 127
    way.territory.bases.add(0x0160_0000)
    assert way.passes(54, later)
    way.territory.bases.discard(0x0160_0000)
    assert way.refused(54, later) == 127


def test_hiding_an_extension_leaves_shorter_and_longer_names_alone() -> None:
    way = Doorway()
    for name in (b"VNC-EXTENSIO", b"VNC-EXTENSION2", b"", b"vnc-extension"):
        data = request(98, 0, struct.pack("<HH", len(name), 0) + name)
        assert way.send(data) == (data, None)
    assert way.passes(98, b"")
