"""Pasting into a terminal counts as typing: it is judged by what the selection holds, and that is what comes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.accessible import Accessible
from tests.support.programs import Program, mousepad, terminal
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
OWNER = f"{sys.executable} {Path(__file__).parents[1] / 'support/agents/selection_owner.py'}"
ROUTES = [
    ("xterm", "primary", "xdotool key shift+Insert"),
    ("xterm", "primary", "xdotool mousemove {x} {y} click 2"),
    ("xfce4-terminal", "primary", "xdotool key shift+Insert"),
    ("xfce4-terminal", "clipboard", "xdotool key ctrl+shift+v"),
    ("xfce4-terminal", "clipboard", "xdotool key ctrl+shift+Insert"),
    ("xfce4-terminal", "primary", "xdotool mousemove {x} {y} click 2"),
    ("lxterminal", "clipboard", "xdotool key ctrl+shift+v"),
    ("lxterminal", "primary", "xdotool key shift+Insert"),
]


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor whose service stays for the module; shells run pasted lines at once."""
    home = desktop.folder / "home"
    (home / ".inputrc").write_text("set enable-bracketed-paste off\n")
    settings = home / ".config/xfce4/terminal/terminalrc"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("[Configuration]\nMiscShowUnsafePasteDialog=FALSE\n")
    with Supervised(
        desktop, tmp_path_factory.mktemp("supervisor") / "home", settings="yield_to_person_ms = 0\n"
    ) as running:
        running.keep()
        yield running


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Give a folder with something to lose."""
    work = tmp_path / "work"
    (work / "old").mkdir(parents=True)
    return work


def pasting(shell: Program, selection: str, text: str, route: str) -> str:
    """Write the script of an agent that sets a selection, waits until it is its own, and pastes it.

    xclip ends before its child, which goes on in the background, has taken the selection over.
    """
    x, y, width, height = shell.window.rect
    keys = route.format(x=x + width // 2, y=y + height // 2)
    own = f'[ "$(xclip -o -selection {selection} 2>&1)" = "$(printf \'{text}\')" ]'
    return f"printf '{text}' | xclip -selection {selection}; until {own}; do sleep 0.02; done; {keys}; sleep 0.5"


def last_context(supervised: Supervised) -> list[dict[str, str]]:
    """Give what the last decision saw of pastes."""
    return list(supervised.rows("decided")[-1]["context"].get("pastes", []))


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_a_pasted_deletion_is_held_and_done_only_once_approved(
    desktop: VirtualDesktop,
    supervised: Supervised,
    person: Person,
    work: Path,
    route: tuple[str, str, str],
) -> None:
    kind, selection, keys = route
    with terminal(desktop, kind, work) as shell:
        agent = supervised.shell(pasting(shell, selection, "rm -rf old; touch done\\n", keys))
        supervised.wait_held()
        assert supervised.rows("decided")[-1]["decision"]["rule_id"] == "shell-destructive"
        assert last_context(supervised)[0]["text"] == "rm -rf old; touch done\n"
        supervised.reject(person)
        supervised.finish(agent)
        # What had reached the prompt would be handed over by this.
        for key in ("Return", *"mkdir", "space", *"clean", "Return"):
            person.tap(key)
        wait_for((work / "clean").exists, "the shell to do something else")
        assert (work / "old").exists()
        assert not (work / "done").exists()
        agent = supervised.shell(pasting(shell, selection, "rm -rf old; touch done\\n", keys))
        supervised.wait_held()
        supervised.approve(person)
        supervised.finish(agent)
        wait_for((work / "done").exists, "the approved line to be run")
        assert not (work / "old").exists()


@pytest.mark.parametrize("route", [ROUTES[0], ROUTES[3], ROUTES[5]], ids=" ".join)
def test_a_harmless_paste_is_not_asked_and_comes_as_it_was_judged(
    desktop: VirtualDesktop, supervised: Supervised, work: Path, route: tuple[str, str, str]
) -> None:
    kind, selection, keys = route
    with terminal(desktop, kind, work) as shell:
        status, out = supervised.finish(supervised.shell(pasting(shell, selection, "mkdir new\\n", keys)))
        assert status == 0, out
        wait_for((work / "new").exists, "the pasted line to be run")
        assert [row["decision"]["verdict"] for row in supervised.rows("decided")[-1:]] == ["allow"]


def test_a_paste_without_a_line_end_waits_for_enter_which_is_judged_with_it(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, work: Path
) -> None:
    with terminal(desktop, "xterm", work) as shell:
        agent = supervised.shell(pasting(shell, "primary", "rm -rf ", "xdotool key shift+Insert"))
        assert supervised.finish(agent)[0] == 0
        agent = supervised.shell("xdotool type old; xdotool key Return")
        supervised.wait_held()
        assert supervised.rows("decided")[-1]["action"]["text"] == "rm -rf old"
        supervised.approve(person)
        supervised.finish(agent)
        wait_for(lambda: not (work / "old").exists(), "the line to be run as it was judged")


@pytest.mark.parametrize("text", ["old\\n", "old; ls\\ntouch done"])
def test_what_is_pasted_behind_typed_text_is_judged_with_it(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, work: Path, text: str
) -> None:
    with terminal(desktop, "xterm", work) as shell:
        agent = supervised.shell(
            f"xdotool type 'rm -rf '; {pasting(shell, 'primary', text, 'xdotool key shift+Insert')}"
        )
        supervised.wait_held()
        assert supervised.rows("decided")[-1]["decision"]["rule_id"] == "shell-destructive"
        supervised.reject(person)
        supervised.finish(agent)
        assert (work / "old").exists()


def test_every_line_of_a_paste_is_judged(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, work: Path
) -> None:
    with terminal(desktop, "xterm", work) as shell:
        text = "ls\\n\\necho one\\nrm -rf old\\necho two\\n"
        agent = supervised.shell(pasting(shell, "primary", text, "xdotool key shift+Insert"))
        supervised.wait_held()
        assert supervised.rows("decided")[-1]["decision"]["rule_id"] == "shell-destructive"
        supervised.reject(person)
        supervised.finish(agent)


def owning(selection: str, *texts: str, then: str, options: str = "") -> str:
    """Write the script of an agent that owns a selection itself, and pastes it."""
    quoted = " ".join(f"'{text}'" for text in texts)
    return (
        f"{OWNER} {options} {selection} {quoted} > said 2>&1 &"
        f" until grep -q owner said; do sleep 0.02; done; {then}; sleep 1.5; cat said"
    )


@pytest.mark.parametrize("options", ["", "--flood $(xdotool getactivewindow)"])
@pytest.mark.parametrize("kind", ["xterm", "lxterminal"])
def test_an_owner_that_answers_the_terminal_differently_is_not_heard(
    desktop: VirtualDesktop, supervised: Supervised, work: Path, kind: str, options: str
) -> None:
    selection, keys = {"xterm": ("PRIMARY", "shift+Insert"), "lxterminal": ("CLIPBOARD", "ctrl+shift+v")}[kind]
    script = owning(selection, "mkdir new\\n", "rm -rf old\\n", then=f"xdotool key {keys}", options=options)
    with terminal(desktop, kind, work):
        status, out = supervised.finish(supervised.shell(script, cwd=work))
        assert status == 0, out
        wait_for((work / "new").exists, "what was judged to come")
        assert [paste["text"] for paste in last_context(supervised)] == ["mkdir new\n"]
        assert (work / "old").exists()


def test_an_owner_that_takes_the_selection_back_with_something_else_is_judged_anew(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, work: Path
) -> None:
    texts = ("mkdir new\\n", "rm -rf old\\n")
    with terminal(desktop, "xterm", work):
        agent = supervised.shell(
            owning("PRIMARY", *texts, then="xdotool key shift+Insert", options="--retake"), cwd=work
        )
        supervised.wait_held()
        assert supervised.rows("decided")[-1]["decision"]["rule_id"] == "shell-destructive"
        supervised.reject(person)
        supervised.finish(agent)
        assert (work / "old").exists()
        assert not (work / "new").exists()


def test_an_owner_that_is_silent_is_asked_about_and_holds_nothing_else_up(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, work: Path
) -> None:
    with terminal(desktop, "xterm", work):
        agent = supervised.shell(owning("PRIMARY", "-", then="xdotool key shift+Insert"), cwd=work)
        supervised.wait_held()
        decided = supervised.rows("decided")[-1]
        assert decided["decision"]["rule_id"] == "terminal-paste"
        assert "could not be read" in decided["decision"]["reason"]
        supervised.reject(person)
        supervised.finish(agent)


def test_the_popup_says_what_would_be_pasted(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, work: Path
) -> None:
    with terminal(desktop, "xterm", work) as shell:
        agent = supervised.shell(pasting(shell, "primary", "rm -rf old\\n", "xdotool key shift+Insert"))
        supervised.wait_held()
        Accessible(desktop).wait(name="The agent wants to paste “rm -rf old⏎” into .*")
        supervised.reject(person)
        supervised.finish(agent)


def test_the_paste_item_of_a_terminals_menu_is_judged_by_the_clipboard(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, work: Path
) -> None:
    with terminal(desktop, "xfce4-terminal", work) as shell:
        x, y, width, height = shell.window.rect
        first = supervised.shell(f"xdotool mousemove {x + width // 2} {y + height // 2} click 3")
        supervised.finish(first)
        item = shell.element(role="menu item", name="Paste")
        place = "xdotool mousemove {} {} click 1".format(*item.centre)
        agent = supervised.shell(pasting(shell, "clipboard", "rm -rf old\\n", place))
        supervised.wait_held()
        assert supervised.rows("decided")[-1]["decision"]["rule_id"] == "shell-destructive"
        supervised.reject(person)
        supervised.finish(agent)
        assert (work / "old").exists()
        person.tap("Escape")


def place(desktop: VirtualDesktop, program: Program, x: int, y: int) -> None:
    """Put a window where it hides no other."""
    desktop.run(["xdotool", "windowsize", "--sync", str(program.window.id), "500", "300"])
    desktop.run(["xdotool", "windowmove", "--sync", str(program.window.id), str(x), str(y)])


def marked(desktop: VirtualDesktop) -> str:
    """Give what is marked in the person's programs."""
    # A request that the program lost, as it marked anew meanwhile, is waited for by `xclip` for ever.
    asked = ["timeout", "2", "xclip", "-o"]
    return subprocess.run(asked, env=desktop.env, capture_output=True, text=True, timeout=30, check=False).stdout


@pytest.mark.parametrize("approves", [False, True])
def test_text_that_is_dropped_onto_a_terminal_is_judged(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, work: Path, *, approves: bool
) -> None:
    text = work / "text.txt"
    text.write_text("rm -rf old; touch done\n\n")
    with terminal(desktop, "xfce4-terminal", work) as shell, mousepad(desktop, text) as editor:
        place(desktop, shell, 20, 450)
        place(desktop, editor, 20, 40)
        person.click(*editor.element(role="text").centre)

        def mark_all() -> bool:
            person.chord("ctrl+a")
            return "rm -rf" in marked(desktop)

        wait_for(mark_all, "the text to be marked")
        x, y, _, _ = editor.element(role="text").rect
        to_x, to_y = shell.element(role="terminal").centre
        agent = supervised.shell(
            f"xdotool mousemove {x + 20} {y + 8} mousedown 1 sleep 0.3 mousemove {x + 30} {y + 12} sleep 0.5"
            f" mousemove {to_x} {to_y} sleep 0.3 mousemove {to_x + 5} {to_y + 5} sleep 0.5 mouseup 1; sleep 1"
        )
        supervised.wait_held()
        assert supervised.rows("decided")[-1]["decision"]["rule_id"] == "shell-destructive"
        assert [paste["selection"] for paste in last_context(supervised)] == ["XdndSelection"]
        if approves:
            supervised.approve(person)
            wait_for((work / "done").exists, "the approved drop to be run")
        else:
            supervised.reject(person)
        supervised.finish(agent)
        assert (work / "old").exists() is not approves
