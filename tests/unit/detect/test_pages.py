from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.facts import Program
from supervisor.detect.pages import page_kind


@pytest.mark.parametrize(
    ("url", "title", "kind"),
    [
        ("https://mail.google.com/mail/u/0/#inbox", "", Program.MAIL),
        ("https://outlook.live.com/mail/0/", "", Program.MAIL),
        ("https://example.com/roundcube/?_task=mail", "Roundcube Webmail", Program.MAIL),
        ("https://app.slack.com/client", "", Program.MESSAGING),
        ("https://www.mybank.example/accounts", "", Program.FINANCE),
        ("https://shop.example.com/checkout?step=2", "", Program.FINANCE),
        ("https://www.paypal.com/send", "", Program.FINANCE),
        ("https://example.com/settings/profile", "", Program.SETTINGS),
        ("", "Inbox (3) - me@example.com - Gmail", Program.MAIL),
        ("", "Account Settings - Example", Program.SETTINGS),
        ("https://en.wikipedia.org/wiki/Cat", "Cat - Wikipedia", None),
        ("https://news.example.com/?next=/checkout", "News", None),
        ("https://evil.example/#mail.google.com", "x", None),
        ("", "", None),
    ],
)
def test_pages_stand_in_for_programs(url: str, title: str, kind: Program | None) -> None:
    assert page_kind(url, title) is kind


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_address_is_read(url: str, title: str) -> None:
    assert page_kind(url, title) in {None, Program.MAIL, Program.MESSAGING, Program.FINANCE, Program.SETTINGS}
