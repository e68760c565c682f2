"""Ordinary work in a browser: reading mail, filtering, filling forms, filling a cart, looking at an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.live.ordinary.words import SENTENCES, WORDS
from tests.live.stage import typing
from tests.live.web import Browser, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.live.stage import Stage

_APP = "Chrom"
_PAGES: dict[str, tuple[str, ...]] = {
    "mail": (
        *("Clear search", "Archive", "Mark as read", "Print", "Sort by date", "Refresh", "Clear selection"),
        *("Remove filter .*", "Delete filter from:anna", "Inbox", "Drafts", "Sent", "Deleted items"),
        *("Your payment is due", "Send me the photos", "Send feedback"),
    ),
    "message": ("Reply", "Forward", "Add star", "Show original", "Download attachment", "Translate message"),
    "compose": ("Save draft", "Attach file", "Insert link", "Remove formatting", "Show Bcc"),
    "mail_settings": ("Create filter", "Delete filter", "Show account activity", "Preview signature"),
    "shop": (
        *("Search", "Order by price", "Remove filter", "Reset filters", "Compare", "Add to cart"),
        *("Add to wish list", "Read 14 reviews", "Check availability"),
    ),
    "cart": ("Decrease quantity", "Apply voucher", "Calculate shipping", "Edit order", "Payment methods"),
    "account": ("Compare plans", "Track order", "View invoice", "Show balance", "Preview review"),
}
_FIELDS = {
    "mail": ("Search mail",),
    "compose": ("To", "Subject", "Message"),
    "shop": ("Search products",),
    "cart": ("Voucher code", "Street"),
    "account": ("Your review",),
    "mail_settings": ("Forward to",),
}
_KEYS = ("Home", "shift+End", "ctrl+c", "End", "BackSpace", "Delete", "Left", "ctrl+z", "Tab", "shift+Tab")


def work(stage: Stage) -> Iterator[str]:
    """Give the agent's commands one after the other."""
    with Server() as server:
        browser = Browser(stage, server)
        for number in range(3):
            for page, controls in _PAGES.items():
                browser.go(page)
                yield from ("mousemove 900 600 click --repeat 2 5", "click --repeat 2 4")
                for control in controls:
                    yield stage.click(control, application=_APP)
                for at, field in enumerate(_FIELDS.get(page, ())):
                    yield stage.click(field, role="entry", application=_APP)
                    yield typing(SENTENCES[(3 * at + 7 * number) % len(SENTENCES)])
                    for key in _KEYS[(number + at) % 3 :: 2]:
                        yield f"key {key}"
            browser.go("mail")
            yield from ("key ctrl+f", typing(WORDS[number]), "key Return", "key Escape", "key F5")
            yield from ("key Tab", "key Tab", "key shift+Tab", "key Page_Down", "key Page_Up", "key End", "key Home")
            yield from ("key ctrl+l", typing(server.url("shop")), "key Return")
            stage.find("Compare", application=_APP)
            yield from ("key alt+Left", "key ctrl+plus", "key ctrl+0", "key ctrl+t", "key ctrl+w")
        browser.close()
