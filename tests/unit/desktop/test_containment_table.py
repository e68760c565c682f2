from __future__ import annotations

import re
from pathlib import Path

import pytest

from supervisor.desktop.containment_table import OFF, REMEDIES, ROWS, Mechanism, Row, in_words, lacking, missing_rows

ALL = frozenset(Mechanism)


def test_each_row_is_named_once_and_says_what_and_how() -> None:
    assert len({row.id for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert row.closes
        assert row.needs
        assert row.verified
        assert all(row.needs)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_each_row_has_a_test_that_tries_to_get_through(row: Row) -> None:
    files = (Path(__file__).parents[2] / "end_to_end").glob("test_containment*.py")
    tests = "".join(file.read_text() for file in files)
    assert [name for name in re.findall(r"def (test_\w+)", tests) if row.verified in name]


def test_every_mechanism_that_can_be_missing_has_a_remedy() -> None:
    assert set(REMEDIES) == ALL
    assert all(REMEDIES[mechanism] for mechanism in ALL - {Mechanism.ENVIRONMENT})


def test_with_everything_nothing_is_missing_and_without_anything_all_is() -> None:
    assert missing_rows(ALL) == ()
    assert {row.id for row in missing_rows(())} == set(OFF)


def test_one_of_two_mechanisms_is_enough() -> None:
    row = next(row for row in ROWS if row.id == "display-abstract")
    assert lacking(row, {Mechanism.SCOPE}) is None
    assert lacking(row, {Mechanism.NETWORK}) is None
    assert lacking(row, {Mechanism.MOUNTS}) is not None


def test_how_far_it_is_contained_is_said_in_words() -> None:
    assert in_words(()) == "contained"
    assert in_words(OFF) == "not contained"
    without_pasta = [row.id for row in missing_rows(ALL - {Mechanism.NETWORK})]
    assert in_words(without_pasta) == "partly contained (open: display-tcp, local-servers)"
    assert (
        in_words(row.id for row in missing_rows({Mechanism.ENVIRONMENT, Mechanism.ORDINARY_USER})) == "not contained"
    )
