from __future__ import annotations

from dataclasses import replace

import pytest

from supervisor.core.action import Action, ActionKind, Point, Rect
from supervisor.core.assessment import Assessment, Decision, Verdict
from supervisor.core.context import Context, Element, Window
from supervisor.core.step import Draft, Step, StepKind
from supervisor.core.typing_buffer import TypingBuffer
from supervisor.engine.look import Look, same_place
from tests.support.playbook import DELETE, DOCS, MENU, TERMINAL, Stage, move, press


def action(kind: ActionKind, *, point: Point | None = None, end: Point | None = None, keys: str = "") -> Action:
    return Action("a-1", "a", kind, point=point, end_point=end, keys=keys)


def no_line(_window: Window) -> TypingBuffer:
    return TypingBuffer()


class Looked:
    """What a look gave, and the look."""

    def __init__(self, stage: Stage, made: Action, *, sent_to: int | None = None) -> None:
        step = Step(StepKind.PROPOSE, Draft(made.kind, window=sent_to))
        self.look = Look(stage.engine.parts, made, step, no_line)
        self.seen: list[Context] = []
        self.look.begin(self.seen.append)

    def settled(self, stage: Stage) -> list[Context]:
        stage.advance(0.001)
        return self.seen

    @property
    def window(self) -> int | None:
        (context,) = self.seen
        return context.window.id if context.window is not None else None


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_a_pointer_action_is_looked_up_at_its_point(stage: Stage) -> None:
    looked = Looked(stage, action(ActionKind.CLICK, point=DELETE))
    stage.advance(0.001)
    assert looked.window == DOCS
    assert looked.seen[0].element == Element("Delete", "push button")
    assert stage.elements.asked == ["point"]


def test_a_program_that_is_known_to_show_nothing_is_looked_at_once_and_at_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Point] = []
    window_at = stage.desktop.window_at

    def counted(point: Point) -> Window | None:
        asked.append(point)
        return window_at(point)

    monkeypatch.setattr(stage.desktop, "window_at", counted)
    stage.elements.none.add(DOCS)
    looked = Looked(stage, action(ActionKind.CLICK, point=DELETE))
    assert looked.seen == [Context(looked.seen[0].window, unknown=frozenset({"element"}))]
    assert (looked.window, stage.elements.asked, asked) == (DOCS, [], [DELETE])


def test_a_patient_look_asks_all_the_same(stage: Stage) -> None:
    stage.elements.none.add(DOCS)
    looked = Looked(stage, action(ActionKind.CLICK, point=DELETE))
    looked.look.begin(looked.seen.append, patient=True)
    assert stage.elements.asked == ["point"]


def test_a_drop_is_looked_up_where_it_lands(stage: Stage) -> None:
    looked = Looked(stage, action(ActionKind.DRAG, point=DELETE, end=Point(500, 500)))
    stage.advance(0.001)
    assert looked.window == TERMINAL


def test_a_key_is_looked_up_at_the_focus_and_under_a_menu_at_the_menu(stage: Stage) -> None:
    looked = Looked(stage, action(ActionKind.KEY, keys="Delete"))
    stage.advance(0.001)
    assert looked.window == DOCS
    assert stage.elements.asked == ["focus"]
    stage.open_menu()
    looked = Looked(stage, action(ActionKind.KEY, keys="Return"))
    stage.advance(0.001)
    assert looked.window == MENU


def test_a_send_event_is_looked_up_at_the_window_it_names(stage: Stage) -> None:
    looked = Looked(stage, action(ActionKind.KEY, keys="Return"), sent_to=TERMINAL)
    stage.advance(0.001)
    assert looked.window == TERMINAL
    assert Looked(stage, action(ActionKind.KEY, keys="Return"), sent_to=999).seen[0].unknown == {"window"}


@pytest.mark.parametrize(
    "harmless",
    [action(ActionKind.SCROLL, point=DELETE), *(action(ActionKind.KEY, keys=k) for k in ("Left", "Tab", "Escape"))],
)
def test_what_cannot_harm_by_itself_costs_no_look_up(stage: Stage, harmless: Action) -> None:
    looked = Looked(stage, harmless)
    assert looked.window == DOCS
    assert stage.elements.asked == []


def test_a_chord_with_an_arrow_is_looked_up(stage: Stage) -> None:
    Looked(stage, action(ActionKind.KEY, keys="ctrl+Left"))
    assert stage.elements.asked == ["focus"]


def test_only_the_answer_to_the_latest_question_counts(stage: Stage) -> None:
    stage.elements.slow = True
    looked = Looked(stage, action(ActionKind.CLICK, point=DELETE))
    stage.elements.slow = False
    looked.look.begin(looked.seen.append)
    stage.advance(1)
    assert len(looked.seen) == 1
    looked.look.begin(looked.seen.append)
    looked.look.end()
    stage.advance(1)
    assert len(looked.seen) == 1


@pytest.mark.parametrize(
    ("pages", "url", "frame_url", "unknown"),
    [
        ((), None, None, set()),
        (("https://a.example/",), "https://a.example/", None, set()),
        (("https://a.example/", "https://b.example/"), "https://a.example/", "https://b.example/", set()),
        (None, None, None, {"url"}),
    ],
)
def test_the_pages_of_an_element_are_facts_of_the_place(
    stage: Stage, pages: tuple[str, ...] | None, url: str | None, frame_url: str | None, unknown: set[str]
) -> None:
    stage.elements.places.append((Rect(0, 0, 90, 90), Element("Pay", "push button", pages=pages)))
    (context,) = Looked(stage, action(ActionKind.CLICK, point=DELETE)).settled(stage)
    assert (context.url, context.frame_url) == (url, frame_url)
    assert set(context.unknown) == unknown


def test_attack_a_page_that_navigates_during_the_lead_is_judged_by_its_new_address(stage: Stage) -> None:
    pay = Element("Pay", "push button", pages=("https://shop.example/",))
    stage.elements.places.append((Rect(190, 190, 40, 20), pay))
    stage.agent().does(move(200, 200), press())
    stage.advance(0.05)
    stage.elements.places.append((Rect(190, 190, 40, 20), replace(pay, pages=("https://bank.example/",))))
    stage.settle()
    pages = [context.url for _action, context in stage.judge.judged if context.url]
    assert pages == ["https://shop.example/", "https://bank.example/"]


def test_a_field_that_the_policy_hides_is_hidden(stage: Stage) -> None:
    stage.judge.secret = {"Delete"}
    looked = Looked(stage, action(ActionKind.CLICK, point=DELETE))
    stage.advance(0.001)
    assert looked.seen[0].element is not None
    assert looked.seen[0].element.is_password


def test_when_nobody_can_tell_whether_a_field_is_secret_it_is(stage: Stage) -> None:
    stage.judge.secret = None  # type: ignore[assignment]
    looked = Looked(stage, action(ActionKind.CLICK, point=DELETE))
    stage.advance(0.001)
    assert looked.seen[0].element is not None
    assert looked.seen[0].element.is_password


def test_a_target_is_gone_when_its_window_is_not_on_the_screen(stage: Stage) -> None:
    look = Looked(stage, action(ActionKind.CLICK, point=DELETE)).look
    here, root = Context(window=Window(DOCS)), Context(window=Window(0))
    assert not look.gone(here)
    stage.desktop.close(DOCS)
    assert look.gone(here)
    assert not look.gone(root)
    assert not look.gone(Context())


@pytest.mark.parametrize("kind", [ActionKind.CLICK, ActionKind.WINDOW])
def test_a_target_that_nothing_is_known_of_is_not_gone(stage: Stage, kind: ActionKind) -> None:
    look = Looked(stage, action(kind, point=DELETE)).look
    here = Context(window=Window(DOCS))
    stage.desktop.close(DOCS)
    stage.desktop.answers = False
    assert not look.gone(here)
    stage.desktop.answers = True
    assert look.gone(here)


def test_the_focus_is_put_back_for_keys_only(stage: Stage) -> None:
    docs = Context(window=Window(DOCS))
    stage.desktop.focus = TERMINAL
    Looked(stage, action(ActionKind.CLICK, point=DELETE)).look.restore_focus(docs)
    Looked(stage, action(ActionKind.KEY, keys="a"), sent_to=DOCS).look.restore_focus(docs)
    key = Looked(stage, action(ActionKind.KEY, keys="a")).look
    key.restore_focus(Context(window=Window(MENU, override_redirect=True)))
    key.restore_focus(Context())
    key.restore_focus(Context(window=Window(TERMINAL)))
    assert stage.desktop.focus_put == []
    assert key.restore_focus(docs)
    assert stage.desktop.focus_put == [DOCS]
    assert not key.restore_focus(docs), "it is there"


WINDOW = Window(DOCS, "docs", rect=Rect(0, 0, 9, 9))
BUTTON = Element("Open", "push button", text="1")


@pytest.mark.parametrize(
    ("after", "same"),
    [
        (Context(Window(DOCS, "other title"), Element("Open", "push button", text="2")), True),
        (Context(Window(TERMINAL), BUTTON), False),
        (Context(WINDOW, Element("Delete", "push button")), False),
        (Context(WINDOW, Element("Open", "menu item")), False),
        (Context(WINDOW, BUTTON, "https://other.example/"), False),
        (Context(WINDOW, BUTTON, frame_url="https://other.example/"), False),
        (Context(WINDOW, None), False),
        (Context(None, BUTTON), False),
        (Context(), False),
    ],
)
def test_an_allowed_action_needs_the_same_window_and_the_same_control(after: Context, same: bool) -> None:
    assert same_place(Context(WINDOW, BUTTON), after) is same


def test_unknown_stays_the_same_as_unknown() -> None:
    assert same_place(Context(), Context(unknown=frozenset({"window"})))
    assert same_place(Context(WINDOW), Context(WINDOW))


def entering(text: str, *, exact: bool = True) -> Action:
    return Action("a-1", "a", ActionKind.TYPE_ENTER, keys="Return", text=text, text_exact=exact)


def first_look(stage: Stage, made: Action) -> list[Context]:
    seen: list[Context] = []
    Look(stage.engine.parts, made, Step(StepKind.PROPOSE, Draft(made.kind)), no_line).first(seen.append)
    return seen


def shows(stage: Stage, text: str, role: str = "terminal") -> None:
    stage.elements.focused[DOCS] = Element("Terminal", role, text=text)


def test_a_line_is_read_when_the_terminal_has_drawn_all_of_it(stage: Stage) -> None:
    shows(stage, "$ rm -rf")
    seen = first_look(stage, entering("rm -rf old"))
    stage.advance(0.05)
    assert seen == []
    shows(stage, "$ rm -rf old ")
    stage.advance(0.05)
    (context,) = seen
    assert context.element is not None
    assert context.element.text == "$ rm -rf old "


def test_a_program_that_never_shows_what_is_typed_costs_a_moment_only(stage: Stage) -> None:
    shows(stage, "--INSERT--")
    seen = first_look(stage, entering("rm -rf old"))
    stage.advance(0.25)
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("made", "text", "role"),
    [
        (entering("ls"), "$ ls", "terminal"),
        (entering(""), "$ ", "terminal"),
        (entering("ls", exact=False), "$ ", "terminal"),
        (entering("hunter2"), "•••", "password text"),
        (entering("ls"), "", "terminal"),
        (Action("a-1", "a", ActionKind.TYPE, text="l"), "$ ", "terminal"),
    ],
)
def test_otherwise_one_look_is_enough(stage: Stage, made: Action, text: str, role: str) -> None:
    shows(stage, text, role)
    seen = first_look(stage, made)
    stage.advance(0.001)
    assert len(seen) == 1


def test_a_look_that_was_ended_does_not_begin_again(stage: Stage) -> None:
    shows(stage, "$ rm")
    seen: list[Context] = []
    look = Look(
        stage.engine.parts, entering("rm -rf old"), Step(StepKind.PROPOSE, Draft(ActionKind.TYPE_ENTER)), no_line
    )
    look.first(seen.append)
    stage.advance(0.01)
    look.end()
    stage.advance(1)
    assert seen == []


class TestToWhomItGoes:
    """What is sent is asked about with its recipients, and a yes is for those alone."""

    @pytest.fixture
    def mail(self, stage: Stage) -> Stage:
        stage.elements.places[:] = [(Rect(40, 40, 60, 20), Element("Send", "push button"))]
        stage.elements.recipients = ("anna@example.org",)
        stage.rule(Verdict.ASK, lambda _, context: context.element is not None)
        judge = stage.judge.judge

        def sends(action: Action, context: Context) -> tuple[Assessment, Decision]:
            assessment, decision = judge(action, context)
            return replace(assessment, evidence=("sends a message, which cannot be called back",)), decision

        stage.judge.judge = sends  # type: ignore[method-assign]  # the real one knows what is sent
        return stage

    def test_they_are_looked_up_before_the_question(self, mail: Stage) -> None:
        mail.agent().click(DELETE)
        mail.settle()
        assert mail.asked is not None
        context = mail.rows("decided")[-1]["context"]
        assert context.element.recipients == ("anna@example.org",)
        mail.approve()
        mail.settle()
        assert mail.sent().endswith("+b1 @50,50 -b1")

    def test_a_yes_is_void_when_it_would_go_to_others(self, mail: Stage) -> None:
        mail.agent().click(DELETE)
        mail.settle()
        before = mail.asked
        mail.elements.recipients = ("anna@example.org", "spy@evil.example")
        mail.approve()
        mail.settle()
        assert "+b1" not in mail.sent()
        assert mail.asked not in (None, before)
        mail.approve()
        mail.settle()
        assert "+b1" in mail.sent()

    def test_of_what_is_not_sent_nobody_asks_for_them(self, mail: Stage) -> None:
        del mail.judge.judge
        mail.agent().click(DELETE)
        mail.settle()
        assert mail.rows("decided")[-1]["context"].element.recipients == ()
