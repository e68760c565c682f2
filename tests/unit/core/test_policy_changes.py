"""The words for what a policy changes: what may loosen first, no more than a popup holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.policy_changes import LONGEST, changes_in_words
from supervisor.core.policy_file import parse_policy

if TYPE_CHECKING:
    from supervisor.core.policy import Policy


def policy(*rules: str, more: str = "version = 1\n") -> Policy:
    return parse_policy(more + "".join(rules), "test")


def rule(name: str, verdict: str = "ask", more: str = "") -> str:
    return f'[[rule]]\nid = "{name}"\nreason = "x"\nverdict = "{verdict}"\nwhen.title = "{name}"\n{more}\n'


def test_nothing_is_said_of_words() -> None:
    assert changes_in_words(policy(rule("a").replace('"x"', '"y"')), policy(rule("a"))) == ""


def test_what_is_removed_comes_before_what_is_added() -> None:
    words = changes_in_words(policy(rule("b", "deny")), policy(rule("a", "deny")))
    assert words == "removes `a` (denied); adds `b` (denied)"


def test_what_allows_comes_first_of_what_is_added() -> None:
    words = changes_in_words(policy(rule("a", "deny"), rule("b", "allow")), policy())
    assert words == "adds `b` (allowed), `a` (denied)"


def test_a_changed_rule_says_how_where_its_verdict_changed() -> None:
    old = policy(rule("a"), rule("b"))
    assert changes_in_words(policy(rule("a", "allow"), rule("b")), old) == "changes `a` (allowed, not asked)"
    assert changes_in_words(policy(rule("a", more="deadline_s = 9"), rule("b")), old) == "changes `a`"


def test_looser_tiers_come_first_and_stricter_ones_late() -> None:
    new = policy(rule("a"), more='[tiers]\nirreversible = "allow"\nread = "ask"\n')
    assert changes_in_words(new, policy()) == (
        "irreversible actions are allowed, not asked; adds `a` (asked); read actions are asked, not allowed"
    )


def test_masks_are_told() -> None:
    keys, none, other = (policy(more=f"[mask]\nfields = {fields}\n") for fields in ('["key"]', "[]", '["pin"]'))
    assert changes_in_words(none, keys) == "masks less"
    assert changes_in_words(keys, none) == "masks more"
    assert changes_in_words(other, keys) == "masks other texts and fields"


def test_of_many_the_number_is_told() -> None:
    many = policy(*(rule(f"r{number}") for number in range(9)))
    assert changes_in_words(policy(), many) == "removes `r0` (asked), `r1` (asked), `r2` (asked) and 6 more"


def test_what_would_be_too_long_to_be_read_is_counted() -> None:
    long = [f"{'r' * 50}-{number}" for number in range(6)]
    old = policy(*(rule(name, "deny") for name in long[:4]))
    new = policy(*(rule(name, "allow") for name in long[2:]), more='[tiers]\nirreversible = "allow"\n')
    words = changes_in_words(new, old)
    assert words == "irreversible actions are allowed, not asked; removes 2 rules; changes 2 rules; adds 2 rules"
    tiers = '[tiers]\nread = "{0}"\nreversible = "{0}"\nhigh_risk = "{0}"\nirreversible = "{0}"\n'
    tiers += '[mask]\nfields = ["{0}"]\n'
    most = changes_in_words(
        policy(*(rule(name, "allow") for name in long[2:]), more=tiers.format("allow")),
        policy(*(rule(name, "deny") for name in long[:4]), more=tiers.format("deny")),
    )
    assert len(most) <= LONGEST
