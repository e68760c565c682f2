from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from Xlib import X, Xatom

from supervisor.desktop import processes
from supervisor.desktop.window_facts import WindowFacts
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    import pytest
    from Xlib.display import Display

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.desktop.x11 import X11

_SHOW = """
import sys
from Xlib import X, Xatom, display
d = display.Display()
w = d.screen().root.create_window(0, 0, 50, 50, 0, X.CopyFromParent)
w.change_property(d.intern_atom("_NET_WM_PID"), Xatom.CARDINAL, 32, [1])
d.sync()
print(w.id, flush=True)
sys.stdin.read()
"""


def window_of(other: Display, pid: int) -> int:
    window: Any = other.screen().root.create_window(0, 0, 50, 50, 0, X.CopyFromParent)
    window.change_property(other.intern_atom("_NET_WM_PID"), Xatom.CARDINAL, 32, [pid])
    other.sync()
    return int(window.id)


def test_the_server_knows_the_process_better_than_the_program_says(x11: X11, bare: VirtualDesktop) -> None:
    program = bare.spawn([sys.executable, "-c", _SHOW], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert program.stdin
    assert program.stdout
    try:
        found = WindowFacts(x11).get(int(program.stdout.readline()))
        assert found is not None
        assert found.pid == program.pid
        assert found.executable == Path(f"/proc/{program.pid}/exe").readlink().name
    finally:
        program.stdin.close()
        program.stdout.close()
        bare.end(program)


def test_behind_our_proxy_the_programs_word_counts_when_such_a_process_exists(x11: X11, other: Display) -> None:
    # This process is the other end of `other`, as the proxy is of its agents' connections.
    facts = WindowFacts(x11)
    assert facts.get(window_of(other, os.getppid())).pid == os.getppid()  # type: ignore[union-attr]
    nobody = facts.get(window_of(other, 4_000_000))
    assert nobody is not None
    assert (nobody.pid, nobody.executable) == (0, "")


def test_an_id_inside_a_namespace_is_translated_when_it_is_the_only_one(
    x11: X11, other: Display, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = WindowFacts(x11)
    monkeypatch.setattr(processes, "outer_pids", lambda inner: (os.getppid(),) if inner == 7 else ())
    assert facts.get(window_of(other, 7)).pid == os.getppid()  # type: ignore[union-attr]
    monkeypatch.setattr(processes, "outer_pids", lambda _inner: (11, 12))
    assert facts.get(window_of(other, os.getppid())).pid == 0  # type: ignore[union-attr]


def test_attack_behind_our_proxy_a_program_is_not_believed_when_it_names_another(x11: X11, other: Display) -> None:
    window = window_of(other, os.getpid())
    facts = WindowFacts(x11, lambda asked: os.getppid() if asked == window else 0)
    assert facts.get(window).pid == os.getppid()  # type: ignore[union-attr]
    gone = WindowFacts(x11, lambda _asked: 4_000_000)
    assert gone.get(window).pid == os.getpid()  # type: ignore[union-attr]


def test_what_is_known_is_kept_until_it_is_said_to_have_changed(x11: X11, other: Display) -> None:
    facts = WindowFacts(x11)
    window = window_of(other, 0)
    first = facts.get(window)
    handle: Any = other.create_resource_object("window", window)
    handle.set_wm_name("new")
    other.sync()
    assert facts.get(window) is first
    facts.changed(window)
    assert facts.get(window).title == "new"  # type: ignore[union-attr]


def test_a_window_that_is_gone_is_unknown(x11: X11, other: Display) -> None:
    facts = WindowFacts(x11)
    window = window_of(other, 0)
    assert facts.get(window) is not None
    handle: Any = other.create_resource_object("window", window)
    handle.destroy()
    other.sync()
    facts.changed(window)
    assert facts.get(window) is None
    assert facts.get(0x123) is None


def test_the_event_mask_is_set_before_reading(x11: X11, other: Display) -> None:
    facts = WindowFacts(x11)
    window = window_of(other, 0)
    facts.get(window)
    handle: Any = other.create_resource_object("window", window)
    handle.set_wm_name("noticed")
    other.sync()
    wait_for(lambda: any(e.type == X.PropertyNotify and e.atom in facts.watched for e in x11.events()), "the event")
