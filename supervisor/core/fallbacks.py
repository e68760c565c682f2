"""Every fallback is a named rule, in this one table, and none of them allows.

# INVARIANT: no entry here may carry Verdict.ALLOW; tests/unit/core/test_fallbacks.py holds that.
"""

from __future__ import annotations

from supervisor.core.assessment import Decision, Verdict

_TABLE: dict[str, tuple[Verdict, str]] = {
    "ui-absent": (Verdict.ASK, "the overlay is not running, so nothing can be shown before it happens"),
    "no-approver": (Verdict.DENY, "this needs an answer and nobody can be asked"),
    "deadline": (Verdict.DENY, "nobody answered within the time the policy sets"),
    "rule-error": (Verdict.DENY, "a policy rule could not be evaluated"),
    "page-unknown": (Verdict.ASK, "a rule depends on the page, and the browser does not tell which one this is"),
    "policy-unsettled": (
        Verdict.DENY,
        "the policy was changed many times and nobody has confirmed it, so nothing is allowed",
    ),
    "record-failed": (Verdict.DENY, "the record could not be written"),
    "outlet-failed": (Verdict.DENY, "the input could not be made, so nothing of it was left half done"),
    "partly-made": (
        Verdict.DENY,
        "a part of the input was made before it was cut off, and what was down was let go",
    ),
    "target-changed": (Verdict.ASK, "the target changed while the action was held"),
    "modified": (Verdict.ASK, "a person changed what the agent proposed"),
    "judge-absent": (Verdict.ASK, "the external judge did not answer"),
    "target-gone": (Verdict.DENY, "the target is gone"),
    "own-window": (Verdict.DENY, "the supervisor's own windows are for people only"),
    "scene-changed": (Verdict.DENY, "the screen changed while the action waited its turn"),
    "rejected-thrice": (
        Verdict.DENY,
        "a person rejected this three times, so it is not asked again: do something else, or let the person do it",
    ),
    "rejected-again": (
        Verdict.DENY,
        "a person has rejected exactly this, and trying again changes nothing: do something else, or ask the person",
    ),
    "behind-reject": (Verdict.DENY, "it was queued behind an action that was rejected"),
    "after-reject": (
        Verdict.DENY,
        "a person has just rejected what this agent wanted, and it went on without a pause",
    ),
    "behind-hold": (Verdict.DENY, "it was queued behind an action that was held too long"),
    "client-gone": (Verdict.DENY, "the program that asked for it has gone"),
    "called-off": (Verdict.DENY, "the agent has taken it back"),
    "tool-redefined": (Verdict.ASK, "its server does not say of this tool what it said at first"),
    "agent-warns": (Verdict.ASK, "the agent itself warns of it"),
    "undo": (Verdict.ASK, "you ordered that something be taken back"),
    "stopped": (Verdict.DENY, "a person pressed stop"),
    "paused": (Verdict.ASK, "a person paused the agents"),
    "locked": (Verdict.ASK, "the screen is locked, so nobody sees what happens"),
    "engine-error": (Verdict.DENY, "the supervisor failed to judge this action"),
    "drop-timeout": (Verdict.DENY, "a held drop was not answered in time and was cancelled"),
    "paste-unsafe": (Verdict.DENY, "what it would paste could not be kept from being changed meanwhile"),
    "unknown-input": (Verdict.DENY, "the request is not one the gate understands"),
    "device-form": (Verdict.DENY, "input may not pretend to come from a physical device"),
    "side-door": (
        Verdict.DENY,
        "agents may not do this to other programs, the desktop or the person's devices",
    ),
    "malformed": (Verdict.DENY, "the request breaks the X11 protocol"),
}

AFTER_NO = frozenset({"after-reject", "rejected-again", "rejected-thrice"})
"""By these a program that goes on after a no is refused, as often as it tries."""
NOT_MADE = {False: "outlet-failed", True: "partly-made"}
"""The fallback for what the outlet could not make, by whether it made a part of it."""
FALLBACK_IDS = frozenset(_TABLE)
"""Ids a policy file may not use for its own rules."""


def fallback(rule_id: str, detail: str = "") -> Decision:
    """Give the decision of a named fallback.

    Args:
        rule_id: A key of the table.
        detail: Extra words for the reason, joined by a colon; may be empty.

    Returns:
        The decision, never allow.

    Raises:
        KeyError: `rule_id` is not in the table.
    """
    verdict, reason = _TABLE[rule_id]
    return Decision(verdict, rule_id, f"{reason}: {detail}" if detail else reason)
