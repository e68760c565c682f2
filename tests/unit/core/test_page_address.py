from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.page_address import LONGEST_ADDRESS, named_sites, page_address, site_of, sites_of


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("https://bank.example/pay?token=s3cret#now", "https://bank.example/pay"),
        ("https://bank.example", "https://bank.example/"),
        ("https://bank.example?next=/pay", "https://bank.example/"),
        ("https://me:hunter2@bank.example/", "https://bank.example/"),
        ("https://bank.example@evil.example/", "https://evil.example/"),
        ("https://a@b@evil.example/", "https://evil.example/"),
        ("HTTPS://Bank.Example/Pay", "https://bank.example/Pay"),
        ("https://bank.example./", "https://bank.example/"),
        ("https://bank.example:443/", "https://bank.example/"),
        ("http://bank.example:443/", "http://bank.example:443/"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("https://bank.example/%70%61y/%2e%2fx%e2%82%ac", "https://bank.example/pay/.%2Fx%E2%82%AC"),
        ("file:///home/me/a.html?x", "file:///home/me/a.html"),
        ("chrome://settings/passwords?search=x", "chrome://settings/passwords"),
        ("imap://me%40x:pw@mail.example:993/INBOX", "imap://mail.example:993/INBOX"),
        ("about:blank#x", "about:blank"),
        ("data:text/html,<h1>s3cret</h1>", "data:"),
        ("javascript:alert('s3cret')", "javascript:"),
        ("blob:https://bank.example/0-1-2?x", "blob:https://bank.example/0-1-2"),
        ("view-source:https://me:pw@bank.example/a?b", "view-source:https://bank.example/a"),
        ("mailto:someone@example.org", "mailto:"),
    ],
)
def test_scheme_host_and_path_are_what_is_left(told: str, address: str) -> None:
    assert page_address(told) == address
    assert page_address(address) == address


@pytest.mark.parametrize(
    "told",
    [
        "",
        "bank.example",
        "//bank.example/",
        "https:///pay",
        "https://./",
        "https://bank example/",
        "https://b\u0430nk.example/",
        "https://bank.example:80a/",
        "https://bank.example\\@evil.example/",
        "https://bank.example/a b",
        "https://bank.example/a\nb",
        "https://bank.example/\u202ekcab",
        "view-source:nothing",
        "https://bank.example/" + "x" * LONGEST_ADDRESS,
    ],
)
def test_what_is_no_address_is_unknown(told: str) -> None:
    assert page_address(told) is None


def test_the_site_is_host_and_port_of_a_page_of_the_web() -> None:
    assert site_of("https://bank.example/pay") == "bank.example"
    assert site_of("http://localhost:8080/") == "localhost:8080"
    for other in ("file:///home/me/a.html", "chrome://settings/", "about:blank", "data:", ""):
        assert site_of(other) == ""


@given(st.one_of(st.text(), st.text(alphabet="htps:/@?#%.[]\\ab1 \n").map(lambda text: "https://" + text)))
def test_fuzz_any_text_is_an_address_of_the_agreed_form_or_none(told: str) -> None:
    address = page_address(told)
    if address is None:
        return
    assert not set("?#@") & set(address.partition("/")[0])
    assert "?" not in address
    assert "#" not in address
    assert len(address) <= LONGEST_ADDRESS
    assert page_address(address) == address


def test_sites_are_named_from_the_outermost_and_by_their_ends() -> None:
    assert sites_of("https://shop.example/a", "https://shop.example/b") == ("shop.example",)
    assert sites_of("https://shop.example/a", "about:blank") == ("shop.example",)
    assert sites_of(None, None) == ()
    assert named_sites(("shop.example", "pay.example")) == "shop.example (frame of pay.example)"
    long = named_sites(("bank.example." + "x" * 80 + ".evil.example",))
    assert len(long) == 60
    assert long.startswith("…x")
    assert long.endswith("x.evil.example")
