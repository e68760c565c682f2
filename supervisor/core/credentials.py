"""Secrets inside of texts that are not secret as a whole: what follows `--password=` in a command, and its like.

They are told by the words before them, so that a secret is known from its first character on, while it is typed. What
is only the name of a secret (`$TOKEN`, `--password-file=x`, `--password-stdin`) is none.

Sources: manual pages of curl, mysql, sshpass, openssl, redis-cli, docker; RFC 6750 and 7617 (Authorization), RFC 3986
(user information in URLs); the prefixes that GitHub, GitLab, Slack, AWS, Stripe and OpenAI give to their tokens.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import re2  # type: ignore[import-untyped]  # google-re2 ships no types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MASK = "••••••••"
"""Stands for a secret, whatever its length."""

# RE2: an agent chooses the text, and must not be able to make the search long.
_QUICK = (
    r"(?i)pass|pwd|secret|token|key|bearer|basic|auth|credential|://|curl|wget|http|mysql|maria|redis|login"
    r"|gh[pousr]_|github_pat_|glpat-|xox|AKIA|ASIA|sk[-_]|rk_|eyJ|-----BEGIN"
)
"""Texts without any of these have no secret: most."""
# A value: quoted, with the quote open while it is typed, or up to the next blank.
_VALUE = r"""(?:"(?P<quoted>[^"\n]*)|'(?P<single>[^'\n]*)|(?P<value>[^\s"'&;|<>]+))"""
_WORD = r"""(?P<value>[^\s"'&;|<>]+)"""
_NAME = (
    r"(?P<name>[a-z0-9_.-]{0,60}(?:pass(?:word|wd|phrase|code)?|passwort|pwd|secret|token|api[_-]?key|access[_-]?key"
    r"|secret[_-]?key|private[_-]?key|auth[_-]?key|encryption[_-]?key|credentials?)[a-z0-9_.-]{0,40})"
)
_PATTERNS = (
    # --password=x, --db-password x, /password:x
    rf"(?:^|[^\w/-])(?:--?|/){_NAME}(?:[=:]\s*|\s+){_VALUE}",
    # PASSWORD=x, AWS_SECRET_ACCESS_KEY=x, "password": "x", password: x
    rf"(?:^|[^\w.-])[\"']?{_NAME}[\"']?\s*[=:]\s*{_VALUE}",
    # A header and its value, up to the quote.
    rf"authorization[\"']?\s*[:=]\s*[\"']?(?:(?:bearer|basic|token|digest|negotiate|apikey)\s+)?{_WORD}",
    rf"\b(?:bearer|x-api-key:|x-auth-token:|private-token:)\s+{_WORD}",
    # What stands before the host in an address.
    r"\b[a-z][a-z0-9+.-]{0,20}://[^\s/:@\"']*:(?P<value>[^\s/@\"']+)(?:@|$)",
    # Programs whose short options are secrets.
    rf"\bsshpass\s+-p\s*{_VALUE}",
    r"\b(?:curl|wget|https?)\b[^|;&\n]*?\s(?:-u|--user|--proxy-user)[=\s]*[\"']?[^\s:\"']+:(?P<value>[^\s\"']+)",
    r"\b(?:mysql\w*|mariadb[\w-]*)\b[^|;&\n]*?\s-p(?P<value>[^\s\"'&;|<>=-][^\s\"'&;|<>]*)",
    rf"\blogin\b[^|;&\n]*?\s-p[=\s]+{_VALUE}",
    rf"\bredis-cli\b[^|;&\n]*?\s-a\s+{_VALUE}",
    rf"\bpass:{_WORD}",
    # Tokens by their shape.
    r"\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|sk-(?:proj-|ant-)?|[sr]k_live_)(?P<value>[\w-]{8,})",
    r"(?-i:\b(?:AKIA|ASIA)(?P<value>[0-9A-Z]{12,}))",
    r"(?-i:\beyJ[\w-]{8,}\.(?P<value>[\w-]+(?:\.[\w-]*)?))",
    r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?P<value>[^-]+)",
)
_NAMES_OF_OTHERS = re.compile(
    r"(?:file|path|stdin|env|name|type|ttl|length|policy|command|url|uri|expir[a-z]*|prompt|store|helper|count|id"
    r"|authentication|less|field)\Z",
    re.IGNORECASE,
)
"""`password-file`, `secret_name`: with these behind, it is not the secret that follows."""
_IS_SECRET = re.compile(
    r"passw|passphrase|passcode|(?:^|[_.-]|db|my|user|root|admin)pass(?:$|[_.-])|(?:^|[_.-]|[a-z])pwd|secret|token"
    r"|key|credentials?(?:$|[_.-])"
)
"""`db_pass` and `password2`, not `passing`."""
_FOLDERS = frozenset({"pwd", "oldpwd"})
_VARIABLE = re.compile(r"\$[\w{(]|%\w+%|<")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which RE2 does not take."""
_SHORTEST = 5
_SHORT = 120
_LONGEST = 20_000
"""Of a longer text both ends are searched: more than that nobody is shown, and the record cuts it."""


class _Match(Protocol):
    def group(self, number: int) -> str | None:
        """Give what a group matched."""

    def span(self, number: int) -> tuple[int, int]:
        """Give where."""


class Pattern(Protocol):
    """The part of a compiled RE2 pattern that is used here."""

    groupindex: dict[str, int]

    def search(self, text: str) -> object | None:
        """Look anywhere in `text`."""

    def finditer(self, text: str) -> Iterator[_Match]:
        """Give all places that do not overlap."""


def _compile(pattern: str) -> Pattern:
    compiled: Pattern = re2.compile(f"(?i){pattern}")
    return compiled


_SEEMS: Pattern = _compile(_QUICK)
_COMPILED = tuple(_compile(pattern) for pattern in _PATTERNS)


def secret_spans(text: str) -> list[tuple[int, int]]:
    """Give where secrets stand in a text: (start, end) in characters, in order, without overlaps."""
    if len(text) < _SHORTEST or (len(text) < _SHORT and not _may_hold(text)):
        return []
    try:
        if not _SEEMS.search(text):
            return []
    except UnicodeEncodeError:
        return secret_spans(_SURROGATE.sub("?", text))
    if len(text) > _LONGEST:
        half = _LONGEST // 2
        tail = len(text) - half
        return secret_spans(text[:half]) + [(tail + a, tail + b) for a, b in secret_spans(text[tail:])]
    return merged(
        span for pattern in _COMPILED for match in pattern.finditer(text) if (span := _secret(match, pattern))
    )


@lru_cache(maxsize=1024)
def _may_hold(text: str) -> bool:
    """Tell whether a short text may hold a secret: the same titles, names and words come again with every row."""
    try:
        return _SEEMS.search(text) is not None
    except UnicodeEncodeError:
        return True


def _secret(match: _Match, pattern: Pattern) -> tuple[int, int] | None:
    """Give where the value of a match is; None when it is none, or no secret."""
    if "name" in pattern.groupindex:
        name = (match.group(pattern.groupindex["name"]) or "").lower()
        if name in _FOLDERS or _NAMES_OF_OTHERS.search(name) or not _IS_SECRET.search(name):
            return None
    for group in ("value", "quoted", "single"):
        number = pattern.groupindex.get(group, 0)
        value = match.group(number) if number else None
        if value:
            # In single quotes a dollar is a dollar.
            return None if group != "single" and _VARIABLE.match(value) else match.span(number)
    return None


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give spans in order, with those that touch made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """Give `text` with `MASK` in place of each span."""
    for start, end in reversed(spans):
        text = f"{text[:start]}{MASK}{text[end:]}"
    return text
