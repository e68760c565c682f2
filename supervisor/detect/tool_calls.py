"""What a call of a tool would do: by its name, by what it is given, and by what its server says of it.

A name is what the maker of the tool chose; the tool may do otherwise, as may any program. Arguments are read like
what is typed: commands and SQL by their grammar, paths by what they lead to. Hints only make it graver.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from supervisor.core.assessment import Category, Tier
from supervisor.core.credentials import MASK
from supervisor.core.facts import Control, Shell
from supervisor.detect.controls import meaning_of_name
from supervisor.detect.effects import EFFECTS
from supervisor.detect.shell.verdict import worst_kind
from supervisor.detect.showing import middle_cut, named, shown
from supervisor.detect.tool_amounts import amount_of_call, items_of_call
from supervisor.detect.tool_commands import COMMAND_KEYS, judge_commands
from supervisor.detect.tool_finding import ToolFinding
from supervisor.detect.tool_names import Deed, key_holds, key_is, meaning_of_tool, words_of, words_of_key
from supervisor.detect.tool_operations import SUBMIT_KEYS, is_yes, what_is_told
from supervisor.detect.tool_places import what_is_reached
from supervisor.detect.tool_queries import STATEMENT_KEYS, judge_statements
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.core.tool_call import ToolCall
    from supervisor.detect.shell import ShellVerdict

LONGEST_VALUE = 60
"""Characters of one argument that are shown."""
MOST_SHOWN = 4
"""Arguments that are shown."""
_TOGETHER = 2
"""Values of one argument that are shown."""
_LONGEST_KEY = 30
_LONGEST_LABEL = 1000
"""Characters of what a target is called that are looked at."""

_CODE = wordlist("code javascript js python expression function")
_EXPLAINING = wordlist("description explanation reason purpose title")
_WHERE = wordlist(
    "cwd workdir workingdir workingdirectory timeout timeoutms timeoutseconds timeoutsec limit maxrows encoding"
    " database databasename dbname schema project projectid connection connectionid warehouse dataset region cluster"
)
"""Keys beside a command or a statement that change nothing about what it does where their value is a plain one."""
_PLAIN = re.compile(r"[\w./~@:+ -]*")
_KEY = re.compile(r"[\w.-]{1,60}")
_MORE = wordlist(
    "sudo root admin administrator elevated elevate privileged privilege su unsafe dangerously bypass skip"
)
"""Switches that make a command do more than it says, beside those that are called like what they do."""
_NAME = re.compile(r"[A-Za-z0-9][\w-]{0,40}")
_SUM = re.compile(r"(?:[\d\s+\-*/().,%^]|\b(?:sqrt|sin|cos|tan|log|ln|exp|abs|round|min|max|pow|pi|e)\b){1,200}")
_PEOPLE = wordlist("to cc bcc recipient recipients attendees channel phone number chat username user email address")
_LABELS = wordlist("element label button text name title ref")
_KEYS = wordlist("key keys")
_ENTERING = wordlist("enter return kp_enter numpadenter")
_SECRETS = wordlist(
    "password passwd secret token apikey accesskey privatekey secretkey credential credentials passphrase pin cvc cvv"
    " authorization"
)
_MAIL = wordlist("email emails mail gmail outlook smtp imap inbox")
_MESSENGERS = wordlist(
    "slack discord telegram whatsapp signal teams sms chat message messages dm channel matrix imessage thread"
)
_OF_CATEGORY: tuple[tuple[Category, frozenset[str]], ...] = (
    (Category.CREDENTIALS, wordlist("secret secrets password passwords credential credentials vault keychain")),
    (Category.EMAIL, _MAIL),
    (Category.MESSAGING, _MESSENGERS),
    (Category.FINANCE, wordlist("stripe paypal bank banking wallet payment payments invoice ledger broker trading")),
    (
        Category.FILES,
        wordlist("file files filesystem fs folder folders directory drive dropbox disk document documents"),
    ),
    (Category.SETTINGS, wordlist("setting settings config configuration preference preferences system")),
    (Category.SHELL, wordlist("shell bash terminal command cmd process kubectl docker ssh")),
    (Category.INSTALL, wordlist("package packages extension plugin app apps application")),
    (Category.ACCOUNT, wordlist("account accounts user users role roles permission permissions")),
)
_OWN = frozenset({Control.PAY, Control.PUBLISH, Control.ACCOUNT, Control.INSTALL, Control.UNINSTALL})
"""What says by itself which part of life it is about."""


def judge_call(call: ToolCall) -> ToolFinding:
    """Tell what a call would do; the gravest of all that is found counts."""
    findings = [_of_name(call), *_of_arguments(call), *_of_hints(call)]
    gravest = max(findings, key=lambda one: one.tier.rank)
    evidence = dict.fromkeys(
        phrase for one in sorted(findings, key=lambda one: -one.tier.rank) for phrase in one.evidence
    )
    known = next((one.category for one in findings if one.category is not Category.OTHER), Category.OTHER)
    return gravest._replace(
        evidence=tuple(evidence)[:5],
        category=known if gravest.category is Category.OTHER else gravest.category,
        control=gravest.control or next((one.control for one in findings if one.control is not None), None),
        shell=worst_kind(one.shell for one in findings if one.shell is not None),
        items=items_of_call(call),
        amount=amount_of_call(call),
    )


def _of_name(call: ToolCall) -> ToolFinding:
    deed, control, secrets = meaning_of_tool(call.name, call.server)
    category = _category(call)
    if deed is Deed.RUNS and _says_what_runs(call):
        return ToolFinding(Tier.READ, (), category)
    if control is Control.PUBLISH and category is Category.MESSAGING:
        control = Control.SEND
    if control is not None:
        tier, usual, effect = EFFECTS[control]
        if control is Control.SEND:
            usual = Category.MESSAGING if category is Category.MESSAGING else Category.EMAIL
        return ToolFinding(tier, (_OF_TOOLS.get(control, effect),), usual if control in _USUAL else category, control)
    if secrets and deed is not Deed.UNKNOWN:
        return ToolFinding(Tier.HIGH_RISK, ("handles passwords or keys",), Category.CREDENTIALS)
    if deed is Deed.PRESSES or (deed is Deed.FILLS and _submits(call)):
        return _of_label(call)
    tier, effect = _OF_DEED[deed]
    return ToolFinding(tier, (effect,), category)


_USUAL = _OWN | {Control.SEND, Control.RUN}
_OF_TOOLS = {
    Control.DELETE: "deletes what it is given, perhaps for good",
    Control.RUN: "starts or runs what it is given",
}
"""What a control does that acts on what is selected, said of a tool."""
_OF_DEED = {
    Deed.READS: (Tier.READ, "reads and changes nothing, as its name says"),
    Deed.FILLS: (Tier.REVERSIBLE, "types into something that cannot be seen from here"),
    Deed.MAKES: (Tier.REVERSIBLE, "changes what can be undone, as its name says"),
    Deed.RUNS: (Tier.HIGH_RISK, "starts or runs what it is given"),
    Deed.CHANGES: (Tier.HIGH_RISK, "stops or changes something that is in use"),
    Deed.UNKNOWN: (Tier.HIGH_RISK, "does what its name does not tell"),
}


def _submits(call: ToolCall) -> bool:
    """Tell whether Enter follows; servers take `"true"`, `1` and the like for yes."""
    return any(is_yes(value) for key, value in call.values if key_is(key, SUBMIT_KEYS)) or any(
        "\n" in value or "\r" in value or (key_is(key, _KEYS) and value.strip().lower() in _ENTERING)
        for key, value in call.values
        if isinstance(value, str)
    )


def _of_label(call: ToolCall) -> ToolFinding:
    """Judge a press by what the agent calls its target: that makes it graver, and never milder than unseen."""
    for key, value in call.values:
        if isinstance(value, str) and key_is(key, _LABELS):
            meaning = meaning_of_name(_ROLE_BEHIND.sub("", " ".join(value.split())[:_LONGEST_LABEL].strip("'\"")))
            if meaning is not None and EFFECTS[meaning][0].rank >= Tier.HIGH_RISK.rank:
                tier, category, effect = EFFECTS[meaning]
                return ToolFinding(tier, (effect, f"control is called {named(value)}"), category, meaning)
    tier, category, effect = EFFECTS[Control.UNSEEN]
    return ToolFinding(tier, (effect,), category, Control.UNSEEN)


_ROLE_BEHIND = re.compile(r"(?i) (?:button|link|menu ?item|item|icon|tab|checkbox)$")


def _says_what_runs(call: ToolCall) -> bool:
    """Tell whether all that is given was judged: a value that nobody reads may be what runs."""
    if not all(_KEY.fullmatch(key) for key in call.keys):
        return False
    judged = False
    for key, value in call.values:
        if isinstance(value, str) and value and key_holds(key, COMMAND_KEYS | STATEMENT_KEYS):
            judged = judged or bool(value.strip() and not value.lstrip().startswith("#"))
        elif not _changes_nothing(key, value):
            return False
    return judged


def _changes_nothing(key: str, value: Any) -> bool:
    """Tell whether what stands beside a command leaves it as it is."""
    name = "".join(words_of_key(key))
    if value is True:
        deed, _, _ = meaning_of_tool(key)
        return _MORE.isdisjoint(words_of_key(key)) and deed in (Deed.READS, Deed.UNKNOWN, Deed.RUNS)
    if value is None or value is False or value == "" or name in _EXPLAINING:
        return True
    return name in _WHERE and (not isinstance(value, str) or _PLAIN.fullmatch(value) is not None)


def _category(call: ToolCall) -> Category:
    """Choose by the words of the tool's name, then of its server's."""
    for words in (frozenset(words_of(call.name)), frozenset(words_of(call.server))):
        for category, known in _OF_CATEGORY:
            if words & known:
                return category
    return Category.OTHER


def _of_arguments(call: ToolCall) -> Iterator[ToolFinding]:
    if not call.whole:
        yield ToolFinding(Tier.HIGH_RISK, ("is given more than can be looked through",))
    yield from what_is_reached(call)
    deed, _, _ = meaning_of_tool(call.name, call.server)
    yield from what_is_told(call, deed)
    for line in (*judge_commands(call), *judge_statements(call, deed)):
        yield _of_verdict(line)
    for key, value in call.values:
        if not isinstance(value, str) or not value:
            continue
        if key_holds(key, _CODE) and not _is_no_code(value, deed):
            yield ToolFinding(Tier.HIGH_RISK, ("runs code that it is given",), Category.SHELL, shell=Shell.UNKNOWN)


def _is_no_code(value: str, deed: Deed) -> bool:
    """Tell whether a looking tool is given a name, a country's code or a sum rather than code."""
    if deed is not Deed.READS:
        return False
    named = _NAME.fullmatch(value) is not None and meaning_of_tool(value)[0] in (Deed.READS, Deed.UNKNOWN)
    return named or _SUM.fullmatch(value) is not None


def _of_verdict(verdict: ShellVerdict) -> ToolFinding:
    return ToolFinding(verdict.tier, verdict.evidence, Category.SHELL, shell=verdict.kind)


def _of_hints(call: ToolCall) -> Iterator[ToolFinding]:
    hints = call.hints
    deed, _, _ = meaning_of_tool(call.name, call.server)
    if hints.destructive:
        yield ToolFinding(Tier.HIGH_RISK, ("risks destroying something, as its server says",))
    if hints.read_only is False and deed is Deed.READS:
        yield ToolFinding(Tier.REVERSIBLE, ("changes something, as its server says",))
    if hints.open_world and deed not in (Deed.READS, Deed.FILLS):
        yield ToolFinding(Tier.HIGH_RISK, ("reaches beyond this machine, as its server says",))


def call_words(call: ToolCall, *, masked: bool = False) -> str:
    """Say what is called, e.g. `call “send_email” of gmail (to: bob@example.org, subject: Hi)`.

    Args:
        call: The call.
        masked: Show no values.

    Returns:
        A few words, bounded, safe to show. Values whose key says that they are secret are never shown.
    """
    head = f"call {named(call.name)}" + (f" of {shown(call.server)}" if call.server else "")
    given: dict[str, list[Any]] = {}
    for key, value in call.values:
        if value not in (None, ""):
            given.setdefault(key, []).append(value)
    # Whom it reaches first: that is what a person has to know.
    ordered = sorted(given.items(), key=lambda one: not key_is(one[0], _PEOPLE))
    parts = [_argument(key, values, masked=masked) for key, values in ordered[:MOST_SHOWN]]
    if len(given) > MOST_SHOWN:
        parts.append(f"and {len(given) - MOST_SHOWN} more")
    return f"{head} ({', '.join(parts)})" if parts else head


def _argument(key: str, values: list[Any], *, masked: bool) -> str:
    said = [_value(key, value, masked=masked) for value in values[:_TOGETHER]]
    more = f" and {len(values) - _TOGETHER} more" if len(values) > _TOGETHER else ""
    return f"{shown(key, _LONGEST_KEY)}: {', '.join(said)}{more}" if key else f"{', '.join(said)}{more}"


def _value(key: str, value: Any, *, masked: bool) -> str:
    if masked or key_is(key, _SECRETS):
        return MASK
    if isinstance(value, bool):
        return "yes" if value else "no"
    return shown(middle_cut(" ".join(str(value).split()), LONGEST_VALUE), LONGEST_VALUE)
