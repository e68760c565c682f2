from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.policy_file import LONGEST_FILE, parse_policy
from supervisor.detect.examples import Example, ExamplesError, failures, read_examples
from supervisor.detect.explain import FIELDS, MORE_FIELDS
from supervisor.resources import resource

POLICY = parse_policy(resource("policy/default.toml").read_text(), "default.toml")
GOOD = """policy = "mine.toml"

[[example]]
words = "a file goes to the trash"
action = "key"
app = "Thunar"
keys = "Delete"
expect = { verdict = "ask", tier = "reversible", category = "files", rule = "trash" }

[[example]]
action = "click"
app = "Thunar"
target_name = "File"
target_role = "menu"

[example.expect]
verdict = "allow"
"""


def failure(text: str) -> str:
    with pytest.raises(ExamplesError) as caught:
        read_examples(text, "e.toml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def failed(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.sentence) for one in failures(read_examples(text, "e"), text, POLICY)]


def test_examples_that_hold_are_not_mentioned() -> None:
    assert read_examples(GOOD, "e").policy == "mine.toml"
    assert not failed(GOOD)


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        (
            'verdict = "ask"',
            'verdict = "deny"',
            3,
            "`a file goes to the trash`: expected verdict `deny`, got `ask` by `trash`: your policy asks before",
        ),
        ('rule = "trash"', 'rule = "delete"', 3, "expected rule `delete`, got `ask` by `trash`"),
        ('category = "files"', 'category = "email"', 3, "expected category `email`"),
        ('tier = "reversible", cat', 'tier = "read", cat', 3, "expected tier `read`"),
        ('verdict = "allow"', 'verdict = "ask"', 10, "expected verdict `ask`, got `allow` by `default-read`"),
    ],
)
def test_what_is_decided_otherwise_is_named_with_its_line(old: str, new: str, line: int, sentence: str) -> None:
    (one,) = failed(GOOD.replace(old, new, 1))
    assert one[0] == line
    assert sentence in one[1]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('app = "Thunar"', 'ap = "Thunar"', "line 6: unknown key `ap`: did you mean `app`?"),
        ("rule =", "rul =", "line 8: unknown key `rul`: did you mean `rule`?"),
        ('policy = "mine.toml"', 'polcy = "mine.toml"', "line 1: unknown key `polcy`: did you mean `policy`?"),
        ('"ask"', '"aks"', "line 8: `verdict` is not usable: input should be 'allow', 'ask' or 'deny'"),
        ('"key"', '"kye"', "line 5: `kye` is no action: use one of move"),
        ("policy =", "policy", "line 1: this is not TOML"),
        ('keys = "Delete"', "keys = 5", "line 7: `keys` is not usable"),
    ],
)
def test_each_mistake_has_line_and_remedy(old: str, new: str, words: str) -> None:
    assert words in failure(GOOD.replace(old, new, 1))


def test_an_example_has_to_expect_something() -> None:
    assert "the key `expect` is missing" in failure('[[example]]\napp = "x"\n')
    assert "line 1: the example expects nothing" in failure('[[example]]\napp = "x"\nexpect = {}\n')
    assert "`example` is missing" in failure('policy = "x"\n')


def test_an_endless_file_is_refused() -> None:
    assert "too long" in failure("#" * (LONGEST_FILE + 1))


def test_all_that_can_be_explained_can_be_an_example() -> None:
    assert {*FIELDS, *MORE_FIELDS} <= set(Example.model_fields)


def test_facts_beside_those_of_explain_can_be_said() -> None:
    rule = (
        '[[rule]]\nid = "all"\nreason = "x"\nwhen.agent = "bot"\nwhen.executable = "thunar"\nverdict = "deny"\n'
        'when.user = "anna"\nwhen.team = "ops"\nwhen.workflow = "inv*"\n'
        'when.dialog = "*really*"\nwhen.path = ["edit", "page > edit"]\n'
    )
    text = (
        '[[example]]\nexpect.rule = "all"\nagent = "bot"\nexecutable = "thunar"\ndialog_text = "Really?"\n'
        'target_path = "Page > Edit"\nuser = "anna"\nteam = "ops"\nworkflow = "invoices"\n'
    )
    assert not failures(read_examples(text, "e"), text, parse_policy(rule, "p"))


@given(st.text(max_size=200))
def test_any_text_is_examples_or_an_error(text: str) -> None:
    try:
        failures(read_examples(text, "x"), text, POLICY)
    except ExamplesError as error:
        assert "\n" not in str(error)  # noqa: PT017 - whether it is raised depends on the text
