"""What the name of a tool says: `send_email`, `files.delete`, `getUserById`.

Makers of tools name them as makers of command line tools name their subcommands, a verb and what it is about; so the
verbs are those of `shell.verbs`, with what only tools have.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from supervisor.core.facts import Control
from supervisor.detect.shell import verbs
from supervisor.detect.wordlist import wordlist


class Deed(StrEnum):
    """What a tool does, as far as its name says."""

    READS = "reads"
    MAKES = "makes"
    """Adds or changes what can be set back."""
    CHANGES = "changes"
    """Stops or changes something that is in use."""
    RUNS = "runs"
    """Runs what it is given."""
    FILLS = "fills"
    """Types into something that only the tool sees."""
    PRESSES = "presses"
    """Presses something that only the tool sees."""
    UNKNOWN = "unknown"


_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_JOINING = frozenset({"and", "or", "then"})

_READING = verbs.READING - wordlist(
    "users groups members secrets tokens tags tasks jobs images nodes dump receive"
) | wordlist(
    """
    retrieve fetch open access screenshot capture summarize summarise analyze analyse calculate compute ask think
    resolve translate detect extract parse scrape crawl sequentialthinking weather time now navigate goto wait hover
    scroll back forward snapshot download watch follow
    """
)
_RUNNING = wordlist(
    "run execute exec eval evaluate invoke call launch shell bash sh powershell command cmd script terminal python"
    " spawn trigger dispatch"
)
_PRESSING = wordlist("click press tap drag drop dblclick doubleclick check uncheck keyboard mouse")
_FILLING = wordlist("type fill")
_DESTROYING = verbs.DESTROYING | wordlist("unsend overwrite nullify disband")
_CHANGING = verbs.CHANGING - wordlist("close clean lock activate") | wordlist(
    "replace disable block ban mute kick deactivate"
)
_MADE_ONLY = wordlist(
    """
    write append insert modify rename duplicate draft save put set mark toggle register upsert store remember
    assign unassign close reopen organize organise complete schedule book patch restore lock turn switch transition
    adjust dim
    """
)
_MAKING = (verbs.MAKING | verbs.MILD | _MADE_ONLY) - wordlist("replace disable block send upload push merge invite")
_PAYING = wordlist(
    "pay charge refund purchase buy donate tip bid trade sell withdraw deposit wire payout checkout spend stake swap"
    " mint bet"
)
_OF_MONEY = wordlist(
    "payment payments charge charges refund refunds order orders purchase payout payouts transfer transfers"
    " subscription subscriptions invoice checkout transaction transactions trade money funds bid bet"
)
_SENDING = wordlist("send resend reply respond forward email mail dm text sms notify message whisper call dial fax")
_COMPOSING = wordlist("create make write compose new add schedule post")
_OF_MAIL = wordlist("message messages email emails mail dm sms reply")
_PUBLISHING = wordlist(
    "publish post tweet deploy release merge push share submit upload promote broadcast announce comment review"
    " approve vote like retweet"
)
_OF_OTHERS = wordlist(
    "issue pr pullrequest comment comments review release gist post tweet thread discussion page site website"
)
_OF_RIGHTS = wordlist(
    "permission permissions role roles access member members collaborator user users admin acl policy membership"
    " token tokens key keys credential credentials password passwords secret secrets webhook webhooks invitation"
    " account accounts"
)
_GRANTING = wordlist("grant revoke invite impersonate rotate authorize authorise subscribe unsubscribe")
_SECRETS = wordlist(
    "secret secrets password passwords credential credentials apikey apikeys passphrase vault keychain privatekey"
)
_INSTALLING = wordlist("install uninstall upgrade")
_PACKAGES = wordlist("package packages extension plugin app application software dependency dependencies")


def words_of(name: str) -> tuple[str, ...]:
    """Cut a name at its joints, in small letters: `getUserById`, `get-user_by.id` give get, user, by, id."""
    return tuple(part.lower() for part in _PARTS.findall(name))


def is_about_secrets(name: str) -> bool:
    """Tell whether passwords or keys are among the words of a name."""
    return not _SECRETS.isdisjoint(words_of(name))


@lru_cache(maxsize=512)
def meaning_of_tool(name: str, server: str = "") -> tuple[Deed, Control | None, bool]:
    """Tell what a tool does by its name.

    Args:
        name: The name, as its server says it.
        server: The server's name, which many put before those of their tools.

    Returns:
        The deed; what it does where that has a name of its own; and whether it hands out secrets.
    """
    words = words_of(name)
    of_server = set(words_of(server)) | {"mcp", "tool", "server", "api", "browser"}
    kept = tuple(word for word in words if word not in of_server) or words
    parts = _split(kept)
    found = [_part(part) for part in parts]
    deed, control = max(found, key=lambda one: (_BADNESS[one[0]], one[1] is not None))
    control = control or next((one for _, one in found if one is not None), None)
    return deed, control, not _SECRETS.isdisjoint(kept)


_BADNESS = {
    deed: n
    for n, deed in enumerate(
        (Deed.READS, Deed.FILLS, Deed.MAKES, Deed.PRESSES, Deed.UNKNOWN, Deed.CHANGES, Deed.RUNS)
    )
}


def _split(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Cut at `and`, `or`, `then`: `read_and_delete` does both."""
    parts: list[tuple[str, ...]] = []
    part: list[str] = []
    for word in words:
        if word in _JOINING and part:
            parts.append(tuple(part))
            part = []
        else:
            part.append(word)
    return [*parts, tuple(part)] if part else parts or [words]


def _part(words: tuple[str, ...]) -> tuple[Deed, Control | None]:
    """Tell it by the verb: the first word, else the last, else any that is one."""
    if not words:
        return Deed.UNKNOWN, None
    first, last, rest = words[0], words[-1], set(words)
    for verb in (first, last, *words[1:-1]):
        about = rest - {verb}
        found = _verb(verb, about)
        if found is not None:
            return found
    return Deed.UNKNOWN, None


def _verb(verb: str, about: set[str]) -> tuple[Deed, Control | None] | None:
    changed = _changing(verb, about)
    if changed is not None:
        return Deed.CHANGES, changed
    for deed, known, control in _PLAIN:
        if verb in known:
            return deed, control
    if verb in _CHANGING:
        return Deed.CHANGES, Control.ACCOUNT if about & _OF_RIGHTS else None
    if verb in _MAKING:
        made = _made(verb, about)
        return (Deed.MAKES, None) if made is None else (Deed.CHANGES, made)
    return None


_PLAIN: tuple[tuple[Deed, frozenset[str], Control | None], ...] = (
    (Deed.READS, _READING, None),
    (Deed.RUNS, _RUNNING, Control.RUN),
    (Deed.PRESSES, _PRESSING, None),
    (Deed.FILLS, _FILLING, None),
)


def _changing(verb: str, about: set[str]) -> Control | None:
    """Give what a verb does that says it by itself."""
    if verb in _DESTROYING:
        return Control.UNINSTALL if about & _PACKAGES else Control.DELETE
    if verb in _INSTALLING:
        return Control.UNINSTALL if verb == "uninstall" else Control.INSTALL
    if verb in _PAYING or (verb in ("transfer", "cancel", "confirm", "place") and about & _OF_MONEY):
        return Control.PAY
    if verb in _GRANTING:
        return Control.ACCOUNT
    if verb in _SENDING or (verb in _COMPOSING and about & _OF_MAIL and "draft" not in about):
        return Control.SEND
    if verb in _PUBLISHING:
        return Control.ACCOUNT if about & _OF_RIGHTS else Control.PUBLISH
    return None


def _made(verb: str, about: set[str]) -> Control | None:
    """Give what it does to make or change something, where that has a name of its own."""
    if verb == "draft" or about & {"draft", "drafts"}:
        return None
    if about & _OF_MONEY:
        return Control.PAY
    if about & _OF_RIGHTS:
        return Control.ACCOUNT
    if about & _OF_OTHERS or {"pull", "request"} <= about:
        return Control.PUBLISH
    return None
