from __future__ import annotations

import io
import os
import subprocess
from typing import TYPE_CHECKING, Any, Self

import pytest
from PIL import Image

from supervisor.desktop.portable.hand import HandError
from supervisor.desktop.portable.picture import picture
from supervisor.desktop.processes import python_module

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop

OURS, BY_MSS = (python_module(f"supervisor.desktop.{name}") for name in ("screen_picture", "portable.picture"))


def taken(command: list[str], env: dict[str, str]) -> Image.Image:
    done = subprocess.run(command, env=env, capture_output=True, check=True, timeout=60)
    with Image.open(io.BytesIO(done.stdout)) as image:
        return image.convert("RGB")


def test_a_picture_by_mss_has_the_same_pixels_as_ours(bare: VirtualDesktop) -> None:
    reader, writer = os.pipe()
    screen = ["-screen", "0", "900x600x24", "-nolisten", "tcp", "-noreset"]
    server = bare.spawn(["Xvfb", "-displayfd", str(writer), *screen], pass_fds=(writer,))
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        other = bare.env | {"DISPLAY": f":{int(pipe.readline())}"}
    # The first has a visual that mss's newer ways do not know.
    for env, size, colour in ((bare.env, (800, 600), "#20c040"), (other, (900, 600), "#c04020")):
        subprocess.run(["xsetroot", "-solid", colour], env=env, check=True, timeout=60)
        ours, by_mss = taken(OURS, env), taken(BY_MSS, env)
        assert ours.size == by_mss.size == size
        assert ours.tobytes() == by_mss.tobytes()
        assert by_mss.getpixel((5, 5)) == tuple(bytes.fromhex(colour[1:]))
    bare.end(server)


def test_without_a_display_it_fails_and_says_why() -> None:
    done = subprocess.run(BY_MSS, env={"DISPLAY": ":987"}, capture_output=True, check=False, timeout=60, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("mss cannot be used: ")
    assert done.stdout == ""


def test_a_picture_that_is_not_given_is_one_sentence() -> None:
    class Locked:
        monitors: tuple[dict[str, int], ...] = ({},)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            """Nothing to close."""

        def grab(self, _part: dict[str, Any]) -> None:
            raise OSError("the screen is locked")

    with pytest.raises(HandError, match="mss gives no picture: the screen is locked"):
        picture(Locked)
