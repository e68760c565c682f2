"""The record's words: what one row says, its one canonical text, and the chain that binds the rows.

A row's *body* is every exported field save the two hashes, as canonical JSON: sorted keys, no white space, UTF-8.
`hash = sha256(prev_hash ‖ body)`, with `prev_hash` as 32 raw bytes, so whoever holds an export can check it with
any JSON library. The first row's `prev_hash` is 32 zero bytes.

# INVARIANT: text of a password field reaches no body.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from supervisor.core.record_fields import (
    TEXT_LIMIT,
    action_dict,
    approval_dict,
    assessment_dict,
    context_dict,
    cut,
    cut_note,
    decision_dict,
    hide_sends,
    scrub,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.action import Action
    from supervisor.core.assessment import Assessment, Decision
    from supervisor.core.context import Context
    from supervisor.core.record_fields import Approval

FIRST_PREV_HASH = bytes(32)
"""`prev_hash` of the first row."""
_ANY_LIMIT_BYTES = 65_536
"""A body above this is searched for long texts at any depth."""
_DEPTH_LIMIT = 20
"""Deepest nesting kept of a value that is not plain JSON."""
_SECRET_MINIMUM = 3
"""A hidden text shorter than this is too common a string to hunt for in reasons and evidence."""
_SURROGATE = re.compile("[\ud800-\udfff]")


class Event(StrEnum):
    """What happened; past tense, and in the order in which an action meets them."""

    RECORD_CREATED = "record_created"
    """First row of every record: `outcome` has `chain`, `public_key` (hex) and `format`."""
    SUPERVISOR_STARTED = "supervisor_started"
    POLICY_LOADED = "policy_loaded"
    AGENT_STARTED = "agent_started"
    DECIDED = "decided"
    """First word of an action: intent, context, assessment and decision, before anything is shown or sent. Comes
    again when a changed target was judged anew."""
    APPROVAL_REQUESTED = "approval_requested"
    HALF_APPROVED = "half_approved"
    """A person made the first of two gestures: `approval` says who, how and after how long. It answers nothing."""
    ANSWERED = "answered"
    """A person answered: `approval` says who, how and after how long, `answer` in `outcome` what; of a yes to an
    action, `sends` lists what will be sent when the target is still the same and the hands are up."""
    LEVEL_CHANGED = "level_changed"
    """Another level of autonomy holds for something: `outcome` says for what, before and after, and why."""
    GRANTED = "granted"
    """An answer was let stand for more: `outcome` says for what and how long."""
    GRANT_ENDED = "grant_ended"
    """A grant ended: `outcome` says why."""
    APPROVAL_CLOSED = "approval_closed"
    """A request ended without an answer; `outcome` says why."""
    SENDING = "sending"
    """Written before a send: `outcome` lists in `sends` what will be sent."""
    OUTCOME = "outcome"
    """How an action ended."""
    REVIEWED = "reviewed"
    """A person went through an action that nobody was asked about: `outcome` has the `mark`, `right` or `wrong`, and
    with `seq` and `hash` the row that decided it; `approval` says who marked it, with their note."""
    BATCH_PRESENTED = "batch_presented"
    """The person was shown that there is something to go through: `outcome` says how many `actions` passed at batch
    review since the last time, and the `ground`, `paused`, `ended` or `many`."""
    UNDONE = "undone"
    """What was done was taken back, or could not be: `outcome` has `how`, the `result`, and with `seq` and `hash` the
    row that decided it."""
    CANARY_MISSED = "canary_missed"
    """A person said yes to a test question, about what nobody wants: `approval` says who and after how long,
    `outcome` what was asked. It is no answer to anything, and nothing was done."""
    CANARY_NOTICED = "canary_noticed"
    """They said no to it."""
    CANARY_WITHDRAWN = "canary_withdrawn"
    """Nobody answered it: a real question took its place, say."""
    BYPASSED = "bypassed"
    """Input came past the gate and everything is stopped for it: `outcome` says what, and by whom."""
    FOREIGN_INPUT = "foreign_input"
    """A program of the person's makes input; told once of each."""
    REPLACED = "replaced"
    """Files that are protected from an agent were replaced while it ran: `outcome` says which are protected `again`,
    and which are `lost`."""
    STOPPED = "stopped"
    PAUSED = "paused"
    RESUMED = "resumed"
    LOCKED = "locked"
    """The screen is locked, or the machine about to sleep: nothing passes until `unlocked`; `outcome` says why."""
    UNLOCKED = "unlocked"
    REARMED = "rearmed"
    AGENT_ENDED = "agent_ended"
    SUPERVISOR_ENDED = "supervisor_ended"
    PROBLEM = "problem"
    """Something the supervisor needs did not work; `outcome` says what."""
    UNREADABLE = "unreadable"
    """Never written: how a reader shows a row that is no longer a record."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row, with exactly the fields that an export shows; None where one does not apply."""

    seq: int
    """Position, from 1 without gaps. Order is by this alone: clocks may jump."""
    time_ns: int
    """CLOCK_REALTIME, ns."""
    agent: str | None
    """Name of the agent; None for the supervisor's own."""
    event: str
    """An `Event`; text, so that records of newer versions can be read."""
    action: dict[str, Any] | None
    """See `action_dict`."""
    context: dict[str, Any] | None
    """See `context_dict`."""
    assessment: dict[str, Any] | None
    """tier, category, evidence."""
    decision: dict[str, Any] | None
    """verdict, rule_id, reason."""
    approval: dict[str, Any] | None
    """approver, gesture, latency_ms, note."""
    outcome: dict[str, Any] | str | None
    """What came of it, or what the event is about."""
    prev_hash: str
    """Hash of the row before, hex."""
    hash: str
    """Hash of this row, hex."""

    @property
    def action_id(self) -> str:
        """Id of the action that it is about; empty for none. One agent's repeat when it begins again."""
        outcome = self.outcome if isinstance(self.outcome, dict) else {}
        return str((self.action or {}).get("id") or outcome.get("action_id") or "")

    def begins_anew(self, agent: str | None) -> bool:
        """Tell whether an agent's ids may repeat from this row on: nothing after it is about an action before it."""
        return self.event == Event.SUPERVISOR_STARTED or (self.event == Event.AGENT_STARTED and self.agent == agent)

    def exported(self) -> dict[str, Any]:
        """Give the row as one flat mapping in the documented order."""
        return {name: getattr(self, name) for name in FIELDS}


FIELDS = tuple(field.name for field in fields(Record))
"""Names of the exported fields, in order."""


def compose(
    seq: int,
    time_ns: int,
    event: Event,
    agent: str | None = None,
    *,
    action: Action | None = None,
    context: Context | None = None,
    assessment: Assessment | None = None,
    decision: Decision | None = None,
    approval: Approval | None = None,
    outcome: Mapping[str, Any] | str | None = None,
    masked: bool = False,
) -> bytes:
    """Write the canonical body of a row.

    Args:
        seq: Position in the record.
        time_ns: CLOCK_REALTIME, ns.
        event: What happened.
        agent: Name of the agent; None for the supervisor's own.
        action: The gesture it is about.
        context: Where it would land.
        assessment: How bad it could be.
        decision: What was decided.
        approval: How a person answered.
        outcome: What came of it.
        masked: Hide what was typed; a password field in `context` hides it without being told.

    Returns:
        The body, UTF-8. Never fails on strange values: those are written as text.
    """
    masked = masked or is_secret(context)
    body: dict[str, Any] = {
        "action": action_dict(action, masked=masked) if action else None,
        "agent": agent and cut(agent),
        "approval": approval_dict(approval) if approval else None,
        "assessment": assessment_dict(assessment) if assessment else None,
        "context": context_dict(context, masked=masked) if context else None,
        "decision": decision_dict(decision) if decision else None,
        "event": event,
        "outcome": hide_sends(outcome) if masked else outcome,
        "seq": seq,
        "time_ns": time_ns,
    }
    if masked and action:
        pasted = [paste.text or "" for paste in context.pastes] if context else []
        for secret in (action.text, *pasted):
            if len(secret) >= _SECRET_MINIMUM:
                _hide_quotes(body, secret)
    return canonical(body)


def is_secret(context: Context | None) -> bool:
    """Tell whether what is typed at `context` must be hidden."""
    if context is None:
        return False
    return context.veiled or (context.element is not None and context.element.is_password)


def _hide_quotes(body: dict[str, Any], secret: str) -> None:
    """Mask `secret` where people and programs put it in words of their own."""
    for name in ("approval", "assessment", "decision", "outcome"):
        body[name] = scrub(body[name], secret)
    body["action"]["reason"] = scrub(body["action"]["reason"], secret)


def chain_hash(prev_hash: bytes, body: bytes) -> bytes:
    """Give the 32-byte hash that binds `body` to everything before it."""
    return hashlib.sha256(prev_hash + body).digest()


def canonical(value: Mapping[str, Any]) -> bytes:
    """Write `value` as canonical JSON; what JSON cannot hold is written as text, long texts are cut."""
    try:
        body = _encoded(value)
    except (TypeError, ValueError, RecursionError):
        body = _encoded(_tame(value))
    if len(body) > _ANY_LIMIT_BYTES:
        body = _encoded(_tame(value))
    return body


def _encoded(value: object) -> bytes:
    text = _ENCODER.encode(value)
    try:
        return text.encode()
    except UnicodeEncodeError:
        # A lone surrogate is no character and strict JSON readers refuse its escape: show its number instead. Names
        # with one are sorted anew, by what is written of them.
        shown = _SURROGATE.sub(lambda found: f"\\\\u{ord(found[0]):04x}", text)
        return _ENCODER.encode(json.loads(shown)).encode()


def _plain(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, set | frozenset) else str(value)


_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_plain
)


def _tame(value: object, depth: int = 0) -> object:
    """Give `value` as plain JSON: names as text, finite numbers, bounded depth and texts."""
    if isinstance(value, str):
        return value if len(value) <= TEXT_LIMIT else {"cut": cut(value), **cut_note(value)}
    if value is None or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, int):
        return value if value.bit_length() <= 64 else cut(hex(value))
    if depth >= _DEPTH_LIMIT:
        return "…"
    if isinstance(value, dict):
        return {cut(str(name)): _tame(member, depth + 1) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [_tame(member, depth + 1) for member in value]
    if isinstance(value, set | frozenset):
        return sorted(cut(str(member)) for member in value)
    return cut(str(value))
