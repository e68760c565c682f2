"""What a call of a tool reaches: files, addresses, and what a server is asked to do there.

Which value is a path or an address is told by its key and by how it begins. Each program decides for itself how it
reads one, so every usual reading is judged.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from supervisor.core.assessment import Category, Tier
from supervisor.core.facts import Control
from supervisor.detect.effects import EFFECTS
from supervisor.detect.shell.places import is_guarded, is_private, is_secret, is_sweeping
from supervisor.detect.showing import named
from supervisor.detect.tool_finding import ToolFinding
from supervisor.detect.tool_names import Deed, is_about_secrets, key_is, meaning_of_tool, words_of, words_of_key
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.core.tool_call import ToolCall

_SHOWN = 60
"""Characters of a path or an address that are shown."""
_PATHS = wordlist(
    "path paths file filename filepath files source src destination dest target uri directory folder dir"
)
_MAYBE_PATHS = wordlist("location name names from to out output outfile in input infile object key root base")
"""Keys whose value is a path where it looks like one."""
_SAID = wordlist(
    "query q search searchquery text content contents message prompt question thought description title comment body"
    " summary subject note topic keyword keywords"
)
"""Keys whose value is said, or looked for."""
_OF_THE_WEB = re.compile(r"\s*https?:", re.IGNORECASE)
_PATTERNS = wordlist("pattern patterns glob globs regex")
_FINDING = wordlist("search find list glob grep tree locate count")
"""Words of a tool that only finds where something is."""
_WORDS_TOO = wordlist("shadow credentials keyrings")
"""What may be any word where nothing says that it is a path."""
_ENVIRONMENT = re.compile(r"\.env(?:\.(?!(?:example|sample|template|dist|defaults?|schema)(?:\.|$))[\w-]+)+")
"""What programs are given their passwords by, for one place or another."""
_KEY_FILES = (".p12", ".pfx", ".jks", ".keystore", ".ppk", ".ovpn", "server.key", "private.key", "privkey.key")
_MAYBE_TEXTS = wordlist("source sources src")
"""Keys whose value is a text where it has lines."""
_ADDRESSES = wordlist("url urls uri uris href link links website websites site sites endpoint webpage")
_BEGINS_PATH = ("/", "~", "./", "../", "file:", "$HOME", "${HOME}")
_GOING = wordlist("navigate goto open browse visit fetch load")
"""Words of a tool that takes an address under whatever key."""
_METHODS = wordlist("method httpmethod httpverb requestmethod requesttype verb")
_BODIES = wordlist(
    "body formdata form postdata payload data json jsondata rawdata rawbody requestbody jsonbody httpbody multipart"
    " urlencoded formfields attachment attachments upload"
)
_BODIES_OF_WEB = _BODIES | wordlist("content contents file files fields")
"""Of a tool whose own name says that it asks a server for something."""
_WEB = wordlist("http https request fetch rest curl webhook web api")
_READ_METHODS = wordlist("get head options propfind")
_SENDING_METHODS = wordlist("post put patch")
_CHANGING_METHODS = _SENDING_METHODS | {"delete"}
_KINDS = wordlist("type kind")
_REQUEST = re.compile(
    r"\s*(?:(?P<first>POST|PUT|PATCH|DELETE)\s+(?:(?i:https?):/|/)"
    r"|(?:[^\n]*?\s)??(?:-X|--request)[ =]?['\"]?(?P<given>[A-Za-z]+)\b)"
)
"""A request in one line, as servers read it and as it is given to curl."""
_REQUESTS = wordlist("request requests endpoint operation call route url urls")
_LONGEST_METHOD = 100
_LONGEST_PATH = 4096
"""Characters that a system takes; what is longer, or has lines, is a text, unless its key says otherwise."""
_SCHEME = re.compile(r"([A-Za-z][\w+.-]+):")
_HOST_AND_PORT = re.compile(r"(?:localhost|[\w-]+(?:\.[\w-]+)+):\d{1,5}(?:[/?#]|$)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
_LOOKS = ("javascript", "vbscript", "data", "view-source", "blob")
"""Schemes that run or show something without `//` behind them."""
_FILE = re.compile(r"(?i)file:(?://[^/]*(?=/))?")
_SLIPPED_IN = re.compile(r"\$\(|`|&&|\|\s*\w|;\s*\w+\s+\S|\n[^\S\n]*\w+\s+\S")
"""What a careless server hands on to a shell with the name of a file."""
_OVERRIDE = re.compile(r"[?&]_method=(?:delete|put|post|patch)\b", re.IGNORECASE)
_IGNORED = re.compile(r"[\t\r\n]")
"""What browsers leave out of an address, wherever it stands."""


def what_is_reached(call: ToolCall) -> Iterator[ToolFinding]:
    """Judge the paths, addresses and methods that a call is given, as values or as keys of objects."""
    deed, control, _ = meaning_of_tool(call.name, call.server)
    asks = not (_WEB | _GOING).isdisjoint(words_of(call.name))
    for key, value in call.values:
        if not isinstance(value, str) or not value.strip():
            continue
        if _is_method(key) or _is_kind(call, key, value):
            yield from _of_method(call, key, value.strip())
        elif (asks or key_is(key, _REQUESTS)) and (line := _REQUEST.match(value[:_LONGEST_PATH])) is not None:
            yield from _of_method(call, key, (line["first"] or line["given"]).strip())
        address = _address(call, key, value)
        if address is not None:
            yield from _of_address(call, address)
        if _is_path(key, value):
            if _SLIPPED_IN.search(value) and not _is_text(key, value) and _SCHEME.match(value) is None:
                yield ToolFinding(Tier.HIGH_RISK, ("holds what a shell would run",), Category.SHELL)
            for path in _readings(value):
                yield from _of_path(path, deed, control)
        elif _may_name_a_file(call, key, value):
            yield from (_of_secret(path) for path in _readings(value) if _holds_secrets(path))
    for key in call.keys:
        if key.startswith(_BEGINS_PATH) or ("/" in key and " " not in key):
            for path in _readings(key):
                yield from _of_path(path, deed, control)
    if (deed is Deed.READS or (asks and deed in (Deed.MAKES, Deed.FILLS))) and _sends_a_body(call, asks=asks):
        asked = Control.PUBLISH
        yield ToolFinding(EFFECTS[asked][0], ("sends something to a server",), Category.OTHER, asked)


def _is_method(key: str) -> bool:
    return key_is(key, _METHODS) or {"method", "override"} <= set(words_of_key(key))


def _is_kind(call: ToolCall, key: str, value: str) -> bool:
    return key_is(key, _KINDS) and value.strip().lower() in _CHANGING_METHODS and _is_of_web(call, key)


def _of_method(call: ToolCall, key: str, given: str) -> Iterator[ToolFinding]:
    """Judge what a server is asked to do; what nobody knows is no reading."""
    method = given.lower()
    if method in _READ_METHODS:
        return
    said = f"asks a server to {named(method.upper(), _SHOWN)}"
    if method == "delete" or method in _SENDING_METHODS:
        asked = Control.DELETE if method == "delete" else Control.PUBLISH
        yield ToolFinding(EFFECTS[asked][0], (said,), Category.OTHER, asked)
    elif len(words_of(given)) > 1 and meaning_of_tool(given[:_LONGEST_METHOD])[0] is Deed.READS:
        # No method of HTTP: which of its deeds a tool is to do.
        return
    elif _is_of_web(call, key):
        yield ToolFinding(Tier.HIGH_RISK, (said,))
    elif meaning_of_tool(given[:_LONGEST_METHOD])[0] not in (Deed.READS, Deed.UNKNOWN):
        yield ToolFinding(Tier.HIGH_RISK, (f"asks for {named(given, _SHOWN)}, which changes something",))


def _is_of_web(call: ToolCall, key: str) -> bool:
    """Tell whether a method is one of HTTP: others are ways to compute something."""
    words = {*words_of_key(key), *words_of(call.name), *words_of(call.server)}
    return not words.isdisjoint(_WEB) or _names_an_address(call)


@lru_cache(maxsize=4)
def _names_an_address(call: ToolCall) -> bool:
    """Tell whether any key is that of an address; asked for each of thousands of keys, it is found out once."""
    return any(key_is(name, _ADDRESSES) for name in call.keys)


def _sends_a_body(call: ToolCall, *, asks: bool) -> bool:
    """Tell whether something goes to an address: without a method most send it by POST.

    Args:
        call: The call.
        asks: The tool's own name says that it asks a server for something.
    """
    if asks:
        return any(_is_body(key, value, _BODIES_OF_WEB) for part in call.all_objects for key, value in part.items())
    return any(
        (_has_address(part) or _has_address(call.objects[0]))
        and any(_is_body(key, value, _BODIES) for key, value in part.items())
        for part in call.objects
    )


def _has_address(part: dict[str, Any]) -> bool:
    return any(key_is(key, _ADDRESSES) for key in part)


def _is_body(key: str, value: Any, bodies: frozenset[str]) -> bool:
    words = words_of_key(key)
    named = "".join(words) in bodies or words[-1:] == ("body",)
    return named and isinstance(value, str | dict | list) and bool(value)


def _address(call: ToolCall, key: str, value: str) -> str | None:
    """Give what a value is as an address; None where it is none, or only a path."""
    address = _IGNORED.sub("", value.lstrip("".join(map(chr, range(33)))))
    found = _SCHEME.match(address)
    if found is None or _HOST_AND_PORT.match(address) is not None:
        return None
    whole = address[found.end() :].startswith("//") or found[1].lower() in _LOOKS
    if key_is(key, _ADDRESSES) or (whole and (key_is(key, _PATHS) or not _GOING.isdisjoint(words_of(call.name)))):
        return address
    return None


def _of_address(call: ToolCall, address: str) -> Iterator[ToolFinding]:
    scheme = address.partition(":")[0].lower()
    if scheme in ("http", "https") and _OVERRIDE.search(address):
        yield ToolFinding(Tier.HIGH_RISK, ("asks a server to do something else than it says",))
        return
    if scheme in ("http", "https") or address.lower() == "about:blank" or _PICTURE.match(address):
        return
    if scheme == "file":
        deed, control, _ = meaning_of_tool(call.name, call.server)
        for path in _readings(address):
            yield from _of_path(path, deed, control)
        return
    name = named(address, _SHOWN)
    if is_about_secrets(address):
        yield ToolFinding(
            Tier.HIGH_RISK, (f"is about {name}, which is named after keys or passwords",), Category.CREDENTIALS
        )
    elif not {"resource", "resources"} & set(words_of(call.name)):
        # The addresses of a server's resources are its own; others start programs or reach other machines.
        yield ToolFinding(Tier.HIGH_RISK, (f"opens {name}, which is no page of the web",))


def _is_path(key: str, value: str) -> bool:
    begins = value.startswith(_BEGINS_PATH) or _FILE.match(value) is not None
    if begins and len(value) <= _LONGEST_PATH and "\n" not in value.strip():
        return True
    return key_is(key, _PATHS) or (key_is(key, _MAYBE_PATHS) and ("/" in value or value.startswith(".")))


def _may_name_a_file(call: ToolCall, key: str, value: str) -> bool:
    """Tell whether a value under any key may be the path of one: a name without blanks, and nothing that is said."""
    if len(value) > _LONGEST_PATH or len(value.split()) != 1 or value.strip().lower() in _WORDS_TOO:
        return False
    if _OF_THE_WEB.match(value):
        return False
    if key_is(key, _PATTERNS):
        # What only finds names shows nothing of what is in them.
        return _FINDING.isdisjoint(words_of(call.name))
    return not key_is(key, _SAID)


def _is_text(key: str, value: str) -> bool:
    """Tell whether a value may be any words, or lines of a drawing or of code, rather than a path."""
    return key_is(key, _MAYBE_PATHS) or (key_is(key, _MAYBE_TEXTS) and "\n" in value)


def _readings(value: str) -> tuple[str, ...]:
    """Give what a path or an address may lead to: as it is, decoded, without what stands behind `?` and `#`."""
    found = _FILE.match(value.strip())
    straight = value.strip()[found.end() if found else 0 :]
    decoded = unquote(straight)
    ways = (straight, decoded, unquote(decoded), unquote(re.split(r"[?#\0]", straight, maxsplit=1)[0]))
    straight_ways = dict.fromkeys(way.replace("\\", "/").strip() for way in ways)
    return tuple(dict.fromkeys(part for way in straight_ways for part in _bounded(way)))


def _bounded(path: str) -> tuple[str, ...]:
    """Give what a path that no system takes may become: without its detours, its beginning and its end."""
    if len(path) <= _LONGEST_PATH:
        return (path,)
    shorter = posixpath.normpath(path)
    return (shorter,) if len(shorter) <= _LONGEST_PATH else (shorter[:_LONGEST_PATH], shorter[-_LONGEST_PATH:])


def _holds_secrets(path: str) -> bool:
    """Tell whether a path is known for keys or passwords, also where capitals make no difference."""
    way = path.rstrip("*")
    small = way.lower()
    name = small.rstrip("/").rpartition("/")[2]
    return (
        any(is_private(one) or is_secret(one) for one in dict.fromkeys((way, small)))
        or _ENVIRONMENT.fullmatch(name) is not None
        or name.endswith(_KEY_FILES)
        or (name.endswith(".pem") and ("key" in name or "priv" in name))
    )


def _of_secret(path: str) -> ToolFinding:
    said = f"is about {named(path, _SHOWN)}, which holds keys or passwords"
    return ToolFinding(Tier.HIGH_RISK, (said,), Category.CREDENTIALS)


def _of_path(path: str, deed: Deed, control: Control | None) -> Iterator[ToolFinding]:
    name = named(path, _SHOWN)
    if _holds_secrets(path):
        yield _of_secret(path)
    elif deed is not Deed.READS and is_guarded(path):
        yield ToolFinding(Tier.HIGH_RISK, (f"is about {name}, which belongs to the system or runs by itself",))
    elif control is Control.DELETE and is_sweeping(path):
        yield ToolFinding(Tier.IRREVERSIBLE, (f"is about all of {name}",), Category.FILES)
