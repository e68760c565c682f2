from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.client import CallError, Supervisor
from supervisor.client.adapters import AnthropicComputer, GeminiComputer, OpenAIComputer
from supervisor.client.adapters.performing import Hands, base64_of, data_of, eyes_of, perform, url_of
from supervisor.wire.model_call import (
    Call,
    Ended,
    Kind,
    SafetyCheck,
    Size,
    Step,
    gesture,
    held,
    pressed,
    stated,
    waits,
)
from supervisor.wire.vocabulary import Outcome, Status
from tests.support.scripted_hands import APPROVED, BLIND, MODIFIED, PART, PNG, REJECTED, SEEING, ScriptedHands

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[4]
KEYS = tuple(pressed(0, ["a", "b", "c"]))
CHECK = SafetyCheck("1", "c", "m")


def statuses(ends: tuple[Ended | None, ...]) -> list[str | None]:
    return [end.status if end else None for end in ends]


def test_steps_are_done_in_order() -> None:
    hands = ScriptedHands(at_1=MODIFIED)
    performed = perform(Call("1", ("key",), KEYS), hands, BLIND)
    assert [made["keys"] for made in hands.made] == ["a", "b", "c"]
    assert statuses(performed.ending.steps) == ["done", "modified", "done"]
    assert performed.ending.steps[1] == Ended("modified", "", "type `b`")


def test_nothing_behind_a_no_is_tried() -> None:
    hands = ScriptedHands(at_1=REJECTED)
    performed = perform(Call("1", ("key",), KEYS), hands, BLIND)
    assert statuses(performed.ending.steps) == ["done", "rejected", None]
    assert len(hands.made) == 2


def test_what_was_pressed_is_let_go_whatever_became_of_the_rest() -> None:
    call = Call("1", ("hold_key", "key"), (*held(0, "shift", waits(0, 1)), *pressed(1, ["a"])))
    hands = ScriptedHands(at_1=REJECTED)
    performed = perform(call, hands, BLIND)
    assert hands.kinds == ["down", "wait", "up"]
    assert statuses(performed.ending.steps) == ["done", "rejected", "done", None]
    assert not performed.ending.whole(call)


def test_what_was_never_pressed_is_not_let_go() -> None:
    call = Call("1", ("key", "hold_key"), (*pressed(0, ["a"]), *held(1, "shift", waits(1, 1))))
    hands = ScriptedHands(at_0=REJECTED)
    perform(call, hands, BLIND)
    assert hands.kinds == ["key"]


def test_a_stop_ends_all_of_it() -> None:
    hands = ScriptedHands(at_0=Outcome(status=Status.STOPPED))
    perform(Call("1", ("hold_key",), tuple(held(0, "shift", waits(0, 1)))), hands, BLIND)
    assert hands.kinds == ["down"]


def test_nothing_of_a_call_that_was_not_understood_is_done() -> None:
    hands = ScriptedHands()
    performed = perform(Call("1", error="`x` is missing"), hands, BLIND)
    assert hands.made == []
    assert performed.ending.steps == ()


@pytest.mark.parametrize(
    ("first", "second", "acknowledged"),
    [(APPROVED, APPROVED, True), (APPROVED, None, False), (None, None, False), (APPROVED, REJECTED, False)],
)
def test_a_check_is_acknowledged_by_a_yes_to_each_that_warns(
    first: Outcome | None, second: Outcome | None, acknowledged: bool
) -> None:
    steps = stated([*KEYS, *pressed(1, ["d"])], checks=[CHECK])
    answers = {f"at_{number}": one for number, one in ((0, first), (3, second)) if one is not None}
    performed = perform(Call("1", ("a", "b"), steps, checks=(CHECK,)), ScriptedHands(**answers), BLIND)
    assert performed.ending.acknowledged is acknowledged


def test_a_yes_to_something_else_acknowledges_nothing() -> None:
    call = Call("1", ("wait",), stated(waits(0, 1), checks=[CHECK]), checks=(CHECK,))
    assert not perform(call, ScriptedHands(at_0=APPROVED), BLIND).ending.acknowledged


def test_what_only_looks_is_looked_at() -> None:
    for step, image in ((Step(Kind.SCREENSHOT), PNG), (Step(Kind.ZOOM, region=(0, 0, 1, 1)), PART)):
        assert perform(Call("1", ("a",), (step,)), ScriptedHands(), SEEING).image == image
    assert perform(Call("1", ("a",), (Step(Kind.POINTER),)), ScriptedHands(), SEEING).pointer == (3, 4)


@pytest.mark.parametrize("step", [Step(Kind.ZOOM, region=(0, 0, 1, 1)), Step(Kind.POINTER)])
def test_what_the_app_cannot_do_is_told(step: Step) -> None:
    performed = perform(Call("1", ("a",), (step,)), ScriptedHands(), BLIND)
    assert statuses(performed.ending.steps) == ["failed"]


def test_an_outcome_of_another_shape_is_no_done() -> None:
    class Odd(ScriptedHands):
        def call(self, method: str, params: Any, /) -> Any:
            super().call(method, params)
            return {"status": None, "approved": "yes"}

    steps = stated([gesture(0, "click", None)], checks=[CHECK])
    performed = perform(Call("1", ("a",), steps, checks=(CHECK,)), Odd(), BLIND)
    assert performed.ending.steps == (Ended(""),)
    assert not performed.ending.acknowledged


def test_what_the_gate_does_not_take_is_told_and_ends_the_call() -> None:
    class Refusing(ScriptedHands):
        def call(self, method: str, params: Any, /) -> Any:
            super().call(method, params)
            raise CallError("`gesture.key.keys`: too long", -32602)

    hands = Refusing()
    performed = perform(Call("1", ("key",), KEYS), hands, BLIND)
    assert performed.ending.steps == (Ended("failed", "`gesture.key.keys`: too long"), None, None)
    assert len(hands.made) == 1


def test_a_supervisor_is_what_the_adapters_need() -> None:
    hands: type[Hands] = Supervisor
    assert callable(hands.call)


def test_objects_of_the_vendors_write_themselves() -> None:
    class Block:
        def model_dump(self, **how: Any) -> dict[str, Any]:
            return how

    assert data_of(Block()) == {"mode": "json", "exclude_none": True}
    assert data_of({"a": 1}) == {"a": 1}
    assert data_of(None) is None


def test_the_supervisor_shows_the_screen_in_the_size_that_the_model_was_told() -> None:
    hands = ScriptedHands()
    assert eyes_of(hands, Size(1280, 800)).screenshot() == PNG
    assert eyes_of(hands, None).screenshot() == PNG
    with pytest.raises(ValueError, match="the screen is 1280x800 and the model was told 1024x768: pass `eyes`"):
        eyes_of(hands, Size(1024, 768)).screenshot()


def test_pictures_as_text() -> None:
    assert base64.b64decode(base64_of(PNG)) == PNG
    assert url_of(PNG) == f"data:image/png;base64,{base64_of(PNG)}"


def test_the_adapters_load_nothing_but_the_standard_library() -> None:
    code = (
        "import sys; import supervisor.client.adapters; "
        "print(*{n.split('.')[0] for n in sys.modules} - set(sys.stdlib_module_names))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert set(done.stdout.split()) <= {"supervisor", "__main__"}


class Whole:
    """A message as a vendor's package has it: it can be gone through, and gives its fields."""

    def __iter__(self) -> Iterator[object]:
        return iter([("content", [])])

    def model_dump(self, **_: object) -> dict[str, object]:
        return {"content": []}


@pytest.mark.parametrize("given", [{"role": "assistant", "content": []}, Whole()])
def test_a_whole_message_where_its_list_is_meant_is_a_mistake_and_not_nothing_to_do(given: Any) -> None:
    hands = ScriptedHands()
    tool = {"type": "computer_20250124", "name": "computer", "display_width_px": 100, "display_height_px": 100}
    for do, part in (
        (AnthropicComputer(hands, tool, eyes=SEEING).tool_results, "content"),
        (OpenAIComputer(hands, eyes=SEEING).outputs, "output"),
        (GeminiComputer(hands, eyes=SEEING).function_responses, "function_calls"),
    ):
        with pytest.raises(CallError, match=f"give the list in `{part}` of what the model said"):
            do(given)
        assert do([]) == []
