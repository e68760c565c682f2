"""How sure the answers make it that an agent is right, and when they say that it has become worse.

*The bound.* Whether an agent is promoted is looked at after each answer. A bound for one look (Wilson, Clopper and
Pearson) fails then: who looks often enough at an agent that is not good enough finds a moment at which it seems so.
The bound here holds at all looks together: with a Beta prior B(a, b) the ratio B(a+s, b+f) / (B(a, b) p^s (1-p)^f)
is, for the true rate p, a martingale that begins at 1, and by Ville's inequality it ever reaches 1/risk with a
probability of at most risk. The rates at which it has not are the interval; its lower end is the bound. (H.
Robbins, Statistical methods related to the law of the iterated logarithm, Annals of Mathematical Statistics 41,
1970; S. Howard, A. Ramdas, J. McAuliffe, J. Sekhon, Time-uniform, nonparametric, nonasymptotic confidence
sequences, Annals of Statistics 49, 2021.)

*The rise.* Page's cumulative sum for a rate that was tolerated against three times that (E. S. Page, Continuous
inspection schemes, Biometrika 41, 1954). At the tolerated rate it rings at most once in `RINGS_ONCE_IN` answers on
average (G. Lorden, Annals of Mathematical Statistics 42, 1971).
"""

from __future__ import annotations

import math
from functools import lru_cache

PRIOR = (19.0, 1.0)
"""Beta prior of the rate: it decides how soon a good agent is known, never how often a bad one passes for good."""
RINGS_ONCE_IN = 1000
_THRESHOLD = math.log(RINGS_ONCE_IN)
_STEPS = 40
"""Halvings: the bound is exact to a millionth of a millionth."""
_WORSE = 3.0
_WORST = 0.9


def risk_of_attempt(risk: float, attempt: int) -> float:
    """Give the part of a risk that one attempt may take, so that all attempts together take no more than all of it.

    Args:
        risk: For all attempts.
        attempt: Which one, from 1.
    """
    return risk / (attempt * (attempt + 1))


@lru_cache(maxsize=65_536)
def lower_bound(right: int, wrong: int, risk: float) -> float:
    """Give what the rate of being right is not below.

    Args:
        right: Answers for the agent.
        wrong: Answers against it.
        risk: With what probability, at most, the bound is above the true rate at any of all looks, 0 to 1.

    Returns:
        0 to 1.
    """
    if right <= 0:
        return 0.0
    low, high = 0.0, right / (right + wrong)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _log_ratio(right, wrong, middle) >= -math.log(risk):
            low = middle
        else:
            high = middle
    return low


def _log_ratio(right: int, wrong: int, rate: float) -> float:
    a, b = PRIOR
    unlikely = right * math.log(rate) + (wrong * math.log1p(-rate) if wrong else 0.0)
    return _log_beta(a + right, b + wrong) - _log_beta(a, b) - unlikely


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def rise_after(rise: float, tolerated: float, *, wrong: bool) -> float:
    """Give how much speaks for a rise in errors after one more answer.

    Args:
        rise: What spoke for it before, from 0.
        tolerated: The rate of errors that is tolerated, above 0 and below 1.
        wrong: The answer was against the agent.
    """
    worse = min(_WORSE * tolerated, max(_WORST, tolerated))
    odds = worse / tolerated if wrong else (1 - worse) / (1 - tolerated)
    return max(0.0, rise + math.log(odds))


def has_risen(rise: float) -> bool:
    """Tell whether enough speaks for a rise in errors."""
    return rise >= _THRESHOLD
