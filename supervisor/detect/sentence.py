"""What a person is told: the words of the mirror and the one sentence of the popup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.action import ActionKind
from supervisor.core.facts import Program
from supervisor.core.keynames import canonical_chord, chord_label, split_chord
from supervisor.core.page_address import named_sites, sites_of
from supervisor.core.undo import ORIGIN
from supervisor.detect import typed
from supervisor.detect.controls import BUTTON_ROLES, SWITCH_ROLES
from supervisor.detect.keys import ACTIVATE_KEYS
from supervisor.detect.pastes import DRAGGED
from supervisor.detect.programs import program_kind
from supervisor.detect.showing import quoted, shown
from supervisor.detect.telling import LONGEST_QUESTION, clause, program_place, question
from supervisor.detect.tool_calls import call_words

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.assessment import Assessment
    from supervisor.core.context import Context

LONGEST_TEXT = 200
"""Characters of typed text that are shown."""
BULLETS = "••••••"
"""Stands for a password, whatever its length."""

_BOXES = frozenset({"check box", "check menu item", "switch"})
"""Roles of what stands on or off."""
_VERBS = {
    ActionKind.MOVE: "move to",
    ActionKind.CLICK: "click",
    ActionKind.DOUBLE_CLICK: "double-click",
    ActionKind.TRIPLE_CLICK: "triple-click",
    ActionKind.RIGHT_CLICK: "right-click",
    ActionKind.MIDDLE_CLICK: "middle-click",
    ActionKind.DRAG: "drag",
    ActionKind.SCROLL: "scroll",
    ActionKind.WINDOW: "manage",
    ActionKind.TOOL: "use a tool on",
}


def hides_text(action: Action, context: Context) -> bool:
    """Tell whether the typed text is a password: in a password field, or for a terminal that asks for one.

    A field that was too busy to say what it is may be one.
    """
    element = context.element
    if action.tool is not None:
        return False
    if element is None:
        return context.veiled
    if context.pastes:
        return element.is_password or typed.is_secret_paste(context)
    return element.is_password or typed.is_secret_answer(action, element)


def place(context: Context) -> str:
    """Name the window for a person; bounded and safe to show."""
    window = context.window
    if window is None:
        return "an unknown window"
    name = window.title.strip(" -\u2013\u2014|") or window.app or window.executable
    return shown(name) if name else "a window without a name"


def words(action: Action, context: Context, *, masked: bool = False) -> str:
    """Say what the action is, e.g. `click “Delete” in docs – Thunar`.

    Args:
        action: The gesture.
        context: Where it lands.
        masked: Hide typed text whatever the field, because the policy says so.

    Returns:
        A few words, bounded, safe to show.
    """
    if action.tool is not None:
        return call_words(action.tool, masked=masked)
    where = place(context)
    kind = action.kind
    if context.pastes:
        return _of_paste(context, where, masked=masked or hides_text(action, context))
    if (
        kind is ActionKind.KEY
        or (kind is ActionKind.TYPE_ENTER and action.keys)
        or kind in (ActionKind.TYPE, ActionKind.TYPE_ENTER)
    ):
        return _of_keys(action, context, where, masked=masked or hides_text(action, context))
    held = canonical_chord(action.keys)
    verb = _VERBS[kind] if not held else f"{shown(chord_label(held))} and {_VERBS[kind]}"
    if kind is ActionKind.WINDOW:
        return f"{verb} {where}" if not action.text else f"{shown(action.text)} {where}"
    target = _target(context)
    if kind is ActionKind.MOVE and not target:
        return f"move in {where}"
    return f"{verb} {target} in {where}" if target else f"{verb} in {where}"


def _target(context: Context) -> str:
    element = context.element
    if element is None:
        return ""
    name = element.name.strip()
    if name:
        return quoted(name)
    return (
        f"a {shown(element.role)}"
        if element.role in ("push button", "check box", "menu item", "link", "toggle button")
        else ""
    )


def _of_paste(context: Context, where: str, *, masked: bool) -> str:
    texts = dict.fromkeys(paste.text for paste in context.pastes)
    verb = "drop" if any(paste.selection == DRAGGED for paste in context.pastes) else "paste"
    if masked:
        return f"{verb} “{BULLETS}” into {where}"
    said = " or ".join(
        "what could not be read" if text is None else quoted(text, LONGEST_TEXT) if text else "nothing"
        for text in texts
    )
    return f"{verb} {said} into {where}"


def _of_keys(action: Action, context: Context, where: str, *, masked: bool) -> str:
    text = quoted(BULLETS if masked else action.text.rstrip("\r\n"), LONGEST_TEXT)
    runs = program_kind(context.window) in (Program.TERMINAL, Program.RUN_DIALOG)
    if action.kind is ActionKind.TYPE:
        return f"type {text} in {where}"
    if typed.submits(action) and action.text and (runs or action.kind is ActionKind.TYPE_ENTER):
        if runs and not masked:
            return f"run {text} in {where}"
        return f"type {text} and press Enter in {where}"
    return f"press {shown(chord_label(canonical_chord(action.keys)) or 'a key')} in {where}"


def ask_sentence(action: Action, context: Context, assessment: Assessment, *, masked: bool = False) -> str:
    """Say in one sentence what will happen, to what.

    Args:
        action: The gesture.
        context: Where it lands.
        assessment: What it would do.
        masked: Hide typed text, because the policy says so.

    Returns:
        One sentence, e.g. `This click presses “Delete” in Thunar (docs): it deletes 3 items for good.`
    """
    hidden = masked or hides_text(action, context)
    effect = assessment.evidence[0] if assessment.evidence else ""
    if hidden and "`" in effect:
        effect = effect.split("`")[0].rstrip(" :")
    said = clause(effect, context)
    head = _head(action, context, masked=masked)
    if not head and said.startswith("it "):
        # `This click in Thunar presses something that cannot be seen from here.`
        return f"{_beginning(action, context, masked=masked)} {shown(said.removeprefix('it '), LONGEST_TEXT)}."
    head = head or f"{_who(action)} wants to {words(action, context, masked=masked)}"
    return f"{head}: {shown(said, LONGEST_TEXT)}." if said else f"{head}."


def _who(action: Action) -> str:
    return "Your undo" if action.origin == ORIGIN else "The agent"


def _beginning(action: Action, context: Context, *, masked: bool) -> str:
    """Begin a sentence that goes on with a verb."""
    kind = action.kind
    if kind in (ActionKind.KEY, ActionKind.TYPE_ENTER):
        where = _whereabouts(context)
        pressed = _of_keys(action, context, where, masked=masked).removeprefix("press ")
        if not _activates(action, context):
            return f"Pressing {pressed}"
        return f"Pressing {pressed.removesuffix(f' in {where}')} on {_target(context)} in {where}"
    if kind not in _VERBS or kind is ActionKind.WINDOW:
        return f"To {words(action, context, masked=masked)}"
    return f"This {_VERBS[kind]} in {_whereabouts(context)}"


def _activates(action: Action, context: Context) -> bool:
    """Tell whether a key presses the control in focus."""
    element = context.element
    held, key = split_chord(canonical_chord(action.keys))
    pressed = element is not None and element.role in BUTTON_ROLES | SWITCH_ROLES and bool(element.name.strip())
    return pressed and not held and key in ACTIVATE_KEYS


def _head(action: Action, context: Context, *, masked: bool) -> str:
    """Say what the gesture is and what it meets; empty when nothing is known to be met."""
    where, kind = _whereabouts(context), action.kind
    if action.tool is not None or context.pastes or kind in (ActionKind.WINDOW, ActionKind.MOVE, ActionKind.SCROLL):
        return f"{_who(action)} wants to {words(action, context, masked=masked)}"
    asked = question(context.element, context.window.title if context.window is not None else "")
    name = context.element.name.strip() if context.element is not None else ""
    answers = f"{quoted(name)} to {quoted(asked, LONGEST_QUESTION)}" if name and asked else ""
    if kind in _VERBS:
        held = canonical_chord(action.keys)
        gesture = f"{_VERBS[kind]} with {shown(chord_label(held))} held" if held else _VERBS[kind]
        if answers:
            return f"This {gesture} answers {answers} in {where}"
        if kind is ActionKind.CLICK and (switched := _switched(context)):
            return f"This {gesture} switches {switched} in {where}"
        met = "ends on" if kind is ActionKind.DRAG else "presses" if kind is ActionKind.CLICK else "lands on"
        target = _target(context)
        return f"This {gesture} {met} {target} in {where}" if target else ""
    said = _of_keys(action, context, where, masked=masked or hides_text(action, context))
    verb, _, rest = said.partition(" ")
    if verb == "press":
        if asked and "alt" in split_chord(action.keys)[0]:
            # It presses the button with that letter, which need not be the one in focus.
            answers = quoted(asked, LONGEST_QUESTION)
        return f"Pressing {rest} answers {answers}" if answers else ""
    return f"This {verb}s {rest.replace('” and press Enter', '” and presses Enter')}"


def _switched(context: Context) -> str:
    """Say which box a click switches, and which way where its program says how it stands; empty for what is none."""
    element = context.element
    if element is None or element.role not in _BOXES or not element.name.strip():
        return ""
    way = (" off" if "checked" in element.states else " on") if element.states else ""
    return f"{_target(context)}{way}"


def _whereabouts(context: Context) -> str:
    """Name the program and its site or, in brackets, what it shows; bounded and safe to show."""
    program, rest = program_place(context.window)
    sites = sites_of(context.url, context.frame_url)
    if sites:
        # Its host is what a page cannot choose; its title is.
        window = context.window
        program = program or (window.app or window.executable if window is not None else "")
        return f"{shown(program or 'a browser')} on {named_sites(sites)}"
    if program:
        return f"{shown(program)} ({shown(rest)})" if rest else shown(program)
    return place(context)
