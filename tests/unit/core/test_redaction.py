from __future__ import annotations

from supervisor.core.action import Action, ActionKind, Rect
from supervisor.core.assessment import Assessment, Decision, Tier, Verdict
from supervisor.core.context import Context, Element, Paste, Window
from supervisor.core.credentials import MASK
from supervisor.core.patterns import compile_patterns
from supervisor.core.redaction import Redactor

LINE = "mysql --password=hunter2"
CARD = Redactor(compile_patterns((), [r"CARD-\d+"]))
KEY = ["key_press", 38, 0, 0, 0]


def typed(text: str, kind: ActionKind = ActionKind.TYPE) -> Action:
    return Action("a-1", "a", kind, text=text)


def test_secrets_and_what_the_policy_names_are_masked_in_texts() -> None:
    assert CARD.text(f"{LINE} CARD-1234 x") == f"mysql --password={MASK} {MASK} x"
    assert Redactor().text("CARD-1234") == "CARD-1234"
    assert CARD.text("harmless") == "harmless"


def test_what_holds_none_stays_the_same_object() -> None:
    action, context = typed("ls"), Context(Window(1, title="t"), Element(name="n", text="t"))
    assessment, decision = Assessment(Tier.READ, evidence=("e",)), Decision(Verdict.ALLOW, "r", "why")
    assert CARD.action(action) is action
    assert CARD.context(context) is context
    assert CARD.assessment(assessment) is assessment
    assert CARD.decision(decision) is decision


def test_every_part_of_a_row_is_cleaned() -> None:
    window = Window(1, title=LINE, rect=Rect(0, 0, 1, 1))
    fields = {
        "action": Action("a-1", "a", ActionKind.TYPE_ENTER, text=f"{LINE} x", reason=LINE),
        "context": Context(
            window,
            Element(name=LINE, text=LINE, dialog_text=LINE, selected_names=("n", LINE), recipients=(LINE,)),
            url="https://me:hunter2@x/",
            frame_url="https://me:hunter2@y/",
        ),
        "assessment": Assessment(Tier.HIGH_RISK, evidence=(f"`{LINE}` logs in",)),
        "decision": Decision(Verdict.ASK, "r", f"because of {LINE}"),
        "outcome": {"argv": ["agent", "--token=hunter2"], "sends": [KEY], "deep": ({"x": LINE},)},
        "approval": None,
    }
    clean = CARD.fields(fields)
    assert "hunter2" not in repr(clean)
    assert clean["outcome"]["sends"] == [KEY]
    assert "hunter2" in repr(fields)


def test_the_keys_of_a_secret_are_hidden_while_it_is_typed_and_shown_after_it() -> None:
    hiding = {LINE[:-1]: True, LINE: True, f"{LINE} ": False, f"{LINE} -h d": False, "ls": False}
    for text, hidden in hiding.items():
        outcome = CARD.fields({"action": typed(text), "outcome": {"sends": [KEY]}})["outcome"]
        assert (outcome["sends"][0][1] == MASK) is hidden, text
        assert CARD.ends_in_secret(text) is hidden
    assert CARD.ends_in_secret("x" * 10_000 + LINE)


def test_nesting_without_end_is_survived() -> None:
    deep: list[object] = ["x"]
    for _ in range(500):
        deep = [deep]
    assert CARD.value(deep)


def test_a_paste_is_cleaned_with_the_line_it_becomes_a_part_of() -> None:
    def pasted(text: str | None, before: str = "") -> tuple[str | None, str]:
        (paste,) = CARD.context(Context(pastes=(Paste("CLIPBOARD", text, before),))).pastes
        return paste.text, paste.before

    assert pasted(f"{LINE} x") == (f"mysql --password={MASK} x", "")
    assert pasted("hunter2", "mysql --password=") == (MASK, "mysql --password=")
    assert pasted("ls -l", "cd x; ") == ("ls -l", "cd x; ")
    assert pasted("", "ls") == ("", "ls")
    assert pasted(None, "ls") == (None, "ls")
