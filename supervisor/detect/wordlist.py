"""Long lists of words, written as a person reads them."""

from __future__ import annotations


def wordlist(text: str) -> frozenset[str]:
    """Give the words of a text, split at blanks and line ends."""
    return frozenset(text.split())
