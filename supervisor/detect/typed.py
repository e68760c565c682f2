"""Text typed into a terminal or a run dialog: which line is handed over, and what it would do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.action import ActionKind
from supervisor.core.assessment import Tier
from supervisor.core.facts import Program, Shell
from supervisor.core.keynames import split_chord
from supervisor.detect.keys import LINE_KEYS, SUBMIT_KEYS
from supervisor.detect.programs import program_kind
from supervisor.detect.shell import ShellVerdict, classify_command
from supervisor.detect.shell.heredocs import is_text_for_program
from supervisor.detect.shell.looking import TOO_MUCH, Looking
from supervisor.detect.shell.verdict import unknown, worst

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context, Element, Paste, Window

LONGEST_LINE = 20_000
"""Characters of a terminal's line that are looked at."""
_MOST_LINES = 400
"""Of one paste; a longer one is too long to be judged as a whole."""

_PROMPT = re.compile(
    r"^\s*(?:\((?!gdb|lldb|i?pdb|Pdb|cmd)[\w.+-]{1,40}\)\s*)?"  # a virtual environment, no debugger
    r"(?:"
    r"\[?[\w.+-]{1,64}@[\w.-]{1,64}(?:[: ][^\n$#%\u276f>]{0,200}?)?\]?\s?[$#%\u276f>]"  # user@host:~/docs$
    r"|(?:ba|z|k|da|a)?sh-[\d.]{1,12}[$#%]"  # bash-5.2$
    r"|(?:[~/][^\s$#%>]{0,200}\s?)?[$%\u276f]"  # ~/docs $
    r"|#"  # root
    r"|[\u2514\u2570]\u2500{1,3}[$#%\u276f]"  # the second line of a prompt of two
    r"|\u279c(?:\s\s[\w.~-]{1,64}(?:\sgit:\([^()\s]{1,80}\))?(?:\s\u2717)?)?"  # an arrow, the folder, the branch
    r"|\u03bb"
    r"|PS [~/][^\n>]{0,200}>"  # PowerShell
    r")(?:\s|$)"
)
_AFTER_OUTPUT = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,64}:[~/][^\n$#%>]{0,200}[$#]\s$")
"""A prompt behind the last line of an output that had no end."""
_SECRET = re.compile(
    r"(?:pass(?:word|phrase|code)|\bpin\b|\botp\b|secret|passwort|mot de passe|contrase\u00f1a)[^:\n]{0,80}:\s*$",
    re.IGNORECASE,
)
_ANSWERS = frozenset(["y", "yes", "j", "ja", "o", "oui", "s", "si", "sí", "sim", "tak", "da", "да", "はい", "是"])
"""Lines that are the answer to a question rather than a command; `yes` alone is hardly the program of that name."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_UNSEEN = "the line in the terminal is not known"
_SECRETLY = "answers what looks like a question for a password"
_LEFT = "what stood on the line before may still stand behind it"
_NO_SHELL = "what reads this line is not known to be a shell"
_SHOWING = frozenset({Program.TERMINAL, Program.RUN_DIALOG})
_HARMFUL = frozenset({Shell.DESTRUCTIVE, Shell.RISKY})
_AS_TEXT = "hands lines over as a text, which some shells would run"
_QUESTION = re.compile(r"(?:\[[yY]/[nN]\]|\[[nN]/[yY]\]|\((?:yes|y)/(?:no|n)[^)]{0,20}\)|\?)\s*:?\s*\S{0,10}$")


@dataclass(frozen=True, slots=True)
class Line:
    """What a terminal shows on the line of the caret."""

    command: str
    """The line without its prompt."""
    prompted: bool
    """True when a shell's prompt was recognised."""


def read_line(text: str) -> Line:
    """Take the prompt off a line as a terminal shows it.

    As little as possible is taken away: what is left over of a strange prompt makes the command unknown, never
    harmless.

    Args:
        text: The line at the caret.

    Returns:
        The rest of the line, and whether a prompt was there.
    """
    line = text[:LONGEST_LINE].rstrip("\r\n")
    found = _PROMPT.match(line)
    return Line(line[found.end() :], prompted=True) if found else Line(line, prompted=False)


def asks_secret(element: Element | None) -> bool:
    """Tell whether a program in the terminal seems to wait for a password.

    A shell whose prompt was set to look so is told apart by nothing, hence such an answer is always asked.
    """
    if element is None or element.role != "terminal":
        return False
    said = element.text[-200:].rstrip()
    return said.endswith(":") and _SECRET.search(said) is not None and not read_line(element.text).prompted


def may_be_secret(action: Action, window: Window | None) -> bool:
    """Tell whether text for a field that did not say in time what it is may be a password.

    Terminals and launchers show what is typed into them; and a command that does harm is never hidden.
    """
    if action.kind not in (ActionKind.TYPE, ActionKind.TYPE_ENTER) or program_kind(window) in _SHOWING:
        return False
    return _judge(_handed_over(action)).kind not in _HARMFUL


def is_secret_answer(action: Action, element: Element | None) -> bool:
    """Tell whether what is typed is to be hidden as a password; a command that does harm never is."""
    return asks_secret(element) and (not action.text or _judge(_handed_over(action)).kind not in _HARMFUL)


def is_secret_paste(context: Context) -> bool:
    """Tell whether what is pasted is to be hidden as a password; a command that does harm never is."""
    return asks_secret(context.element) and all(
        _judge(_line_ends(paste.text or "")).kind not in _HARMFUL for paste in context.pastes
    )


def submits(action: Action) -> bool:
    """Tell whether the action hands a line over in a terminal."""
    if action.kind is ActionKind.TYPE_ENTER:
        return True
    if action.kind is ActionKind.TYPE:
        return _saves(action) or any(sign in action.text for sign in "\n\r\x0f")
    if action.kind is not ActionKind.KEY:
        return False
    # Keys that may run something of the line come with it, others with nothing.
    return _is_submit(action.keys) or bool(action.text) or not action.text_exact


def _saves(action: Action) -> bool:
    """Tell whether text for something that may be vi saves what is open there and ends it, without Enter."""
    return action.kind is ActionKind.TYPE and not action.text_exact and "ZZ" in action.text


def _is_submit(keys: str) -> bool:
    held, key = split_chord(keys)
    return key in SUBMIT_KEYS or ("ctrl" in held and key in LINE_KEYS)


def submitted_line(action: Action, element: Element | None) -> ShellVerdict:
    """Judge what is handed over.

    What a terminal shows can make it worse and never makes it sure: whatever runs in one can paint there.

    Args:
        action: One for which `submits` holds.
        element: The focused element; None when unknown.

    Returns:
        The worst of what was typed and of what the terminal shows; UNKNOWN when what was typed is not sure.
    """
    shown = _shown(element)
    line = read_line(shown) if shown else None
    verdicts: list[ShellVerdict] = []
    looking = Looking()
    exact = action.text_exact and _plain_submit(action)
    if exact or action.text:
        verdicts.append(_judge(_handed_over(action), looking))
    if action.behind:
        left = _judge(_handed_over(action) + action.behind, looking)
        verdicts.append(ShellVerdict(left.kind, left.tier, (_LEFT,)))
    if line is not None and line.prompted:
        verdicts.append(_judge(line.command, looking))
    if _saves(action):
        verdicts.append(unknown("saves and ends what may be an editor"))
    if asks_secret(element):
        verdicts = [v for v in verdicts if v.kind is not Shell.UNKNOWN]
        verdicts.append(unknown(_SECRETLY))
    elif not exact:
        verdicts.append(unknown(_UNSEEN))
    elif line is not None and not line.prompted and _QUESTION.search(shown[-200:].rstrip()):
        verdicts.append(unknown("answers a question of a program in the terminal"))
    elif _read_by_another(line, _handed_over(action)):
        verdicts.append(unknown(_NO_SHELL))
    return worst(verdicts)


def pasted_lines(paste: Paste, element: Element | None) -> ShellVerdict | None:
    """Judge a paste that hands lines over by itself, or may do so.

    Args:
        paste: One whose text is known.
        element: The focused element; None when unknown.

    Returns:
        The worst of all its lines, each together with what stood before; None when no line of it ends.
    """
    text = _line_ends(paste.text or "")
    if "\n" not in text and not _has_control_signs(text):
        return None
    shown = _shown(element)
    line = read_line(shown) if shown else None
    looking = Looking()
    verdicts = [_judge(text, looking)]
    if paste.exact or paste.before:
        verdicts.append(_judge(paste.before + text, looking))
    if line is not None and line.prompted:
        verdicts.append(_judge(line.command + text, looking))
    if asks_secret(element):
        verdicts = [v for v in verdicts if v.kind is not Shell.UNKNOWN]
        verdicts.append(unknown(_SECRETLY))
    elif not paste.exact:
        verdicts.append(unknown(_UNSEEN))
    elif line is not None and not line.prompted and _QUESTION.search(shown[-200:].rstrip()):
        verdicts.append(unknown("answers a question of a program in the terminal"))
    elif _read_by_another(line, paste.before):
        verdicts.append(unknown(_NO_SHELL))
    return max(verdicts, key=lambda verdict: verdict.badness)


def _shown(element: Element | None) -> str:
    """Give the line that a terminal shows."""
    return element.text if element is not None and element.role == "terminal" else ""


def _read_by_another(line: Line | None, typed: str) -> bool:
    """Tell whether something stands on the line, and no shell's prompt before it or before what was typed."""
    if line is None or line.prompted or not line.command.strip():
        return False
    before = line.command.rstrip().removesuffix(typed.rstrip()) if typed.strip() else ""
    return _AFTER_OUTPUT.search(before) is None


def _plain_submit(action: Action) -> bool:
    """Tell whether the typed text belongs to this key: other chords with Enter come without their line."""
    if action.kind is not ActionKind.KEY:
        return True
    held, key = split_chord(action.keys)
    return (key in SUBMIT_KEYS and not held) or (held == {"ctrl"} and key in LINE_KEYS) or not _is_submit(action.keys)


def _handed_over(action: Action) -> str:
    """Give the part of the text that is handed over; with TYPE what follows the last line break is not."""
    text = _line_ends(action.text)
    if action.kind is ActionKind.TYPE:
        return text.rpartition("\n")[0]
    return text.removesuffix("\n")


def _line_ends(text: str) -> str:
    if "\r" in text or "\x0f" in text:
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0f", "\n")
    return text


def _has_control_signs(text: str) -> bool:
    return _CONTROL.search(text) is not None


def _judge(text: str, looking: Looking | None = None) -> ShellVerdict:
    looking = looking or Looking()
    harmful: list[ShellVerdict] = []
    if "\n" in text:
        lines = [line for line in text.split("\n") if line.strip()][:_MOST_LINES]
        # One by one as well: what is read as a part of a longer command here may be a command of its own there.
        judged = list(map(looking.judge, lines)) if len(lines) > 1 else []
        harmful = [verdict for verdict in judged if verdict.kind in _HARMFUL or verdict is TOO_MUCH]
    if harmful and is_text_for_program(text):
        # Asked all the same: fish, redis-cli and others that may be reading know no here-documents.
        harmful = [ShellVerdict(v.kind, Tier.REVERSIBLE, (_AS_TEXT, *v.evidence)) for v in harmful]
    if _has_control_signs(text):
        # Tab completes and control signs edit: what is on the line then is not what was typed.
        return max([unknown("control signs edit the line"), *harmful], key=lambda verdict: verdict.badness)
    if text.strip().lower() in _ANSWERS:
        return unknown("says yes to a program in the terminal")
    return max([classify_command(text), *harmful], key=lambda verdict: verdict.badness)


def is_command(verdict: ShellVerdict) -> bool:
    """Tell whether there is anything on the line."""
    return verdict.kind is not Shell.READ or verdict.evidence != ("does nothing",)
