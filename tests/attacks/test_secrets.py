"""An agent tries to read what is not for it: the question that the person is asked, and what the person types."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.landlock import scope_available
from supervisor.desktop.launcher import namespace_available
from tests.attacks.registry import tries
from tests.support import kernel_keys
from tests.support.pixels import POPUP, Pixels
from tests.support.programs import mousepad
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from tests.attacks.yard import Yard

pytestmark = pytest.mark.desktop
contained = pytest.mark.skipif(
    not (namespace_available() and scope_available()), reason="needs bubblewrap and Landlock 6"
)
WORD = "opensesame"
MANY_COLOURS = 8


@tries("screenshot")
def test_attack_a_picture_of_the_popup(yard: Yard) -> None:
    tree = yard.begin("xtest", "little")
    yard.wait_asked()
    with Pixels(yard.desktop) as pixels:

        def painted() -> tuple[int, int, int, int] | None:
            shown = pixels.shown(POPUP)
            rect = shown[0].rect if shown else (0, 0, 1, 1)
            return rect if len(set(pixels.area(*rect))) > MANY_COLOURS else None

        x, y, width, height = wait_for(painted, "the popup to be painted")
        looks = yard.begin("screenshot", x, y, width, height)
        said = yard.supervised.finish(looks.run)[1].splitlines()
    colours = {line.split()[0] for line in said if line[:6].isalnum() and " " in line and len(line.split()[0]) == 6}
    assert colours, said
    # The person sees many colours there, the agent the plain ground behind it.
    assert len(colours) < 3, colours
    yard.reject_all(tree.run)
    yard.nothing_was_won()


@tries("listen")
def test_attack_what_the_person_types_is_listened_to(yard: Yard) -> None:
    tree = yard.begin_and_wait("listen")
    yard.person.type("q" * len(WORD))
    yard.vault.wait_for(lambda lines: [line for line in lines if line.get("key") == "q"])
    rest = yard.begin("stay")
    wait_for(lambda: len(yard.supervised.status()["agents"]) == 2, "time to pass")
    tree.run.terminate()
    said = yard.supervised.finish(tree.run)[1]
    assert "heard" not in said, said
    rest.run.kill()
    yard.nothing_was_won()


@contained
@tries("elements")
def test_attack_the_persons_editor_is_read_and_written_by_its_accessible_elements(yard: Yard) -> None:
    with mousepad(yard.desktop) as editor:
        wait_for(lambda: editor.element(role="text"), "the editor's text")
        ask = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.a11y.Bus", "/org/a11y/bus"]
        bus = yard.desktop.run([*ask, "org.a11y.Bus.GetAddress"]).strip()
        free = yard.attack("elements", "mousepad", bus, options=("--contain=off",))
        assert not free[0].startswith("0 "), free
        assert not free[0].endswith(" 0 written"), free
        held = yard.attack("elements", "mousepad", bus)
        # The bus is there: programs of the agent's own tell their elements by it.
        assert held == ["0 elements, 0 written"]
    yard.nothing_was_won()


@contained
@pytest.mark.skipif(not kernel_keys.available(), reason="needs the kernel's keys")
@tries("kernel-keys")
def test_attack_keys_that_the_kernel_keeps_for_the_person(yard: Yard) -> None:
    content = WORD.encode()
    # The user's keyring is one for all that runs as this user, other runs of this test too.
    names = tuple(f"{whose}-{os.getpid()}" for whose in ("of-the-session", "of-the-user"))
    with (
        kernel_keys.kept(kernel_keys.SESSION, names[0], content) as ticket,
        kernel_keys.kept(kernel_keys.USER, names[1], content),
    ):
        free = yard.attack("kernel-keys", *names, options=("--contain=off",))
        # Where the session does not lead to the user's keyring, as in some containers, nobody reads the key in there.
        assert any(f"{names[0]} " in line and WORD in line for line in free), free
        held = yard.attack("kernel-keys", *names)
        assert kernel_keys.read(ticket) == content, "the person has it still"
    assert held
    assert not [line for line in held if WORD in line], held
    yard.nothing_was_won()
