from __future__ import annotations

from supervisor.client.adapters import UiTarsComputer
from supervisor.client.adapters.performing import url_of
from tests.support.scripted_hands import BLIND, PNG, REJECTED, ScriptedHands


def test_what_the_model_writes_is_done_and_answered_with_the_screenshot() -> None:
    hands = ScriptedHands()
    reply = UiTarsComputer(hands, (1920, 1080), eyes=BLIND).reply("Thought: x\nAction: click(start_box='(1,2)')")
    assert hands.kinds == ["click"]
    assert reply.message["content"] == [{"type": "image_url", "image_url": {"url": url_of(PNG)}}]
    assert not reply.finished
    assert not reply.calls_user


def test_a_chat_begins_with_a_screenshot() -> None:
    hands = ScriptedHands()
    assert UiTarsComputer(hands).look() == {
        "role": "user",
        "content": [{"type": "image_url", "image_url": {"url": url_of(PNG)}}],
    }
    assert hands.made == []


def test_places_of_1_0_are_thousandths() -> None:
    hands = ScriptedHands()
    old = UiTarsComputer(hands, thousandths=True)
    assert "from 0 to 1000" in old.reply("Action: click(start_box='(1001,2)')").message["content"][0]["text"]
    UiTarsComputer(hands, (1920, 1080), eyes=BLIND).reply("Action: click(start_box='(1001,2)')")
    assert hands.kinds == ["click"]


def test_the_model_says_that_it_is_done_or_needs_the_person() -> None:
    computer = UiTarsComputer(ScriptedHands())
    done = computer.reply("Action: wait()\n\nfinished(content='It is on.')")
    assert (done.finished, done.calls_user, done.text) == (True, False, "It is on.")
    assert computer.reply("Action: call_user()").calls_user


def test_an_end_behind_a_no_is_none() -> None:
    computer = UiTarsComputer(ScriptedHands(at_0=REJECTED))
    reply = computer.reply("Action: type(content='a')\n\nfinished(content='It is on.')")
    assert not reply.finished
    assert "too risky" in reply.message["content"][0]["text"]
