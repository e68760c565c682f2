from __future__ import annotations

import subprocess
import zlib
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.processes import python_module

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop

COMMAND = python_module("supervisor.desktop.screen_picture")


@pytest.mark.desktop
def test_the_screen_comes_as_png_in_its_size(desktop: VirtualDesktop) -> None:
    done = subprocess.run(COMMAND, env=desktop.env, capture_output=True, check=True, timeout=60)
    png = done.stdout
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == desktop.size
    start = png.index(b"IDAT") + 4
    length = int.from_bytes(png[start - 8 : start - 4], "big")
    assert len(zlib.decompress(png[start : start + length])) == height * (3 * width + 1)


def test_without_a_display_it_fails_and_says_why() -> None:
    done = subprocess.run(COMMAND, env={"DISPLAY": ":987"}, capture_output=True, check=False, timeout=60, text=True)
    assert done.returncode == 1
    assert "`:987` does not answer" in done.stderr
    assert done.stdout == ""
