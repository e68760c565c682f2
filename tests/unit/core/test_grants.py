from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.context import Context, Element, Paste, Window
from supervisor.core.grants import (
    IDLE_NS,
    MAX_GRANTS,
    QUARTER_HOUR_NS,
    Breadth,
    Grant,
    Grants,
    Span,
    Subject,
    breadths,
    scope_words,
)
from supervisor.core.tool_call import ToolCall

T0 = 10**15
MIDNIGHT = T0 + 6 * 3600 * 10**9
THUNAR = Window(id=7, title="docs", app="Thunar", executable="thunar")
DELETE = Element(name="Delete", role="menu item", path=("Edit",))


def subject(
    *,
    agent: str = "a",
    window: Window | None = THUNAR,
    element: Element | None = DELETE,
    kind: ActionKind = ActionKind.CLICK,
    text: str = "",
    exact: bool = True,
    behind: str = "",
    tier: Tier = Tier.HIGH_RISK,
    category: Category = Category.FILES,
    rule: str = "delete-files",
    unknown: frozenset[str] = frozenset(),
) -> Subject:
    action = Action("1", agent, kind, text=text, text_exact=exact, behind=behind)
    context = Context(window=window, element=element, unknown=unknown)
    return Subject.of(action, context, Assessment(tier, category), Decision(Verdict.ASK, rule, "because"))


def give(
    grants: Grants, breadth: Breadth, span: Span = Span.TASK, what: Subject | None = None, id_: str = "g"
) -> Grant:
    return grants.give(id_, what or subject(), breadth, span, now_ns=T0, midnight_ns=MIDNIGHT)


OTHER_FOLDER = subject(window=replace(THUNAR, id=9, title="music"))
OTHER_CONTROL = subject(element=replace(DELETE, name="Empty"))
OTHER_DIALOG = subject(element=replace(DELETE, dialog_text="Delete for ever?"))
OTHER_PROGRAM = subject(window=Window(id=8, app="Nautilus", executable="nautilus"))
OTHER_CATEGORY = subject(category=Category.EMAIL)
OTHER_RULE = subject(rule="empty-trash")
OTHER_AGENT = subject(agent="b")
WORSE = subject(tier=Tier.IRREVERSIBLE)
MILDER = subject(tier=Tier.REVERSIBLE)
HALF_SEEN = subject(unknown=frozenset({"element-timeout"}))
ALL = (
    OTHER_FOLDER,
    OTHER_CONTROL,
    OTHER_DIALOG,
    OTHER_PROGRAM,
    OTHER_CATEGORY,
    OTHER_RULE,
    OTHER_AGENT,
    WORSE,
    MILDER,
    HALF_SEEN,
)


@pytest.mark.parametrize(
    ("breadth", "covered"),
    [
        (Breadth.CONTROL, {OTHER_FOLDER, MILDER}),
        (Breadth.APPLICATION, {OTHER_FOLDER, OTHER_CONTROL, OTHER_DIALOG, MILDER}),
        (Breadth.KIND, {OTHER_FOLDER, OTHER_CONTROL, OTHER_DIALOG, OTHER_PROGRAM, MILDER}),
    ],
)
def test_a_grant_covers_what_its_scope_says_and_nothing_else(breadth: Breadth, covered: set[Subject]) -> None:
    grants = Grants()
    give(grants, breadth)
    assert grants.use(subject(), T0) is not None
    assert {other for other in ALL if grants.use(other, T0) is not None} == covered


def test_a_command_is_granted_for_itself_alone() -> None:
    command = subject(element=None, kind=ActionKind.TYPE_ENTER, text="rm -rf build")
    assert breadths(command)[0] is Breadth.CONTROL
    grants = Grants()
    give(grants, Breadth.CONTROL, what=command)
    assert grants.use(command, T0)
    assert not grants.use(subject(element=None, kind=ActionKind.TYPE_ENTER, text="rm -rf ."), T0)


def test_the_words_of_a_grant_quote_no_secret_though_it_is_for_that_very_command() -> None:
    command = subject(element=None, kind=ActionKind.TYPE_ENTER, text="mysql --password=hunter2")
    words = scope_words(command, Breadth.CONTROL)
    assert "mysql --password=" in words
    assert "hunter2" not in words
    grants = Grants()
    give(grants, Breadth.CONTROL, what=command)
    other = subject(element=None, kind=ActionKind.TYPE_ENTER, text="mysql --password=another")
    assert not grants.use(other, T0)


@pytest.mark.parametrize(
    "what",
    [
        HALF_SEEN,
        subject(window=None),
        subject(window=replace(THUNAR, executable="")),
        subject(exact=False),
        subject(behind="x"),
        subject(element=Element(role="password text")),
        WORSE,
    ],
)
def test_what_is_not_known_or_cannot_be_undone_is_offered_no_scope(what: Subject) -> None:
    assert breadths(what) == ()


def pasting(*pastes: Paste) -> Subject:
    action = Action("1", "a", ActionKind.KEY, keys="shift+Insert")
    context = Context(THUNAR, pastes=pastes)
    assessment, decision = Assessment(Tier.REVERSIBLE), Decision(Verdict.ASK, "shell-destructive", "because")
    return Subject.of(action, context, assessment, decision)


def test_a_paste_is_granted_for_what_it_holds() -> None:
    grants = Grants()
    give(grants, Breadth.CONTROL, what=pasting(Paste("PRIMARY", "old", "rm ")))
    assert grants.use(pasting(Paste("PRIMARY", "old", "rm ")), T0) is not None
    assert grants.use(pasting(Paste("PRIMARY", "other", "rm ")), T0) is None
    assert grants.use(pasting(Paste("PRIMARY", "old", "rm -rf ")), T0) is None


@pytest.mark.parametrize(
    "pastes",
    [
        (Paste("PRIMARY", None),),
        (Paste("PRIMARY", "a", exact=False),),
        (Paste("PRIMARY", "a"), Paste("CLIPBOARD", "a")),
    ],
)
def test_a_paste_of_which_nobody_knows_all_is_offered_no_scope(pastes: tuple[Paste, ...]) -> None:
    assert breadths(pasting(*pastes)) == ()


def test_the_policy_may_permit_grants_for_what_cannot_be_undone() -> None:
    assert breadths(WORSE, irreversible=True) == (Breadth.CONTROL, Breadth.APPLICATION, Breadth.KIND)


def test_a_nameless_control_cannot_be_told_from_others() -> None:
    assert breadths(subject(element=Element(role="push button"))) == (Breadth.APPLICATION, Breadth.KIND)


def test_a_scope_that_was_not_offered_cannot_be_given() -> None:
    with pytest.raises(ValueError, match="control"):
        give(Grants(), Breadth.CONTROL, what=HALF_SEEN)


@pytest.mark.parametrize(
    ("span", "last_ns", "used_every_ns"),
    [
        (Span.QUARTER_HOUR, T0 + QUARTER_HOUR_NS - 1, IDLE_NS // 3),
        (Span.TODAY, MIDNIGHT - 1, IDLE_NS // 2),
    ],
)
def test_a_grant_in_use_ends_at_its_hard_end(span: Span, last_ns: int, used_every_ns: int) -> None:
    grants = Grants()
    give(grants, Breadth.CONTROL, span)
    for now in range(T0, last_ns, used_every_ns):
        assert grants.use(subject(), now)
    assert grants.use(subject(), last_ns)
    assert grants.use(subject(), last_ns + 1) is None
    assert [g.id for g in grants.sweep(last_ns + 1)] == ["g"]
    assert grants.listed() == []


@pytest.mark.parametrize("span", Span)
def test_a_grant_that_is_not_used_ends_early(span: Span) -> None:
    grants = Grants()
    give(grants, Breadth.CONTROL, span)
    assert grants.use(subject(), T0 + IDLE_NS) is None


def test_a_clock_that_goes_back_before_the_grant_ends_it() -> None:
    grants = Grants()
    give(grants, Breadth.CONTROL)
    assert grants.use(subject(), T0 - 1) is None


def test_revoked_or_of_an_agent_that_has_gone_it_covers_nothing() -> None:
    grants = Grants()
    give(grants, Breadth.CONTROL)
    assert grants.revoke("g") is not None
    assert grants.revoke("g") is None
    assert grants.use(subject(), T0) is None
    give(grants, Breadth.KIND)
    give(grants, Breadth.KIND, what=OTHER_AGENT, id_="b")
    assert [g.id for g in grants.agent_gone("a")] == ["g"]
    assert grants.use(subject(), T0) is None
    assert [g.id for g in grants.revoke_all()] == ["b"]
    assert grants.listed() == []


def test_the_narrowest_one_counts_as_used() -> None:
    grants = Grants()
    give(grants, Breadth.KIND, id_="kind")
    give(grants, Breadth.CONTROL, id_="control")
    used = grants.use(subject(), T0 + 5)
    assert used is not None
    assert (used.id, used.uses, used.used_ns) == ("control", 1, T0 + 5)
    assert [g.uses for g in grants.listed()] == [0, 1]


def test_too_many_grants_end_the_one_that_was_used_longest_ago() -> None:
    grants = Grants()
    for number in range(MAX_GRANTS):
        give(grants, Breadth.CONTROL, id_=str(number), what=subject(agent=str(number)))
    grants.use(subject(agent="0"), T0 + 1)
    give(grants, Breadth.CONTROL, id_="new")
    assert len(grants.listed()) == MAX_GRANTS
    assert "1" not in {g.id for g in grants.listed()}
    assert "0" in {g.id for g in grants.listed()}


@given(
    st.sampled_from(breadths(subject())),
    st.sampled_from(Span),
    st.lists(st.tuples(st.sampled_from([subject(), *ALL]), st.integers(0, 24 * 3600 * 10**9))),
)
def test_no_use_is_ever_of_another_agent_a_higher_tier_or_after_an_end(
    breadth: Breadth, span: Span, uses: list[tuple[Subject, int]]
) -> None:
    grants = Grants()
    give(grants, breadth, span)
    last = T0
    for what, later in uses:
        now = T0 + later
        used = grants.use(what, now)
        if used is not None:
            assert what.agent == "a"
            assert what.tier.rank <= Tier.HIGH_RISK.rank
            assert what.known
            assert now < (used.ends_ns or now + 1)
            assert now - last < IDLE_NS or now <= last
            last = max(last, now)


def test_a_yes_on_one_site_is_none_on_another() -> None:
    element = Element("Send", "push button")
    chromium = Window(3, "mail - Chromium", "Chromium", executable="chromium")

    def on(*addresses: str) -> Subject:
        url, frame_url = (*addresses, None, None)[:2]
        context = Context(chromium, element, url, frame_url=frame_url)
        decision = Decision(Verdict.ASK, "send", "because")
        return Subject.of(Action("1", "a", ActionKind.CLICK), context, Assessment(Tier.HIGH_RISK), decision)

    mail, framed = on("https://mail.example/inbox"), on("https://mail.example/inbox", "https://ads.example/")
    others = (on("https://other.example/inbox"), framed, on())
    for breadth in (Breadth.CONTROL, Breadth.APPLICATION):
        grants = Grants()
        give(grants, breadth, what=mail)
        assert grants.use(on("https://mail.example/sent"), T0) is not None
        assert not any(grants.use(other, T0) for other in others)
    assert scope_words(mail, Breadth.CONTROL) == "“Send” in Chromium on mail.example"
    assert scope_words(framed, Breadth.CONTROL) == "“Send” in Chromium on mail.example (frame of ads.example)"


def tool(server: str, name: str, redefined: str = "", **arguments: object) -> Subject:
    call = ToolCall.of(server, name, arguments, redefined=redefined)
    action = Action("1", "a", ActionKind.TOOL, text=call.arguments, tool=call)
    return Subject.of(action, Context(), Assessment(Tier.HIGH_RISK), Decision(Verdict.ASK, "publish", "because"))


ISSUE = tool("github", "create_issue", title="One", body="B")
SAME_ISSUE = tool("github", "create_issue", body="B", title="One")
OTHER_ISSUE = tool("github", "create_issue", title="Two", body="B")
CHANGED_TOOL = tool("github", "create_issue", "d1", title="One", body="B")
OTHER_TOOL = tool("github", "delete_issue", title="One", body="B")
OTHER_SERVER = tool("gitlab", "create_issue", title="One", body="B")
ALL_TOOLS = (SAME_ISSUE, OTHER_ISSUE, CHANGED_TOOL, OTHER_TOOL, OTHER_SERVER)


@pytest.mark.parametrize(
    ("breadth", "covered"),
    [
        (Breadth.CONTROL, {SAME_ISSUE}),
        (Breadth.TOOL, {SAME_ISSUE, OTHER_ISSUE}),
        (Breadth.APPLICATION, {SAME_ISSUE, OTHER_ISSUE, OTHER_TOOL}),
        (Breadth.KIND, {SAME_ISSUE, OTHER_ISSUE, OTHER_TOOL, OTHER_SERVER}),
    ],
)
def test_a_yes_to_a_tool_covers_what_it_says_and_nothing_else(breadth: Breadth, covered: set[Subject]) -> None:
    assert breadths(ISSUE) == tuple(Breadth)
    grants = Grants()
    give(grants, breadth, what=ISSUE)
    assert {other for other in ALL_TOOLS if grants.use(other, T0) is not None} == covered


def test_the_words_of_a_yes_to_a_tool_say_whether_it_may_be_given_something_else() -> None:
    assert scope_words(ISSUE, Breadth.CONTROL) == "“create_issue” in github, with the same arguments"
    assert scope_words(ISSUE, Breadth.TOOL) == "“create_issue” in github, with any arguments"
    assert not tool("github", "create_issue", title=["x"] * 3000).known


def test_attack_a_tool_that_became_another_is_no_longer_the_one_that_was_approved() -> None:
    assert breadths(CHANGED_TOOL) == (Breadth.CONTROL, Breadth.TOOL)
    again = tool("github", "create_issue", "d2", title="One", body="B")
    for breadth in breadths(CHANGED_TOOL):
        grants = Grants()
        give(grants, breadth, what=CHANGED_TOOL)
        assert grants.use(CHANGED_TOOL, T0) is not None
        assert grants.use(again, T0) is None
        assert grants.use(ISSUE, T0) is None


def test_a_yes_to_a_kind_of_press_is_none_to_a_tool_that_became_another() -> None:
    grants = Grants()
    give(grants, Breadth.KIND, what=replace(ISSUE, tool=None, executable="firefox"))
    assert grants.use(ISSUE, T0) is not None
    assert grants.use(CHANGED_TOOL, T0) is None
