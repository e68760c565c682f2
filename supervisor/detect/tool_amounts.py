"""How much money a call of a tool is about, and how many things: the figures that rules may match."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from supervisor.core.facts import Control
from supervisor.detect.figures import amount_in
from supervisor.detect.tool_names import OF_MONEY, Deed, key_is, meaning_of_tool, words_of, words_of_key
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from supervisor.core.tool_call import ToolCall

_AMOUNTS = wordlist("amount amounts price cost fee subtotal bid notional cents dollars euros usd eur gbp")
_TOTALS = wordlist("total totals")
"""Of money, or of whatever stands beside it: `total_pages`."""
_VALUES = wordlist("value values sum")
"""Of money where the call is about money, and of anything else elsewhere."""
_PIECES = wordlist("quantity qty shares units")
_MONEY = OF_MONEY | wordlist(
    "currency money cash bank banking wallet pay paypal stripe broker trading ledger finance spend buy sell send"
    " withdraw deposit wire donate tip price cost fee amount usd eur gbp eth btc crypto"
)
_COUNTED = wordlist(
    "count page pages item items result results token tokens thought thoughts line lines row rows step steps file"
    " files size length time duration second seconds ms minute minutes hour hours byte bytes message messages"
    " question questions task tasks part parts chunk chunks word words character characters attempt attempts"
)
_MOVED = wordlist("scroll zoom swipe wheel rotate px pixel pixels volume brightness opacity blur")
"""What an amount is of that is no money, in a key or in a tool's name."""
_NOTHING = frozenset({"", "-", "none", "null", "nil", "nothing", "zero", "free", "gratis", "n/a", "na"})


def items_of_call(call: ToolCall) -> int | None:
    """Give the length of the longest list that a call is given; None for none."""
    counts: dict[str, int] = {}
    for key, _ in call.values:
        counts[key] = counts.get(key, 0) + 1
    several = [count for count in counts.values() if count > 1]
    return max(several, default=None)


def amount_of_call(call: ToolCall) -> float | None:
    """Give the largest amount of money that a call is given.

    What is bought or sold by the piece counts as often as there are pieces.

    Returns:
        The amount; infinity where something is said of it that is no number; None where nothing is said.
    """
    looks = meaning_of_tool(call.name, call.server)[0] is Deed.READS
    money = _is_about_money(call)
    known = [
        _figure(value, sure=_is_amount(call, key) and not looks)
        for key, value in call.values
        if _is_amount(call, key) or (money and _is_value(key, value))
    ]
    largest = max((one for one in known if one is not None), default=None)
    if largest is None:
        return None
    pieces = [_figure(value, sure=not looks) for key, value in call.values if key_is(key, _PIECES)]
    # Nothing of what nobody can count is no number.
    total = largest * max([1, *(one for one in pieces if one is not None)])
    return math.inf if math.isnan(total) else total


def _is_amount(call: ToolCall, key: str) -> bool:
    if key_is(key, _AMOUNTS):
        words = set(words_of_key(key))
        return not (words | set(words_of(call.name))) & _MOVED or bool(words & (_AMOUNTS - {"amount", "amounts"}))
    return key_is(key, _TOTALS) and _COUNTED.isdisjoint(words_of_key(key))


def _is_value(key: str, value: Any) -> bool:
    """Tell whether a value, which may be anything, is one number."""
    return key_is(key, _VALUES) and (not isinstance(value, str) or amount_in(value) != math.inf)


def _is_about_money(call: ToolCall) -> bool:
    """Tell whether a value is one of money: nobody says so of a tool that does what its name does not tell."""
    deed, control, _ = meaning_of_tool(call.name, call.server)
    words = {*words_of(call.name), *words_of(call.server), *(word for key in call.keys for word in words_of_key(key))}
    if words & _MONEY or control is Control.PAY:
        return True
    return deed not in (Deed.READS, Deed.FILLS, Deed.MAKES, Deed.PRESSES) and control is not Control.SETTING


def _figure(value: Any, *, sure: bool) -> float | None:
    """Give a number without its sign: what is taken back may be as much as what is given.

    Args:
        value: Whatever it is.
        sure: It is an amount; what is no number then is one that nobody knows.
    """
    if isinstance(value, str):
        found = amount_in(value)
        return math.inf if found is None and sure and value.strip().lower() not in _NOTHING else found
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return abs(float(value))
    except OverflowError:
        return math.inf
