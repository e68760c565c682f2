from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from supervisor.app.configuration import ConfigurationError, read_policy, read_settings
from supervisor.audit.journal import Journal
from supervisor.audit.signing import Signer
from supervisor.audit.storage import JournalError
from supervisor.audit.verification import verify
from tests.fuzz.files import DamagedRecord, configurations, databases, in_one_sentence
from tests.fuzz.seeding import policies

if TYPE_CHECKING:
    from pathlib import Path

SEED = 20261120
CONFIGURATIONS = 1500
DATABASES = 1000
REOPENED = 60
SEEDS = policies()


def test_a_damaged_policy_or_settings_file_is_used_or_refused_in_one_sentence(tmp_path: Path) -> None:
    tally = configurations(CONFIGURATIONS, SEED, tmp_path)
    assert 0 < tally.usable < tally.tried == CONFIGURATIONS


@pytest.mark.parametrize("name", SEEDS)
def test_each_kept_policy_file_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "policy.toml").write_text(SEEDS[name])
    with pytest.raises(ConfigurationError) as refused:
        read_policy(None, tmp_path)
    in_one_sentence(refused.value)


def test_settings_nested_without_end_are_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("a = " + "[" * 5000)
    with pytest.raises(ConfigurationError):
        read_settings(tmp_path)


def test_a_damaged_record_is_never_called_good_when_it_says_something_else(tmp_path: Path) -> None:
    tally = databases(DATABASES, SEED, tmp_path)
    # Some damage hits bytes that say nothing; most of it is told.
    assert 0 < tally.usable < tally.tried // 3


def test_writing_on_behind_damage_is_refused_in_one_sentence_or_does_not_make_it_good(tmp_path: Path) -> None:
    """The service walks only what no signed head covers; what it begins to write on is told by a verification."""
    rng = random.Random(SEED)  # noqa: S311 - the same damage in each run
    record = DamagedRecord(tmp_path)
    signer = Signer.load_or_create(record.key)
    refused = 0
    for _ in range(REOPENED):
        good = record.damage(rng)
        try:
            journal = Journal.open(record.path, signer)
        except JournalError as e:
            refused += 1
            in_one_sentence(e)
        else:
            journal.close()
            assert good == verify(record.path).ok
    assert refused > REOPENED // 4
