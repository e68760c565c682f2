from __future__ import annotations

from supervisor.audit.secrecy import Secrecy
from supervisor.core.action import Action, ActionKind
from supervisor.core.context import Context, Element, Window

PASSWORD = Element(role="password text")
LOGIN = Context(Window(1), PASSWORD)
LOGIN_UNSEEN = Context(Window(1), unknown=frozenset({"element-timeout"}))
TERMINAL_UNSEEN = Context(Window(2), unknown=frozenset({"element"}))
NAME = Context(Window(1), Element(role="text"))


def typing(number: int) -> Action:
    return Action(f"a-{number}", "bot", ActionKind.TYPE, text="x")


def test_ordinary_typing_is_open() -> None:
    secrecy = Secrecy()
    assert not secrecy.covers("bot", typing(1), NAME)
    assert not secrecy.covers("bot", typing(1), None)
    assert not secrecy.covers("bot", None, None)


def test_an_action_once_secret_stays_secret() -> None:
    secrecy = Secrecy()
    assert secrecy.covers("bot", typing(1), LOGIN)
    assert secrecy.covers("bot", typing(1), None)
    assert secrecy.covers("bot", typing(1), NAME), "its text was typed into the password field"
    assert not secrecy.covers("bot", typing(2), NAME)


def test_releases_without_action_or_context_follow_the_field() -> None:
    secrecy = Secrecy()
    secrecy.covers("bot", typing(1), LOGIN)
    assert secrecy.covers("bot", None, None)
    assert secrecy.covers("bot", None, Context())
    secrecy.covers("bot", typing(2), NAME)
    assert not secrecy.covers("bot", None, None)


def test_a_field_that_could_not_be_seen_counts_as_the_last_one_in_that_window() -> None:
    secrecy = Secrecy()
    secrecy.covers("bot", typing(1), LOGIN)
    assert secrecy.covers("bot", typing(2), LOGIN_UNSEEN)
    assert not secrecy.covers("bot", typing(3), TERMINAL_UNSEEN)
    assert not secrecy.covers("bot", typing(4), LOGIN_UNSEEN)


def test_agents_do_not_hide_one_another() -> None:
    secrecy = Secrecy()
    secrecy.covers("bot", typing(1), LOGIN)
    assert not secrecy.covers("other", None, None)
    assert not secrecy.covers(None, None, None)


def test_the_caller_may_know_better() -> None:
    secrecy = Secrecy()
    assert secrecy.covers("bot", typing(1), NAME, masked=True)
    assert secrecy.covers("bot", typing(1), None)


def test_old_actions_are_forgotten() -> None:
    secrecy = Secrecy()
    for number in range(5000):
        secrecy.covers("bot", typing(number), NAME)
    assert len(secrecy._actions) <= 512


def test_an_agent_that_begins_inherits_nothing_of_one_of_the_same_name() -> None:
    secrecy = Secrecy()
    first = Action("bot-000001", "bot", ActionKind.TYPE, text="x")
    assert secrecy.covers("bot", first, LOGIN)
    assert secrecy.covers("other", typing(1), LOGIN)
    secrecy.began("bot")
    assert not secrecy.covers("bot", None, None)
    assert not secrecy.covers("bot", first, TERMINAL_UNSEEN)
    assert secrecy.covers("other", None, None)


def test_a_window_that_took_the_number_of_one_that_has_gone_is_another() -> None:
    secrecy = Secrecy()
    secrecy.covers("bot", typing(1), Context(Window(1, pid=10), PASSWORD))
    assert secrecy.covers("bot", typing(2), Context(Window(1, pid=10), unknown=frozenset({"element"})))
    assert not secrecy.covers("bot", typing(3), Context(Window(1, pid=11), unknown=frozenset({"element"})))
