"""What the name of a tool says: `send_email`, `files.delete`, `getUserById`.

Makers of tools name them as makers of command line tools name their subcommands, a verb and what it is about; so the
verbs are those of `shell.verbs`, with what only tools have.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import normalize

from supervisor.core.facts import Control
from supervisor.core.tool_call import LONGEST_NAME
from supervisor.detect.shell import verbs
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator


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

_SEEN = wordlist(
    """
    info status version versions history size tree doc docs snapshots containers volumes networks services hash
    md5sum sha256sum url env metadata quota activity graph inventory facts processes sessions digest catalog health
    usage ip events port dirs root licenses changelog stat stats log logs top manifest report weather time
    now exist exists home details messages requests matrix schema indexes directions
    """
)
"""What is looked at: last in a name it says what is given, before other words it says nothing of what is done."""
_ASKING = wordlist("about which where why current weather")
"""Words that begin a name which has no verb."""
_READING = verbs.READING - _SEEN - _ASKING - wordlist(
    "users groups members secrets tokens tags tasks jobs images nodes dump receive"
) | wordlist(
    """
    retrieve fetch screenshot capture summarize summarise analyze analyse calculate compute ask think
    resolve translate detect extract parse scrape crawl sequentialthinking navigate goto wait hover
    scroll back snapshot geocode research reason
    """
)
_LISTING = wordlist("list get read search find fetch show view lookup")
"""Verbs that stand behind what they are about: `email_search`."""
_OPENING = wordlist("open access watch follow")
_OPENED = wordlist(
    "file files document documents page pages webpage website url urls link links redirects tab node nodes note notes"
    " folder directory image pdf log logs"
)
"""What is only shown when it is opened or followed."""
_SETTLED = wordlist(
    "thread threads issue comment comments conflict conflicts discussion review ticket incident dispute alert"
)
"""What is changed when it is resolved; all else is looked up."""
_TICKED = wordlist("box checkbox element option radio")
_RUNNING = wordlist(
    "run execute exec eval evaluate invoke call launch shell bash sh powershell command cmd script terminal python"
    " spawn trigger dispatch"
)
_PRESSING = wordlist("click press tap drag drop dblclick doubleclick check uncheck keyboard mouse")
_FILLING = wordlist("type fill")
_DESTROYING = verbs.DESTROYING | wordlist("unsend overwrite nullify disband")
_CHANGING = verbs.CHANGING - wordlist("close clean lock activate") | wordlist(
    "replace disable block ban mute kick deactivate sign"
)
_MADE_ONLY = wordlist(
    """
    write append insert modify rename duplicate draft save put set mark toggle register upsert store remember
    assign unassign close reopen organize organise complete schedule book patch restore lock turn switch transition
    adjust dim
    """
)
_MAKING = (verbs.MAKING | verbs.MILD | _MADE_ONLY) - wordlist(
    "replace disable block send upload push merge invite open watch sign"
)
_PAYING = wordlist(
    "pay charge refund purchase buy donate tip bid trade sell withdraw deposit wire payout checkout spend stake swap"
    " mint bet"
)
OF_MONEY = wordlist(
    "payment payments charge charges refund refunds order orders purchase payout payouts transfer transfers"
    " subscription subscriptions invoice checkout transaction transactions trade money funds bid bet"
    " position positions"
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
_NAMES = wordlist(
    """
    email emails mail message messages sms text dm post comment review release call order trade charge refund pull
    shell bash sh terminal python command script
    """
)
"""Verbs that name a thing as often: a server, or what a list is of."""
_NO_NOUNS = (_DESTROYING - wordlist("trash expire sweep rd rb")) | wordlist(
    """
    write append insert modify edit rename replace upsert create save
    kill restart reboot shutdown poweroff deactivate suspend drain cordon detach revoke rotate unset rollback failover
    unregister disable ban kick unlock impersonate invalidate authorize authorise
    send resend notify respond publish submit approve pay buy sell withdraw donate
    install uninstall execute exec eval invoke spawn click apply clear reset
    """
)
"""Verbs that are hardly ever what something is called, wherever they stand."""
_LOOKED_WITH = wordlist("snapshot screenshot scan plan preview crawl capture scrape")
"""Verbs that look, or name what the last word is done to."""
_THINGS_TOO = wordlist(
    "compute query list view search scan snapshot research watch track trace report process monitor check count diff"
    " crawl capture index render plan preview analysis lookup"
)
"""Verbs that look, and name what the last word is done to where that is one that does more: `query_cancel`."""
_ENDS = wordlist(
    """
    stop cancel abort pause resume start suspend terminate detach attach resize leave join follow unfollow subscribe
    unsubscribe mute unmute clear approve reject accept decline deny revoke grant enable disable activate deactivate
    execute run rerun invoke submit confirm migrate reboot restart shutdown kill add create insert write edit modify
    rename unset replace ban kick unarchive publish unpublish lock unlock trigger signal flush rotate rollback retry
    dismiss assign unassign reopen upgrade downgrade destroy purge renew
    """
)
"""Verbs that, last in a name, say what is done; as nouns they hardly end one."""
_RARE_NOUNS = wordlist("deploy upload transfer merge push")
"""Verbs that are one where something follows that they can act on."""
_TOLD_OF = wordlist(
    """
    status state states history info log logs policy policies result results count counts options option settings
    setting rule rules stats statistics metrics request requests template templates schema url urls link links rate
    rates time times date dates order orders price prices quote quotes limit limits period stubs event events error
    errors queue type types id ids plan preview key keys
    """
)
"""What makes a verb before it the name of a thing: `restart_policy`, `deploy_keys`."""
_GRAVEST = frozenset({Control.DELETE, Control.PAY, Control.SEND})
_PACKAGES = wordlist("package packages extension plugin app application software dependency dependencies")


def words_of(name: str) -> tuple[str, ...]:
    """Cut a name at its joints, in small letters: `getUserById`, `get-user_by.id` give get, user, by, id."""
    return _words_of_name(name) if len(name) <= LONGEST_NAME else _words_of_text(name)


def words_of_key(key: str) -> tuple[str, ...]:
    """Cut an argument's key likewise; of one that is longer than any name, what it begins and ends with."""
    return _words_of_name(_short(key))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME // 2]} {name[-(LONGEST_NAME // 2 - 1) :]}"


def _words_of_text(text: str) -> tuple[str, ...]:
    # Piece by piece: marks that are strewn over a letter by the thousand are put in order in quadratic time.
    pieces = (text[start : start + LONGEST_NAME] for start in range(0, len(text), LONGEST_NAME))
    return tuple(part.lower() for part in _PARTS.findall("".join(normalize("NFKC", piece) for piece in pieces)))


@lru_cache(maxsize=1024)
def _words_of_name(name: str) -> tuple[str, ...]:
    return _words_of_text(name)


def key_is(key: str, words: frozenset[str]) -> bool:
    """Tell whether an argument's key is one of the words: all of it, its first or its last."""
    parts = words_of_key(key)
    return "".join(parts) in words or (bool(parts) and (parts[-1] in words or parts[0] in words))


def key_holds(key: str, words: frozenset[str]) -> bool:
    """Tell whether an argument's key says that such a thing is its value, rather than what that is called or where.

    `script` holds a script; `script_name`, `command_id` and `query_file` do not, and neither does `country_code`.
    """
    parts = words_of_key(key)
    if len(parts) > 1 and (parts[-1] in _OF_A_THING or (parts[-1] == "code" and parts[-2] in _CODED)):
        return False
    return key_is(key, words)


_OF_A_THING = wordlist(
    """
    id ids uid uuid guid ref hash digest name names title label file files filename path paths dir directory folder
    url uri link type types kind language lang format encoding version index number count size length limit status
    state date time timeout challenge verifier method level category tag tags description author owner
    """
)
_CODED = wordlist(
    """
    country language lang error status zip postal post currency area airport iata icao color colour promo coupon
    verification exit region state product item discount invite qr bar tax bank sort swift zone dialing reason
    response
    """
)
"""What has codes that are no program."""


def is_about_secrets(name: str) -> bool:
    """Tell whether passwords or keys are among the words of a name."""
    return not _SECRETS.isdisjoint(words_of(name))


def meaning_of_tool(name: str, server: str = "") -> tuple[Deed, Control | None, bool]:
    """Tell what a tool does by its name.

    Args:
        name: The name, as its server says it; of one that is too long what it begins and ends with counts.
        server: The server's name, which many put before those of their tools.

    Returns:
        The deed; what it does where that has a name of its own; and whether it hands out secrets.
    """
    return _meaning(_short(name), _short(server))


@lru_cache(maxsize=512)
def _meaning(name: str, server: str) -> tuple[Deed, Control | None, bool]:
    words = words_of(name)
    kept = _without_server(words, words_of(server))
    found = [_part(part) for part in _split(kept)]
    deed, control = max(found, key=_gravity)
    control = control or next((one for _, one in found if one is not None), None)
    return deed, control, _hands_out_secrets(words, words_of(server))


def _without_server(words: tuple[str, ...], server: tuple[str, ...]) -> tuple[str, ...]:
    """Strike the server's name where the tool's begins with all of it, unless it says itself what is done."""
    own = tuple(word for word in server if word not in _OF_NO_MEANING)
    kept = tuple(word for word in words if word not in _OF_NO_MEANING) or words
    if own and kept[: len(own)] == own and len(kept) > len(own) and not any(map(_acts, own)):
        return kept[len(own) :]
    return kept


_OF_NO_MEANING = wordlist("mcp tool server api browser")


def _acts(word: str) -> bool:
    found = _verb(word, set())
    return found is not None and found[0] is not Deed.READS and word not in _NAMES


def _hands_out_secrets(words: tuple[str, ...], server: tuple[str, ...]) -> bool:
    secret = _SECRETS & {*words, *server}
    # Notes are kept in a vault by some programs.
    return bool(secret) and (secret != {"vault"} or ("vault" in words and _OF_NOTES.isdisjoint(words)))


_OF_NOTES = wordlist("note notes file files folder folders tag tags")


def _gravity(found: tuple[Deed, Control | None]) -> tuple[bool, int, bool]:
    """Sort key; what runs something is judged by what it is given, so that it never hides what cannot be undone."""
    deed, control = found
    return control in _GRAVEST, _BADNESS[deed], control is not None


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
    parts = [*parts, tuple(part)] if part else parts or [words]
    # `cancel_and_get_order` cancels an order.
    return [(*one, *parts[-1][1:]) if len(one) == 1 else one for one in parts]


def _part(words: tuple[str, ...]) -> tuple[Deed, Control | None]:
    """Tell it by the verb, the first word, else the last, else any that is one; a graver verb behind it counts."""
    if not words:
        return Deed.UNKNOWN, None
    return max([_main(words), *_besides(words)], key=_gravity)


def _main(words: tuple[str, ...]) -> tuple[Deed, Control | None]:
    first, last, rest = words[0], words[-1], set(words)
    if first in _NAMES and last in _LISTING:
        return Deed.READS, None
    for verb in (first, last, *words[1:-1]):
        about = rest - {verb}
        found = _verb(verb, about)
        if found is not None:
            return found
    return (Deed.READS if last in _SEEN or first in _ASKING else Deed.UNKNOWN), None


def _besides(words: tuple[str, ...]) -> Iterator[tuple[Deed, Control | None]]:
    """Give what a name does besides its first verb: `read_write`, `get_delete_user`, `snapshot_restore`."""
    ends = words[0] in _THINGS_TOO and words[-1] in _ENDS
    if len(words) > 1 and (ends or (words[0] in _LOOKED_WITH and words[-1] not in _NAMES)):
        found = _verb(words[-1], set(words[:-1]))
        if found is not None or ends:
            yield found or (Deed.UNKNOWN, None)
    for verb, behind in pairwise((*words[1:], "")):
        told = behind in _TOLD_OF and verb not in _DESTROYING
        if (verb in _NO_NOUNS and not told) or (verb in _RARE_NOUNS and behind and not told):
            found = _verb(verb, set(words) - {verb})
            if found is not None:
                yield found


def _verb(verb: str, about: set[str]) -> tuple[Deed, Control | None] | None:
    changed = _changing(verb, about)
    if changed is not None:
        return Deed.CHANGES, changed
    if verb in _OPENING or verb in ("resolve", "check"):
        return _by_what(verb, about)
    for deed, known, control in _PLAIN:
        if verb in known:
            return deed, control
    if verb in _CHANGING:
        return Deed.CHANGES, Control.ACCOUNT if about & _OF_RIGHTS else None
    if verb in _MAKING:
        made = _made(verb, about)
        return (Deed.CHANGES if made is not None or about & _IN_USE else Deed.MAKES), made
    return None


def _by_what(verb: str, about: set[str]) -> tuple[Deed, Control | None]:
    """Tell what a verb does that only what it is about makes clear."""
    if verb == "check":
        if about & {"out", "in"}:
            return Deed.UNKNOWN, None
        return (Deed.PRESSES if not about or about & _TICKED else Deed.READS), None
    if verb == "resolve" and not about & _SETTLED:
        return Deed.READS, None
    made = _made(verb, about if verb == "resolve" else about - _OPENED)
    if made is not None:
        return Deed.CHANGES, made
    if verb == "resolve":
        return Deed.MAKES, None
    if about & _STARTED:
        return Deed.RUNS, Control.RUN
    return (Deed.READS if about & _OPENED else Deed.UNKNOWN), None


_STARTED = wordlist("app application program")

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
    if verb in _PAYING or (verb in ("transfer", "cancel", "confirm", "place", "capture") and about & OF_MONEY):
        return Control.PAY
    if verb in _GRANTING:
        return Control.ACCOUNT
    if verb in _SENDING or (verb in _COMPOSING and about & _OF_MAIL and "draft" not in about):
        return Control.SEND
    if verb in _CALLING and about & {"call", "calls"}:
        return Control.SEND
    if verb == "book" and about & _BOOKED:
        return Control.PAY
    if verb in _PUBLISHING:
        return Control.ACCOUNT if about & _OF_RIGHTS else Control.PUBLISH
    return None


_CALLING = wordlist("make start place create begin schedule")
_BOOKED = wordlist("flight flights hotel room ticket tickets trip ride taxi car train seat cruise")
_OF_SYSTEMS = wordlist("config configuration setting settings preference preferences firewall")
_SETTING_UP = wordlist("set update edit modify configure patch put write save")
_IN_USE = wordlist("kubectl kubernetes k8s terraform tofu pulumi helm cluster dns nameserver nameservers")
"""What others rely on while it is changed."""
_OF_BROWSERS = wordlist("select switch close new resize")
"""Verbs that a page of a browser undergoes, and one of a wiki does not."""


def _made(verb: str, about: set[str]) -> Control | None:
    """Give what it does to make or change something, where that has a name of its own."""
    if verb == "draft" or about & {"draft", "drafts"}:
        return None
    if verb in _OF_BROWSERS:
        about = about - {"page", "website"}
    if about & OF_MONEY:
        return Control.PAY
    if about & _OF_RIGHTS:
        return Control.ACCOUNT
    if about & _OF_OTHERS or {"pull", "request"} <= about or (verb in ("make", "set") and "public" in about):
        return Control.PUBLISH
    if about & _OF_SYSTEMS and verb in _SETTING_UP:
        return Control.SETTING
    return None
