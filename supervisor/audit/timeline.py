"""Shows a record to a person: one line an action, one line for anything else that happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from supervisor.audit.plain_text import plain, shortened
from supervisor.core.record import Event
from supervisor.core.record_fields import MASK
from supervisor.core.timeline_entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supervisor.core.record import Record

_TEXT_SHOWN = 60
_OUTCOME_SHOWN = 160
_POINTER = {
    "move": "move",
    "click": "click",
    "double_click": "double-click",
    "triple_click": "triple-click",
    "right_click": "right-click",
    "middle_click": "middle-click",
    "drag": "drag",
    "scroll": "scroll",
}
_ANSWERS = {"approve": "approved", "reject": "rejected"}
_STOP_PARTS = {"closed_ns": "gate closed", "released_ns": "keys released", "killed_ns": "agents ended"}
_NOT_SHOWN = frozenset({"action_id", "request", "known", "hash"})
"""Members of an outcome that mean nothing to a person."""
_OWN = frozenset({Event.SENDING, Event.OUTCOME, Event.APPROVAL_REQUESTED})
"""Events that the supervisor writes about its own doings, where they are no action's."""
_FIRST = ("workflow", "team", "user", "part", "scope", "before", "after")
"""Members of an outcome that come first, in this order: the line may be cut, and what was stands before what is."""


@dataclass(slots=True)
class _Line:
    first: Record
    words: str
    verdicts: list[str] = field(default_factory=list)
    answer: str = ""
    outcome: str = ""
    sent: bool = False
    request: str = ""
    moves: int = 0
    """Moves of the pointer that the line stands for."""
    text: str = ""
    """What was typed, of a run of letters that goes on."""
    turns: int = 0
    """Turns of the wheel at one place that follow the first and were decided with it."""


def timeline(records: Iterable[Record], zone: tzinfo | None = None) -> list[str]:
    """Give a line for each action and each other event, in the order in which they began.

    Args:
        records: Rows in order.
        zone: Time zone of the times shown; None for the local one.

    Returns:
        Lines without control or bidirectional characters: time, agent, words, verdict, who answered, outcome.
    """
    return [_shown(line, zone) for line in _lines(records)]


def entries(records: Iterable[Record]) -> list[Entry]:
    """Give the same in parts, for a window."""
    return [_entry(line) for line in _lines(records)]


def _lines(records: Iterable[Record]) -> list[_Line]:
    lines: list[_Line] = []
    actions: dict[tuple[str | None, str], _Line] = {}
    typing: dict[str, _Line] = {}
    for record in records:
        if _is_typed_on(typing, actions, record):
            continue
        if record.event == Event.AGENT_STARTED:
            # Its actions may have the ids that others of that name had.
            actions = {key: line for key, line in actions.items() if key[0] != record.agent}
        if record.action is None:
            lines.append(_Line(record, _event_words(record), outcome=_event_outcome(record)))
            continue
        if record.action.get("kind") == "move" and record.event == Event.SENDING:
            _take_move(lines, record)
            continue
        if _is_turned_on(lines, record):
            continue
        key = (record.agent, record.action_id)
        line = actions.get(key)
        if line is None:
            line = actions[key] = _Line(record, action_words(record.action, record.context))
            lines.append(line)
        _take(line, record)
        if record.agent and _is_letters(record.action):
            line.text = line.text or str(record.action.get("text"))
            typing[record.agent] = line
    return lines


def _is_typed_on(typing: dict[str, _Line], actions: dict[tuple[str | None, str], _Line], record: Record) -> bool:
    """Take what goes on with a run of letters that an agent types; tell whether it was that, else the run is over.

    A letter has a row and an id of its own, and each word is decided with all of the run before it. What is decided
    otherwise than the run, or asked about, begins a line.

    Args:
        typing: The runs that go on, by agent.
        actions: The lines of actions; a word that goes on with a run gets the run's.
        record: The next row.
    """
    line = typing.get(record.agent or "")
    if line is None or record.agent is None:
        if record.agent is None:
            typing.clear()
        return False
    if record.action is None and _lets_go(record):
        return True
    if actions.get((record.agent, record.action_id)) is line:
        _take(line, record)
        return True
    if record.action is not None and _goes_on(record, line.first):
        text = str(record.action.get("text"))
        if record.event == Event.SENDING and record.decision is None:
            line.text += text if text != MASK or not line.text.endswith(MASK) else ""
            _write_on(line, record)
            return True
        allowed = (record.decision or {}).get("verdict") == "allow" and [_verdict(record)] == line.verdicts
        if record.event == Event.DECIDED and allowed and text.startswith(line.text):
            line.text = text
            actions[record.agent, record.action_id] = line
            _write_on(line, record)
            return True
    del typing[record.agent]
    return False


def _write_on(line: _Line, record: Record) -> None:
    line.words = action_words((record.action or {}) | {"text": line.text}, line.first.context or record.context)


def _is_letters(action: dict[str, Any]) -> bool:
    return action.get("kind") == "type"


def _goes_on(record: Record, first: Record) -> bool:
    """Tell whether letters are typed where a run of them was begun, on the same way and for the same reason."""
    action, begun = record.action or {}, first.action or {}
    same = all(action.get(part) == begun.get(part) for part in ("origin", "reason"))
    return _is_letters(action) and same and _window(record) == _window(first)


def _window(record: Record) -> object:
    return ((record.context or {}).get("window") or {}).get("id")


def _lets_go(record: Record) -> bool:
    """Tell whether a row is of keys or buttons that came up, and of nothing else."""
    sends = record.outcome.get("sends") if isinstance(record.outcome, dict) else None
    if record.event != Event.SENDING or not isinstance(sends, list):
        return False
    kinds = [str(send[0]) for send in sends if isinstance(send, list) and send]
    return any(kind.endswith("_release") for kind in kinds) and not any(kind.endswith("_press") for kind in kinds)


def _take_move(lines: list[_Line], record: Record) -> None:
    """Give the moves that follow each other one line, which ends where the last one does."""
    before = lines[-1] if lines else None
    words = action_words(record.action or {}, record.context)
    if before is not None and before.moves and before.first.agent == record.agent:
        before.moves += 1
        before.words = f"{words}, in {before.moves} moves"
    else:
        lines.append(_Line(record, words, outcome="sent", moves=1))


def _is_turned_on(lines: list[_Line], record: Record) -> bool:
    """Take a turn of the wheel into the line of the one before it, with which it was decided; tell whether it was."""
    before = lines[-1] if lines else None
    action = record.action or {}
    if before is None or before.first.action is None or record.event != Event.SENDING or record.decision is not None:
        return False
    first = before.first.action
    if action.get("kind") != "scroll" or before.outcome not in {"", "done"} or record.agent != before.first.agent:
        return False
    if any(action.get(part) != first.get(part) for part in ("kind", "point", "button", "keys")):
        return False
    before.turns += 1
    before.words = f"{action_words(first, before.first.context)}, {before.turns + 1} times"
    return True


def _event_words(record: Record) -> str:
    """Say what happened that is no action of an agent's."""
    outcome = record.outcome if isinstance(record.outcome, dict) else {}
    if record.event == Event.OUTCOME and outcome.get("result") == "stop_done":
        return "stop carried out"
    if _lets_go(record):
        return "let go of what was down"
    if record.event == Event.REPLACED:
        return "protected files were replaced"
    return record.event.replace("_", " ")


def _event_outcome(record: Record) -> str:
    """Say what is to know of it: of a stop, how it was given and how long each part of it took."""
    outcome = record.outcome
    began_ns = outcome.get("t_ns") if isinstance(outcome, dict) else None
    if not isinstance(outcome, dict) or not isinstance(began_ns, int):
        return _brief(outcome)
    told = {name: value for name, value in outcome.items() if name not in {"t_ns", "result", *_STOP_PARTS}}
    took = [
        f"{words} after {(outcome[name] - began_ns) / 1e6:.1f} ms"
        for name, words in _STOP_PARTS.items()
        if isinstance(outcome.get(name), int)
    ]
    return ", ".join(part for part in (_brief(told), *took) if part)


def _take(line: _Line, record: Record) -> None:
    said = _verdict(record)
    if said and said not in line.verdicts:
        line.verdicts.append(said)
    if record.approval is not None and (record.event == Event.ANSWERED or not line.answer):
        line.answer = _answer(record)
    if record.event == Event.APPROVAL_REQUESTED and isinstance(record.outcome, dict):
        line.request = str(record.outcome.get("request") or "")
    if record.event == Event.SENDING:
        line.sent = True
    elif record.event in {Event.OUTCOME, Event.APPROVAL_CLOSED}:
        line.outcome = _brief(record.outcome)


def _verdict(record: Record) -> str:
    """Say what was decided; empty where nothing was."""
    if record.decision is None:
        return ""
    verdict, rule = record.decision.get("verdict"), record.decision.get("rule_id")
    return f"{verdict} ({rule}: {record.decision.get('reason')})"


def _answer(record: Record) -> str:
    approval = record.approval or {}
    latency_ms = approval.get("latency_ms")
    after = f" after {latency_ms / 1000:.1f} s" if isinstance(latency_ms, int | float) else ""
    answer = record.outcome.get("answer") if isinstance(record.outcome, dict) else record.outcome
    said = "half approved" if record.event == Event.HALF_APPROVED else _ANSWERS.get(str(answer), "answered")
    note = f": {approval['note']}" if approval.get("note") else ""
    return f"{said} by {approval.get('approver')} ({approval.get('gesture')}{after}){note}"


def _shown(line: _Line, zone: tzinfo | None) -> str:
    record = line.first
    outcome = line.outcome or ("sent, no outcome recorded" if line.sent else "")
    parts = [record.agent or "supervisor", line.words, " → ".join(line.verdicts), line.answer, outcome]
    return "  ".join([_time(record.time_ns, zone), " | ".join(plain(part) for part in parts if part)])


def _entry(line: _Line) -> Entry:
    record = line.first
    outcome = line.outcome or ("sent, no outcome recorded" if line.sent else "")
    parts = (record.agent or "", line.words, " → ".join(line.verdicts), line.answer, outcome)
    agent, words, verdict, answer, outcome = (plain(part) for part in parts)
    told = bool(line.request) or (record.action is None and record.event not in _OWN)
    return Entry(record.time_ns, agent, words, verdict, answer, outcome, line.request, told)


def _time(time_ns: int, zone: tzinfo | None) -> str:
    try:
        moment = datetime.fromtimestamp(time_ns // 10**9, UTC).astimezone(zone)
    except (OverflowError, ValueError, OSError):
        return f"{time_ns} ns"
    return f"{moment:%Y-%m-%d %H:%M:%S}.{time_ns // 10**6 % 1000:03d}"


def action_words(action: dict[str, Any], context: dict[str, Any] | None) -> str:
    """Say what an action of the record does and to what, e.g. `click “Delete” in docs – Thunar`."""
    kind = str(action.get("kind"))
    element = (context or {}).get("element") or {}
    window = (context or {}).get("window") or {}
    name = element.get("name")
    held = f"{action['keys']}+" if action.get("keys") and kind in _POINTER else ""
    if kind in _POINTER:
        before = {"drag": "from ", "move": "to "}.get(kind, "at ")
        target = f"“{shortened(str(name), _TEXT_SHOWN)}”" if name else _place(before, action.get("point"))
        end = _place(" to ", action.get("end_point"))
        words = f"{held}{_POINTER[kind]} {target}{end}".rstrip()
    elif kind.startswith("type"):
        enter = " and press Enter" if kind.endswith("enter") else ""
        words = f"type “{shortened(str(action.get('text')), _TEXT_SHOWN)}”{enter}"
    elif kind == "key":
        words = f"press {action.get('keys')}"
    elif kind == "tool" and isinstance(action.get("tool"), dict):
        words = _tool(action["tool"], str(action.get("text") or ""))
    else:
        words = kind
    title = window.get("title") or window.get("app")
    if kind == "window" and action.get("text"):
        return f"{action['text']} {shortened(str(title or 'a window'), _TEXT_SHOWN)}"
    return f"{words} in {shortened(str(title), _TEXT_SHOWN)}" if title else words


def _tool(tool: dict[str, Any], arguments: str) -> str:
    server = f" of {shortened(str(tool['server']), _TEXT_SHOWN)}" if tool.get("server") else ""
    given = f" with {shortened(arguments, _TEXT_SHOWN)}" if arguments not in {"", "{}"} else ""
    return f"call “{shortened(str(tool.get('name')), _TEXT_SHOWN)}”{server}{given}"


def _place(before: str, point: object) -> str:
    return f"{before}{point[0]},{point[1]}" if isinstance(point, list) and len(point) == 2 else ""


def _brief(outcome: object) -> str:
    if isinstance(outcome, dict):
        shown = {name: value for name, value in outcome.items() if name not in _NOT_SHOWN and value is not None}
        if shown.keys() == {"result"}:
            return str(shown["result"])
        names = sorted(shown, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
        outcome = ", ".join(f"{name} {_value(shown[name])}" for name in names)
    return shortened(str(outcome), _OUTCOME_SHOWN) if outcome else ""


def _value(value: object) -> str:
    return f"{len(value)}×" if isinstance(value, list) else str(value)
