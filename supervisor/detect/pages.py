"""What kind of place a web page is, from its address and title."""

from __future__ import annotations

import re
from functools import lru_cache

from supervisor.core.facts import Program

_LONGEST = 2000

_HOSTS: tuple[tuple[re.Pattern[str], Program], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (
            r"(?:^|\.)(?:mail|webmail|roundcube|gmail|outlook|e-?mail|tutanota|tuta|hey|fastmail|mailbox)\.",
            Program.MAIL,
        ),
        (
            (
                r"\.(?:slack|discord|whatsapp|telegram|messenger|element|teams|zulipchat|mattermost)\.|^(?:slack"
                r"|discord|messenger)\."
            ),
            Program.MESSAGING,
        ),
        (
            (
                r"bank|(?:^|\.)(?:paypal|stripe|wise|revolut|coinbase|binance|kraken|venmo|robinhood|klarna|billing"
                r"|pay|payments?)\."
            ),
            Program.FINANCE,
        ),
        (r"^(?:myaccount|account|accounts|settings|id|admin|console)\.", Program.SETTINGS),
    )
)
_PATHS: tuple[tuple[re.Pattern[str], Program], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"/(?:checkout|payments?|billing|pay|transfer|order/confirm|place-?order)(?:[/?.#]|$)", Program.FINANCE),
        (
            (
                r"/(?:user-?|account-?|edit-?|my-?)*(?:settings|account|preferences|profile/edit|admin|passengers?"
                r"|travell?ers?|address(?:es)?|wallet|security|privacy-settings|password|credentials|permissions?"
                r"|billing|subscriptions?|members|team/manage|edit)(?:-?(?:edit|settings|details|email|password))?"
                r"(?:[/?.#]|$)"
            ),
            Program.SETTINGS,
        ),
        (r"/(?:mail|owa|webmail)(?:[/?.#]|$)", Program.MAIL),
    )
)
_TITLES: tuple[tuple[re.Pattern[str], Program], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\b(?:gmail|outlook|webmail|roundcube|proton ?mail|yahoo mail|inbox|compose mail)\b", Program.MAIL),
        (r"\b(?:slack|discord|whatsapp|telegram|messenger|microsoft teams)\b", Program.MESSAGING),
        (
            (
                r"\b(?:bank|banking|checkout|payment|billing|paypal|invoice|wire transfer|place order"
                r"|complete your order)\b"
            ),
            Program.FINANCE,
        ),
        (
            (
                r"\b(?:settings|account (?:details|settings|preferences)|my account|preferences|change (?:e-?mail"
                r"|password)|credit card|traveler info|mein konto|mon compte|mi cuenta|einstellungen|configuración"
                r"|ajustes|paramètres|impostazioni|configurações|definições|instellingen|inställningar|indstillinger"
                r"|innstillinger|asetukset|ustawienia|nastavení|nastavenia|beállítások|setări|ayarlar|настройки)\b"
                r"|\u8bbe\u7f6e|\u8a2d\u5b9a|\uc124\uc815"
            ),
            Program.SETTINGS,
        ),
    )
)
_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?(?:[^/@?#]*@)?([^/:?#]*)(?::\d*)?([^?#]*)", re.IGNORECASE)


@lru_cache(maxsize=512)
def page_kind(url: str, title: str) -> Program | None:
    """Give the kind of program a web page stands in for.

    Args:
        url: Address; empty when unknown.
        title: Title of the page or window; empty when unknown.

    Returns:
        MAIL, MESSAGING, FINANCE or SETTINGS; None for any other page.
    """
    found = _ADDRESS.match(url[:_LONGEST].strip().casefold())
    if found and url:
        host, path = found[1], found[2]
        for words, kind in _HOSTS:
            if words.search(host):
                return kind
        for words, kind in _PATHS:
            if words.search(path):
                return kind
    folded = title[:_LONGEST].casefold()
    for words, kind in _TITLES:
        if words.search(folded):
            return kind
    return None
