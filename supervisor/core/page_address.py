"""The address of a page, as rules match it and people see it: scheme, host and path.

What may be a secret is left out before anything else sees it: name and password, query, fragment, the content of
`data:` and `javascript:`. What a browser treats alike is written alike, so that a rule cannot be passed by another
spelling (RFC 3986 section 6.2.2; the host's last dot names the same host, RFC 1034 section 3.1). What is no address
is unknown rather than guessed.
"""

from __future__ import annotations

import re

LONGEST_ADDRESS = 2000
"""Characters of an address; a longer one is unknown, for half of one could pass for another."""
_LONGEST_SITE = 60

_ADDRESS = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*):"
    r"(?://(?P<authority>[^/?#\\]*)(?P<path>(?:/[^?#\\]*)?)(?=[?#]|\Z)|(?!//)(?P<rest>.*))",
    re.DOTALL,
)
_AUTHORITY = re.compile(r"(?P<host>[a-z0-9._~-]*|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]*))?")
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_WRAPPERS = frozenset({"view-source", "blob", "filesystem"})
"""Schemes before another address."""
_PLAIN = frozenset({"about"})
"""Schemes whose rest is a name and no content."""
_ESCAPED = re.compile("%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def page_address(told: str) -> str | None:
    """Give the address that rules match and people see.

    Args:
        told: What the browser tells; may hold anything.

    Returns:
        E.g. `https://bank.example/pay`; None for what is no address, or too long for one.
    """
    address = _address(told)
    if address is None or len(address) > LONGEST_ADDRESS:
        return None
    return address if address.isprintable() and " " not in address else None


def _address(told: str, *, inside: bool = False) -> str | None:
    scheme, _, _ = told.partition(":")
    found = _ADDRESS.match(scheme.lower() + told[len(scheme) :])
    if found is None:
        return None
    if found["authority"] is not None:
        return _hierarchical(found)
    scheme, rest = found["scheme"], found["rest"]
    if scheme in _WRAPPERS:
        inner = None if inside else _address(rest, inside=True)
        return f"{scheme}:{inner}" if inner is not None else None
    name = re.split("[?#]", rest, maxsplit=1)[0]
    return f"{scheme}:{name}" if scheme in _PLAIN else f"{scheme}:"


def _hierarchical(found: re.Match[str]) -> str | None:
    scheme = found["scheme"]
    place = _AUTHORITY.fullmatch(found["authority"].rpartition("@")[2].lower())
    if place is None:
        return None
    host = place["host"].rstrip(".")
    if not host and scheme in _DEFAULT_PORTS:
        return None
    port = place["port"] if place["port"] != _DEFAULT_PORTS.get(scheme) else ""
    path = _ESCAPED.sub(_unescaped, found["path"]) or "/"
    return f"{scheme}://{host}{f':{port}' if port else ''}{path}"


def _unescaped(found: re.Match[str]) -> str:
    sign = chr(int(found[1], 16))
    return sign if sign in _UNRESERVED else found[0].upper()


def sites_of(*addresses: str | None) -> tuple[str, ...]:
    """Give the different sites of some pages, in their order; what is not in the web is left out."""
    return tuple(dict.fromkeys(site for site in map(site_of, filter(None, addresses)) if site))


def named_sites(sites: tuple[str, ...]) -> str:
    """Say where in the web something is, e.g. `shop.example (frame of pay.example)`.

    The end of a host is what tells whose it is, so that a long one loses its beginning.
    """
    first, *others = (f"…{site[1 - _LONGEST_SITE :]}" if len(site) > _LONGEST_SITE else site for site in sites)
    return f"{first} (frame of {others[-1]})" if others else first


def site_of(address: str) -> str:
    """Give host and port of a page of the web; empty for other addresses.

    Args:
        address: As `page_address` gives it.
    """
    scheme, _, rest = address.partition("://")
    return rest.partition("/")[0] if scheme in _DEFAULT_PORTS else ""
