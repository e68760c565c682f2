from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Tier
from supervisor.core.context import Context, Element, Window
from supervisor.core.facts import Control
from supervisor.detect import gather

CLICK = Action("1", "bot", ActionKind.CLICK)
ACCOUNT = ("Account settings - Example", "https://example.com/account/settings")
SHOP = ("Lamps - Example Shop", "https://shop.example.com/lamps")
CART = ("Your basket - Example Shop", "https://shop.example.com/cart")
TILL = ("Checkout - Example Shop", "https://shop.example.com/checkout")
NEWS = ("News", "https://news.example.com/today")
MAIL = ("Inbox - Webmail", "https://mail.example.com/")
BIN = ("Trash - Webmail", "https://mail.example.com/trash")


def control_on(page: tuple[str, str], name: str, role: str = "push button") -> Control | None:
    title, url = page
    window = Window(1, f"{title} - Mozilla Firefox", "firefox", "Navigator", "firefox")
    return gather(CLICK, Context(window, Element(name, role), url)).control


@pytest.mark.parametrize(
    ("page", "name", "control"),
    [
        (ACCOUNT, "Save", Control.ACCOUNT),
        (ACCOUNT, "Save changes", Control.ACCOUNT),
        (ACCOUNT, "Guardar", Control.ACCOUNT),
        (ACCOUNT, "Speichern", Control.ACCOUNT),
        (ACCOUNT, "保存", Control.ACCOUNT),
        (ACCOUNT, "Disconnect", Control.ACCOUNT),
        (ACCOUNT, "Desconectar", Control.ACCOUNT),
        (ACCOUNT, "Revoke access", Control.ACCOUNT),
        (ACCOUNT, "Delete account", Control.ACCOUNT),
        (ACCOUNT, "Close", None),
        (ACCOUNT, "Schließen", None),
        (ACCOUNT, "Cancel", None),
        (NEWS, "Save", None),
        (SHOP, "Save for later", None),
        (ACCOUNT, "Save for later", None),
        (NEWS, "Sign up", Control.ACCOUNT),
        (NEWS, "Create your account", Control.ACCOUNT),
        (NEWS, "S’abonner", Control.ACCOUNT),
        (NEWS, "Accept the terms of use", Control.ACCOUNT),
        (NEWS, "Nutzungsbedingungen akzeptieren", Control.ACCOUNT),
        (NEWS, "Accept all cookies", None),
        (NEWS, "Accept cookie policy", None),
        (NEWS, "Request a demo", Control.PUBLISH),
        (NEWS, "Call me", Control.PUBLISH),
        (NEWS, "Post comment", Control.PUBLISH),
        (NEWS, "Submit", Control.PUBLISH),
        (("Feedback form", NEWS[1]), "Submit", None),
        (NEWS, "Send feedback", None),
        (SHOP, "Buy now", Control.PAY),
        (SHOP, "Add to cart", None),
        (SHOP, "In den Warenkorb", None),
        (CART, "Remove", None),
        (CART, "Eliminar", None),
        (SHOP, "Remove", Control.DELETE),
        (TILL, "Place order", Control.PAY),
        (TILL, "Realizar pedido", Control.PAY),
        (TILL, "Transfer", Control.PAY),
        (NEWS, "Transfer", None),
        (NEWS, "Start free trial", None),
        (TILL, "Start free trial", Control.PAY),
        (MAIL, "Delete", Control.TRASH),
        (MAIL, "Supprimer", Control.TRASH),
        (MAIL, "Delete forever", Control.DELETE),
        (BIN, "Delete", Control.DELETE),
    ],
)
def test_buttons_mean_what_the_page_makes_of_them(page: tuple[str, str], name: str, control: Control | None) -> None:
    assert control_on(page, name) is control


@pytest.mark.parametrize(
    ("name", "control"),
    [
        ("Sign up", None),
        ("Register", None),
        ("Registrarse", None),
        ("Donate", None),
        ("Accept the terms", None),
        ("Buy now", Control.PAY),
        ("Delete account", Control.ACCOUNT),
        ("Konto löschen", Control.ACCOUNT),
        ("Delete", Control.DELETE),
    ],
)
def test_links_lead_somewhere_and_only_some_do_it(name: str, control: Control | None) -> None:
    assert control_on(NEWS, name, "link") is control


@pytest.mark.parametrize(
    ("name", "path", "control"),
    [
        ("Send me the photos", ("Inbox", "Send me the photos"), None),
        ("Delete the old plan, please read", ("Inbox", "Delete the old plan, please read"), None),
        ("Send me the photos", ("Inbox", "Tools"), Control.SEND),
        ("Delete this message", ("Inbox", "Delete this message"), Control.TRASH),
        ("Delete all spam messages now", ("Inbox",), Control.DELETE),
    ],
)
def test_the_subject_of_a_message_in_a_list_is_no_command(
    name: str, path: tuple[str, ...], control: Control | None
) -> None:
    context = Context(Window(1, MAIL[0], "firefox"), Element(name, "link", path), MAIL[1])
    assert gather(CLICK, context).control is control
    on_other_page = Context(Window(1, NEWS[0], "firefox"), Element(name, "link", path), NEWS[1])
    assert gather(CLICK, on_other_page).control is not None


def test_a_heading_is_not_pressed() -> None:
    assert control_on(ACCOUNT, "Delete account", "heading") is None
    assert control_on(ACCOUNT, "Delete account", "push button") is Control.ACCOUNT


@given(st.text(max_size=60), st.text(max_size=80), st.text(max_size=40), st.sampled_from(["link", "push button", ""]))
def test_attack_any_page_is_judged(title: str, url: str, name: str, role: str) -> None:
    window = Window(1, title, "firefox")
    assert gather(CLICK, Context(window, Element(name, role), url)).assessment.tier in set(Tier)
