from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, nan
from typing import Any

import pytest

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Category, Tier, Verdict
from supervisor.core.assignment import UNASSIGNED, Assignment
from supervisor.core.autonomy import Level
from supervisor.core.context import Context, Element, Window
from supervisor.core.facts import Control, Facts, Program, Shell
from supervisor.core.patterns import Matcher, compile_patterns
from supervisor.core.policy import FIELDS, NUMBERS, TIER_RULES, Condition, NumberCondition, Policy, Rule
from supervisor.core.policy_file import parse_policy
from supervisor.core.ranges import Range
from supervisor.core.stated import Stated
from supervisor.core.tool_call import ToolCall

DEFAULTS = {
    Tier.READ: Verdict.ALLOW,
    Tier.REVERSIBLE: Verdict.ALLOW,
    Tier.HIGH_RISK: Verdict.ASK,
    Tier.IRREVERSIBLE: Verdict.ASK,
}
WINDOW = Window(1, "My Bank - Firefox", "firefox", "Navigator", "firefox-esr")
ELEMENT = Element("Pay", "push button", ("Page", "Form"), dialog_text="Really?")


def facts(tier: Tier = Tier.REVERSIBLE, **changes: Any) -> Facts:
    assigned = changes.pop("assignment", Assignment("bot", "anna", "ops", "Invoices"))
    action = Action("1", "bot", ActionKind.CLICK, keys="ctrl", text="hello", assignment=assigned)
    context = changes.pop("context", Context(WINDOW, ELEMENT, "https://bank.example/pay", frozenset({"window"})))
    assessment = Assessment(tier, Category.FINANCE, ("spends money",))
    return Facts(action, context, Program.BROWSER, assessment, changes.get("shell"), changes.get("control"))


def condition(field: str, *globs: str) -> Condition:
    return Condition(field, compile_patterns(globs))


def rule(rule_id: str, verdict: Verdict | None, *conditions: Condition, **more: Any) -> Rule:
    return Rule(rule_id, f"because of {rule_id}", conditions or (condition("agent", "*"),), verdict, **more)


def policy(*rules: Rule, **more: Any) -> Policy:
    return Policy("test", rules, more.get("tiers", DEFAULTS), more.get("masked", Matcher()))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("action", "click"),
        ("agent", "bot"),
        ("user", "anna"),
        ("team", "o?s"),
        ("workflow", "inv*"),
        ("keys", "ctrl"),
        ("text", "hello"),
        ("app", "Firefox"),
        ("app", "navigator"),
        ("executable", "firefox-esr"),
        ("title", "*bank*"),
        ("role", "push button"),
        ("name", "pay"),
        ("dialog", "really?"),
        ("path", "form"),
        ("path", "page > form"),
        ("url", "https://bank.*"),
        ("unknown", "window"),
        ("program", "browser"),
        ("shell", "destructive"),
        ("control", "pay"),
        ("tier", "reversible"),
        ("category", "finance"),
    ],
)
def test_every_fact_can_be_matched(field: str, value: str) -> None:
    known = facts(shell=Shell.DESTRUCTIVE, control=Control.PAY)
    assert condition(field, "nothing like it", value).holds(known)
    assert not condition(field, "nothing like it").holds(known)


@pytest.mark.parametrize(
    "field",
    [
        f
        for f in FIELDS
        if f not in ("action", "agent", "keys", "text", "program", "tier", "category") and f not in NUMBERS
    ],
)
def test_what_is_not_known_matches_nothing(field: str) -> None:
    assert not condition(field, "*").holds(facts(context=Context(), assignment=UNASSIGNED))


def test_a_rule_about_an_agent_holds_for_each_that_was_given_its_name() -> None:
    second = replace(facts(), action=replace(facts().action, agent="bot-2"))
    assert condition("agent", "bot").holds(second)
    assert not condition("agent", "bot-2").holds(second), "nobody called it so"
    assert condition("agent", "bot-2").holds(replace(second, action=replace(second.action, assignment=UNASSIGNED)))


SCOPED = """[tiers]
reversible = "ask"
[[rule]]
id = "any-invoices"
reason = "invoices are entered without asking"
when = { workflow = "invoices", tier = "reversible" }
verdict = "allow"
[[rule]]
id = "bank"
reason = "the bank is asked about"
when = { title = "*bank*", control = "pay" }
verdict = "ask"
[[rule]]
id = "bank-of-ops"
reason = "ops do not pay for invoices"
when = { title = "*bank*", control = "pay", team = "ops", workflow = ["invoices", { re = "^dun" }] }
verdict = "deny"
[[rule]]
id = "not-anna"
reason = "anna asks for more"
when = { title = "*bank*", control = "pay", user = "anna", team = "*", workflow = "*" }
verdict = "ask"
"""


@pytest.mark.parametrize(
    ("assignment", "control", "decided"),
    [
        (UNASSIGNED, None, ("ask", "default-reversible")),
        (Assignment(workflow="Invoices"), None, ("allow", "any-invoices")),
        (Assignment(workflow="reports"), None, ("ask", "default-reversible")),
        (Assignment(workflow="invoices"), Control.PAY, ("ask", "bank")),
        (Assignment(workflow="invoices", team="ops"), Control.PAY, ("deny", "bank-of-ops")),
        (Assignment(workflow="dunning", team="ops", user="anna"), Control.PAY, ("deny", "bank-of-ops")),
        (Assignment(workflow="reports", team="ops", user="anna"), Control.PAY, ("ask", "not-anna")),
    ],
)
def test_scopes_decide_like_any_condition_and_deny_beats_ask_beats_allow(
    assignment: Assignment, control: Control | None, decided: tuple[str, str]
) -> None:
    _, decision = parse_policy(SCOPED, "p").decide(facts(assignment=assignment, control=control))
    assert (decision.verdict, decision.rule_id) == decided


@pytest.mark.parametrize(
    ("field", "number", "holds"), [("items", 9, False), ("items", 10, True), ("amount", 10.5, True)]
)
def test_a_number_has_to_lie_in_a_range(field: str, number: float, holds: bool) -> None:
    ranges = NumberCondition(field, (Range(10, None), Range(1, 2)))
    assert ranges.holds(replace(facts(), **{field: number})) is holds  # type: ignore[arg-type]  # by its name
    assert ranges.size == 2


@pytest.mark.parametrize("field", NUMBERS)
def test_a_number_that_is_not_known_lies_in_no_range(field: str) -> None:
    assert not NumberCondition(field, (Range(),)).holds(facts())


@pytest.mark.parametrize("number", [nan, inf, -inf])
@pytest.mark.parametrize("ranges", [(Range(500, None),), (Range(500, 1e6),), (Range(None, 5),)])
def test_attack_a_figure_that_is_no_number_is_stopped_and_never_let_pass(number: float, ranges: tuple[Range]) -> None:
    for known in (replace(facts(), amount=number), stating(amount=number)):
        assert NumberCondition("amount", ranges).holds(known)
        assert not NumberCondition("amount", ranges, seen=True).holds(known)


FRAMED = Context(WINDOW, ELEMENT, "https://shop.example/", frame_url="https://pay.example/card")


def test_a_page_inside_of_another_one_counts_against_an_action_and_never_for_it_alone() -> None:
    both, outer, inner = ("https://*",), ("*://shop.example/*",), ("*://pay.example/*",)
    for globs, allowed in ((both, True), (outer, False), (inner, False), (("*://other.example/*",), False)):
        rule_text = f'[[rule]]\nid = "r"\nreason = "r"\nwhen.url = {list(globs)}\nverdict = '
        allowing, denying = (parse_policy(f'{rule_text}"{verdict}"', "p") for verdict in ("allow", "deny"))
        decided = allowing.decide(facts(Tier.IRREVERSIBLE, context=FRAMED))[1]
        assert (decided.verdict is Verdict.ALLOW) is allowed
        decided = denying.decide(facts(context=FRAMED))[1]
        assert (decided.verdict is Verdict.DENY) is ("other" not in globs[0])


@pytest.mark.parametrize(
    ("context", "unknown"),
    [
        (Context(WINDOW, ELEMENT, unknown=frozenset({"url"})), True),
        (Context(WINDOW, None, unknown=frozenset({"element-timeout"})), True),
        (Context(WINDOW, ELEMENT), False),
        (Context(WINDOW), False),
        (Context(WINDOW, ELEMENT, "https://other.example/"), False),
    ],
)
@pytest.mark.parametrize("verdict", [Verdict.DENY, Verdict.ASK])
def test_attack_a_browser_that_hides_its_page_does_not_pass_a_rule_on_pages(
    context: Context, unknown: bool, verdict: Verdict
) -> None:
    guard = rule("no-bank", verdict, condition("url", "*bank*"), condition("agent", "bot"))
    decided = policy(guard).decide(facts(context=context))[1]
    assert decided.rule_id == ("page-unknown" if unknown else TIER_RULES[Tier.REVERSIBLE])
    assert (decided.verdict is Verdict.ASK) is unknown
    if unknown:
        assert "`no-bank`" in decided.reason


def test_an_unknown_page_troubles_nobody_whom_no_rule_on_pages_concerns() -> None:
    hidden = Context(WINDOW, ELEMENT, unknown=frozenset({"url"}))
    of_another = rule("other", Verdict.DENY, condition("url", "*"), condition("agent", "somebody else"))
    lax = rule("lax", Verdict.ALLOW, condition("url", "*"))
    for rules in ((), (of_another,), (lax,)):
        assert policy(*rules).decide(facts(context=hidden))[1].verdict is Verdict.ALLOW
    outside = replace(facts(context=Context(WINDOW, unknown=frozenset({"element"}))), program=Program.EDITOR)
    assert policy(rule("no", Verdict.DENY, condition("url", "*"))).decide(outside)[1].verdict is Verdict.ALLOW


def test_what_is_stricter_than_a_question_about_the_page_stays_so() -> None:
    hidden = Context(WINDOW, ELEMENT, unknown=frozenset({"url"}))
    paged = rule("paged", Verdict.DENY, condition("url", "*"))
    assert policy(paged, rule("never", Verdict.DENY)).decide(facts(context=hidden))[1].rule_id == "never"
    assert policy(paged, rule("asks", Verdict.ASK)).decide(facts(context=hidden))[1].rule_id == "asks"
    assert policy(paged, rule("allows", Verdict.ALLOW)).decide(facts(context=hidden))[1].rule_id == "page-unknown"


def test_attack_a_browser_that_hides_its_page_is_not_let_go_by_a_level() -> None:
    hidden = facts(context=Context(WINDOW, ELEMENT, unknown=frozenset({"url"})))
    asks = rule("asks", Verdict.ASK)
    paged = rule("paged", Verdict.DENY, condition("url", "*bank*"))
    assert policy(paged, asks).asks_to(hidden) is Level.FULL_AUTONOMY
    assert policy(paged, asks).asks_to(facts()) is None
    of_another = rule("other", Verdict.DENY, condition("url", "*"), condition("agent", "somebody else"))
    assert policy(of_another, asks).asks_to(hidden) is None


def test_all_conditions_must_hold() -> None:
    both = rule("both", Verdict.DENY, condition("title", "*bank*"), condition("name", "other"))
    assert policy(both).decide(facts())[1].verdict is Verdict.ALLOW


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_deny_beats_ask_beats_allow_in_any_order(order: tuple[int, ...]) -> None:
    rules = [rule("no", Verdict.DENY), rule("ask", Verdict.ASK), rule("yes", Verdict.ALLOW)]
    shuffled = [rules[index] for index in order]
    assert policy(*shuffled).decide(facts())[1].rule_id == "no"
    assert policy(*(r for r in shuffled if r.id != "no")).decide(facts())[1].rule_id == "ask"


def test_the_most_specific_of_the_winners_gives_the_words() -> None:
    wide = rule("wide", Verdict.ASK, condition("title", "*bank*", "*money*"))
    narrow = rule("narrow", Verdict.ASK, condition("title", "*bank*"), condition("name", "pay"))
    loud = rule("loud", Verdict.ALLOW, condition("title", "*"), condition("name", "*"), condition("url", "*"))
    decision = policy(wide, narrow, loud).decide(facts())[1]
    assert (decision.verdict, decision.rule_id, decision.reason) == (Verdict.ASK, "narrow", "because of narrow")


def test_an_allow_of_the_person_beats_the_tier() -> None:
    decision = policy(rule("mine", Verdict.ALLOW)).decide(facts(Tier.IRREVERSIBLE))[1]
    assert (decision.verdict, decision.rule_id) == (Verdict.ALLOW, "mine")


@pytest.mark.parametrize("tier", list(Tier))
def test_without_rules_the_tier_decides_under_a_name_of_its_own(tier: Tier) -> None:
    assessment, decision = policy().decide(facts(tier))
    assert assessment.tier is tier
    assert (decision.verdict, decision.rule_id) == (DEFAULTS[tier], TIER_RULES[tier])
    assert decision.reason


def test_what_is_stopped_by_its_tier_says_which_rule_that_is() -> None:
    asked = policy().decide(facts(Tier.HIGH_RISK))[1]
    assert (asked.verdict, asked.reason) == (
        Verdict.ASK,
        "your policy asks before what may do harm that is hard to undo",
    )
    strict = replace(policy(), tiers=dict.fromkeys(Tier, Verdict.DENY))
    assert (
        strict.decide(facts(Tier.HIGH_RISK))[1].reason == "your policy refuses what may do harm that is hard to undo"
    )


def test_rules_raise_the_tier_and_never_lower_it() -> None:
    up = rule("up", None, tier=Tier.IRREVERSIBLE, category=Category.ACCOUNT)
    down = rule("down", None, tier=Tier.READ)
    assessment, decision = policy(up, down).decide(facts())
    assert (assessment.tier, assessment.category) == (Tier.IRREVERSIBLE, Category.ACCOUNT)
    assert (decision.verdict, decision.rule_id) == (Verdict.ASK, "up")
    assert policy(down).decide(facts(Tier.HIGH_RISK))[0].tier is Tier.HIGH_RISK


@dataclass(frozen=True, slots=True)
class Broken(Matcher):
    error: type[Exception] = ValueError

    def matches(self, text: str) -> bool:
        raise self.error(text)


@pytest.mark.parametrize("error", [ValueError, RuntimeError, KeyError, RecursionError, UnicodeError, Exception])
@pytest.mark.parametrize("others", [(), (Verdict.ALLOW,), (Verdict.ALLOW, Verdict.ASK)])
def test_a_rule_that_breaks_never_leads_to_allow(error: type[Exception], others: tuple[Verdict, ...]) -> None:
    broken = rule("broken", Verdict.ALLOW, Condition("title", Broken(error=error)))
    decision = policy(*(rule(v.value, v) for v in others), broken).decide(facts(Tier.READ))[1]
    assert (decision.verdict, decision.rule_id) == (Verdict.DENY, "rule-error")
    assert "`broken`" in decision.reason


def test_a_title_that_no_text_can_hold_breaks_closed() -> None:
    expression = Condition("title", compile_patterns([], ["bank"]))
    lone = Context(Window(1, "\ud800"))
    assert policy(rule("r", Verdict.ALLOW, expression)).decide(facts(context=lone))[1].rule_id == "rule-error"


def test_the_deadline_belongs_to_its_rule() -> None:
    timed = policy(rule("a", Verdict.ASK, deadline_s=5.0), rule("b", Verdict.ASK))
    assert [timed.deadline_s(rule_id) for rule_id in ("a", "b", "default-read")] == [5.0, None, None]


@pytest.mark.parametrize(
    ("element", "masked"),
    [
        (Element("PIN code", "text"), True),
        (Element("Name", "password text"), True),
        (Element("Name", "text"), False),
        (None, False),
    ],
)
def test_masked_fields_are_password_fields_and_those_named(element: Element | None, masked: bool) -> None:
    assert policy(masked=compile_patterns(["*pin*"])).masks(Context(None, element)) is masked


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [("send_*", True), ("gmail/send_*", True), ("gmail/*", True), ("other/*", False), ("gmail", False)],
)
def test_a_tool_is_named_alone_or_behind_its_server(pattern: str, fits: bool) -> None:
    call = ToolCall.of("gmail", "send_email", {})
    condition = Condition("tool", compile_patterns([pattern]))
    sends = replace(facts(), action=Action("1", "bot", ActionKind.TOOL, tool=call))
    assert condition.holds(sends) is fits
    assert not condition.holds(facts())


@pytest.mark.parametrize(
    ("server", "name", "verdict"),
    [
        ("gmail", "list_labels", Verdict.ALLOW),
        ("evil", "gmail/list_labels", Verdict.ASK),
        ("", "gmail/list_labels", Verdict.ASK),
        ("evil", "look", Verdict.ALLOW),
        ("evil", "files/look", Verdict.ASK),
        ("files", "deep/look", Verdict.ALLOW),
    ],
)
def test_attack_a_tool_called_like_another_servers_is_not_let_pass(server: str, name: str, verdict: Verdict) -> None:
    text = """
        [[rule]]
        id = "r"
        reason = "r"
        when.tool = ["gmail/list_*", "look", "files/*"]
        verdict = "allow"
    """
    call = ToolCall.of(server, name, {})
    calls = replace(facts(Tier.HIGH_RISK), action=Action("1", "bot", ActionKind.TOOL, tool=call))
    assert parse_policy(text, "p").decide(calls)[1].verdict is verdict
    stricter = parse_policy(text.replace("allow", "deny"), "p").decide(calls)[1]
    assert stricter.verdict is Verdict.DENY, "what is stricter holds for either"


def stating(**said: Any) -> Facts:
    known = facts()
    return replace(known, action=replace(known.action, stated=Stated(**said)))


def test_attack_a_figure_that_an_agent_states_stops_and_never_lets_pass() -> None:
    most, least = (Range(None, 100),), (Range(500, None),)
    said = stating(amount=50.0)
    assert NumberCondition("amount", most).holds(said)
    assert not NumberCondition("amount", most, seen=True).holds(said), "a rule that allows goes by what is seen"
    small, large = replace(said, amount=900.0), replace(stating(amount=900.0), amount=50.0)
    assert NumberCondition("amount", least).holds(small), "a small word hides no large sum"
    assert NumberCondition("amount", least).holds(large)
    assert NumberCondition("amount", most).holds(large), "nor does a large one hide what is seen"
    assert NumberCondition("items", least).holds(stating(affected_count=1000))


def test_confidence_and_source_are_the_agents_own_words() -> None:
    assert NumberCondition("confidence", (Range(None, 0.7),)).holds(stating(confidence=0.5))
    assert not NumberCondition("confidence", (Range(None, 0.7),)).holds(stating(confidence=0.9))
    assert condition("source", "web").holds(stating(source="web"))
    assert not condition("source", "web").holds(facts())
