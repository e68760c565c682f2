from __future__ import annotations

import random

import pytest

from supervisor.wire.x11 import Setup, WireError, read_setup
from tests.fuzz.parser import Rules, Tally, check, fuzz
from tests.fuzz.reference import Cut, Numbers, is_input, read
from tests.fuzz.seeding import streams
from tests.support.x11_bytes import fake_input, request

SEED = 20261120
REQUESTS = 300_000
SETUPS = 20_000
SEEDS = streams()


def test_no_drawn_stream_brings_input_past_the_gate_or_is_cut_otherwise_than_by_the_server() -> None:
    tally = fuzz(REQUESTS, SEED)
    # A generator that draws nothing of a kind would prove nothing.
    assert tally.requests >= REQUESTS
    assert tally.judged > REQUESTS // 5
    assert tally.refused > REQUESTS // 50
    assert tally.ended > 100


@pytest.mark.parametrize("name", SEEDS)
def test_each_kept_stream_stays_harmless(name: str) -> None:
    big_endian, parts = SEEDS[name]
    data = b"".join(parts)
    for split in (parts, [data], [data[i : i + 1] for i in range(len(data))]):
        check(data, split, Rules(), big_endian=big_endian, tally=Tally())


def test_a_drawn_setup_is_read_or_refused_or_waited_for() -> None:
    rng = random.Random(SEED)  # noqa: S311 - the same setups in each run
    seen: set[type] = set()
    for _ in range(SETUPS):
        head = bytes([rng.choice((0x42, 0x6C, 0x6C, rng.randrange(256)))]) + rng.randbytes(5)
        lengths = bytes([0, rng.randrange(40), 0, rng.randrange(40)]) if rng.random() < 0.6 else rng.randbytes(4)
        data = head + lengths + rng.randbytes(rng.randrange(120))
        try:
            setup = read_setup(data)
        except WireError as e:
            seen.add(type(e))
            continue
        seen.add(type(setup))
        assert setup is None or setup.length_bytes <= len(data)
    assert seen == {WireError, Setup, type(None)}


def test_the_reference_knows_input_when_it_sees_it() -> None:
    """The oracle itself: were it blind, all would pass."""
    numbers = Numbers(xtest=132, xinput=131, big_requests=133)
    data = request(16, 0, bytes(8)) + fake_input(2, 38) + fake_input(2, 38, big_form=True)
    reading = read(data, order="little", big_requests=133, enabled=True)
    assert [is_input(data, cut, numbers) for cut in reading.requests] == [False, True, True]
    assert reading.requests[1:] == [Cut(12, 48, 4), Cut(48, 88, 8)]
    assert read(data, order="little", big_requests=133).broken
