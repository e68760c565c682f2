"""All evidence together: the one code path of the live gate and of `policy explain`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from supervisor.core.action import POINTER_KINDS, ActionKind
from supervisor.core.assessment import Assessment, Category, Decision, Tier
from supervisor.core.facts import Control, Facts, Program, Shell
from supervisor.core.keynames import canonical_chord, chord_label, split_chord
from supervisor.detect import pressed, typed
from supervisor.detect.controls import BUTTON_ROLES, FIELD_ROLES, MENU_ROLES, SWITCH_ROLES, meaning_of_name, says
from supervisor.detect.effects import EFFECTS
from supervisor.detect.figures import amount_of, items_of
from supervisor.detect.keys import ACTIVATE_KEYS, LOOKING_KEYS, SUBMIT_KEYS, key_meaning
from supervisor.detect.pages import page_kind
from supervisor.detect.place import COMMAND_PLACES, program_at
from supervisor.detect.programs import CATEGORY, GUARDED, browses
from supervisor.detect.tool_calls import judge_call
from supervisor.wire.doors.acts import DROP, KILL

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context
    from supervisor.core.history import History
    from supervisor.core.policy import Policy
    from supervisor.core.policy_in_force import InForce
    from supervisor.core.tool_call import ToolCall

_REASON = re.compile(
    r"^\W*(?:(?:i(?:'ll| will| want to| need to| am going to|'m going to)|let me|now|then|next|to|please|going to) )*"
    r"((?:permanently )?(?:delet|eras|wip|destroy|remov|empty|emptying|shred|purg|send|submit|pay|buy|purchas"
    r"|transfer|format|uninstall|publish|overwrit|confirm)\w*)\b"
    r"(.{0,80})",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_REASON = 300


class _Finding(NamedTuple):
    """What one kind of evidence says."""

    tier: Tier
    evidence: tuple[str, ...] = ()
    category: Category = Category.OTHER
    control: Control | None = None
    shell: Shell | None = None


def assess(action: Action, context: Context) -> Assessment:
    """Tell what an action would do.

    Args:
        action: The gesture.
        context: Where it would land, with unknown as a fact.

    Returns:
        Tier, category and the evidence in words.
    """
    return gather(action, context).assessment


def judge(action: Action, context: Context, policy: Policy | InForce) -> tuple[Assessment, Decision]:
    """Assess an action and decide it by a policy.

    Args:
        action: The gesture.
        context: Where it would land.
        policy: The rules, or all that hold together.

    Returns:
        The assessment, raised by matching rules, and the decision.
    """
    return policy.decide(gather(action, context))


def gather(action: Action, context: Context) -> Facts:
    """Work out every fact a rule can match."""
    keys = canonical_chord(action.keys)
    if keys != action.keys:
        action = replace(action, keys=keys)
    if action.tool is not None:
        return _of_call(action, context, action.tool)
    program = program_at(context)
    place = (
        page_kind(context.url or "", context.window.title if context.window else "")
        if program is Program.BROWSER
        else None
    )
    finding = _find(action, context, program, place or program)
    finding = _with_reason(action, finding)
    assessment = Assessment(finding.tier, _category(finding, place or program, context), finding.evidence)
    control, element = finding.control, context.element if finding.control is not None else None
    items = items_of(element, of_selection=control in (Control.DELETE, Control.TRASH))
    facts = Facts(action, context, program, assessment, finding.shell, control, items, amount_of(element))
    facts = replace(facts, browses=browses(context.window))
    return _with_history(facts, context.history) if context.history is not None else facts


def _of_call(action: Action, context: Context, call: ToolCall) -> Facts:
    """Judge a call of a tool: what window there is says nothing of it."""
    found = judge_call(call)
    stated = _with_reason(action, _Finding(found.tier, found.evidence, found.category, found.control, found.shell))
    assessment = Assessment(stated.tier, stated.category, stated.evidence)
    facts = Facts(action, context, Program.OTHER, assessment, found.shell, stated.control, found.items, found.amount)
    return _with_history(facts, context.history) if context.history is not None else facts


def _with_history(facts: Facts, history: History) -> Facts:
    noes = history.rejections(facts.assessment.category)
    return replace(facts, rejections=noes, programs=history.programs, visits=history.visits)


def _find(action: Action, context: Context, program: Program, place: Program) -> _Finding:
    kind = action.kind
    if context.pastes:
        return _pasted(action, context)
    if program in COMMAND_PLACES and typed.submits(action):
        command = _command(action, context, program)
        if context.element is None or context.element.role not in MENU_ROLES | BUTTON_ROLES:
            return command
        # Enter presses what has the focus: an item of the terminal's own menu, a button of its dialog.
        pressing = _key(replace(action, keys=action.keys or "Return"), context, program, place)
        return max(command, pressing, key=lambda finding: finding.tier.rank)
    if kind in (ActionKind.MOVE, ActionKind.SCROLL):
        return _scrolled(action, context, program)
    if kind in POINTER_KINDS:
        return _of_control(pressed.pressed_control(action, context, program, place), action, context)
    if kind is ActionKind.WINDOW:
        return _managed(action, context, program)
    if kind is ActionKind.TYPE or (kind is ActionKind.TYPE_ENTER and not action.keys):
        return _typed(action, context, program, place)
    return _key(action, context, program, place)


def _managed(action: Action, context: Context, program: Program) -> _Finding:
    """Judge what is done to a window from outside. Asked to close, programs ask back; killed, they cannot."""
    if action.text == KILL:
        return _of_control(Control.DISCARD, action, context)
    if action.text == DROP and program in COMMAND_PLACES:
        return _of_control(Control.PASTE, action, context)
    return _Finding(Tier.REVERSIBLE, ("manages a window",))


def _command(action: Action, context: Context, program: Program) -> _Finding:
    if program is Program.UNKNOWN and not action.text.strip() and action.text_exact:
        return _Finding(Tier.REVERSIBLE, ("presses Enter in an unknown window",))
    verdict = typed.submitted_line(action, context.element)
    if not typed.is_command(verdict):
        return _Finding(Tier.READ, ("hands over an empty line",))
    category = Category.CREDENTIALS if typed.asks_secret(context.element) else Category.SHELL
    return _Finding(verdict.tier, verdict.evidence, category, shell=verdict.kind)


def _pasted(action: Action, context: Context) -> _Finding:
    """Judge a paste by what it holds: as a typed line with Enter where it ends one, as text where it does not."""
    findings = []
    for paste in context.pastes:
        if paste.text is None:
            findings.append(_of_control(Control.PASTE, action, context))
        elif not paste.text:
            findings.append(_Finding(Tier.READ, ("pastes nothing",)))
        elif (verdict := typed.pasted_lines(paste, context.element)) is not None:
            secret = typed.asks_secret(context.element)
            category = Category.CREDENTIALS if secret else Category.SHELL
            findings.append(_Finding(verdict.tier, verdict.evidence, category, shell=verdict.kind))
        else:
            findings.append(_Finding(Tier.REVERSIBLE, ("pastes text that waits for Enter",)))
    return max(findings, key=lambda finding: finding.tier.rank)


def _scrolled(action: Action, context: Context, program: Program) -> _Finding:
    element = context.element
    turns = element is not None and element.role in ("slider", "spin button", "combo box")
    if action.kind is ActionKind.SCROLL and turns and program is Program.SETTINGS:
        return _of_control(Control.SETTING, action, context)
    return _Finding(Tier.READ, ("moves the pointer" if action.kind is ActionKind.MOVE else "scrolls",))


def _typed(action: Action, context: Context, program: Program, place: Program) -> _Finding:
    """Judge text that hands nothing over in a terminal."""
    element = context.element
    if element is not None and element.role in MENU_ROLES and (place in GUARDED or program is Program.FILE_MANAGER):
        return _of_control(Control.UNSEEN, action, context)
    submitting = action.kind is ActionKind.TYPE_ENTER or "\n" in action.text or "\r" in action.text
    if not submitting and " " in action.text and element is not None and element.role in BUTTON_ROLES | SWITCH_ROLES:
        # A blank presses the focused button.
        return _key(replace(action, keys="space"), context, program, place)
    if submitting:
        return _key(replace(action, keys="Return"), context, program, place)
    if element is not None and element.is_password:
        return _Finding(Tier.REVERSIBLE, ("types into a password field",), Category.CREDENTIALS)
    return _Finding(Tier.REVERSIBLE, ("types text",))


def _key(action: Action, context: Context, program: Program, place: Program) -> _Finding:
    window, element = context.window, context.element
    held, key = split_chord(action.keys)
    control = key_meaning(action.keys, program, place, window, element)
    if control is None and not held - {"shift"}:
        if key in ACTIVATE_KEYS and (element is None or element.role not in FIELD_ROLES or key in SUBMIT_KEYS):
            control = pressed.activated_control(key, context, program, place)
    elif control is None and held == {"alt"} and len(key) == 1:
        control = pressed.mnemonic_control(context, program)
    if control is not None:
        return _of_control(control, action, context)
    if key in LOOKING_KEYS and not held - {"shift", "ctrl"}:
        return _Finding(Tier.READ, ("moves or shows something",))
    return _Finding(
        Tier.REVERSIBLE, (f"presses {chord_label(action.keys)[:40]}",) if action.keys else ("types text",)
    )


def _of_control(control: Control | None, action: Action, context: Context) -> _Finding:
    if control is None:
        looks = pressed.looks(action, context)
        return _Finding(
            Tier.READ if looks else Tier.REVERSIBLE, ("shows something" if looks else "presses a control",)
        )
    tier, category, effect = EFFECTS[control]
    element, window = context.element, context.window
    evidence = [effect]
    if element is not None and element.name:
        evidence.append(f"control is called “{element.name[:60]}”")
    if element is not None and element.dialog_text:
        evidence.append(f"dialog says “{element.dialog_text[:80]}”")
    if element is None and control is Control.UNSEEN:
        evidence.append("the element under it could not be read")
    if action.keys:
        evidence.append(f"key is {chord_label(action.keys)[:40]}")
    if window is not None and window.title:
        evidence.append(f"window is “{window.title[:60]}”")
    if control is Control.ACCOUNT and element is not None and (said := says(element.name)) is not None and said.grave:
        tier = Tier.IRREVERSIBLE
    return _Finding(tier, tuple(evidence), category, control)


def _with_reason(action: Action, finding: _Finding) -> _Finding:
    """Let the agent's own words raise the tier of what commits something; they never lower it."""
    if (
        not action.reason
        or finding.tier.rank >= Tier.HIGH_RISK.rank
        or action.kind in (ActionKind.MOVE, ActionKind.SCROLL)
    ):
        return finding
    if action.kind is ActionKind.TYPE and finding.shell is None:
        return finding
    found = _REASON.match(action.reason[:_LONGEST_REASON])
    if found is None:
        return finding
    meaning = meaning_of_name(_imperative(found[1]) + found[2].split(".")[0].rstrip())
    if meaning is None:
        return finding
    tier, category, effect = EFFECTS[meaning]
    said = f"the agent says that this {effect}"
    return finding._replace(tier=tier, category=category, evidence=(said, *finding.evidence))


def _imperative(verb: str) -> str:
    """Give `delete` for `deleting`, as far as the lexicon needs it."""
    verb = verb.lower()
    stems = {
        "delet": "delete",
        "eras": "erase",
        "wip": "wipe",
        "remov": "remove",
        "empty": "empty",
        "purg": "purge",
        "purchas": "purchase",
    }
    for stem, whole in stems.items():
        if verb.startswith(stem):
            return whole
    return verb.removesuffix("ting").removesuffix("ing") if verb.endswith("ing") else verb


_OWN_CATEGORY = frozenset(
    {
        Control.PAY,
        Control.ACCOUNT,
        Control.SESSION,
        Control.PASTE,
        Control.INSTALL,
        Control.UNINSTALL,
        Control.PUBLISH,
    }
)


def _category(finding: _Finding, place: Program, context: Context) -> Category:
    """Choose between what the effect says and what the program says."""
    if finding.shell is not None or finding.category is Category.CREDENTIALS:
        return finding.category
    if context.element is not None and context.element.is_password:
        return Category.CREDENTIALS
    of_place = CATEGORY.get(place, Category.OTHER)
    if finding.control in _OWN_CATEGORY:
        return finding.category
    if finding.control is Control.SEND:
        return Category.MESSAGING if place is Program.MESSAGING else Category.EMAIL
    if of_place is not Category.OTHER:
        return of_place
    return finding.category
