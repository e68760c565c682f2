from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from supervisor.human.identity import ROOTS, identity_of, is_still

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tool(tmp_path: Path) -> Path:
    file = tmp_path / "tool"
    file.write_text("#!/bin/sh\n")
    return file


def test_a_file_is_itself_and_nothing_is_no_file(tool: Path) -> None:
    identity = identity_of(str(tool))
    assert is_still(str(tool), identity)
    assert identity_of(str(tool.with_name("none"))) == ""
    assert not is_still(str(tool.with_name("none")), "")
    assert not is_still(str(tool.with_name("none")), identity)


def test_attack_a_file_that_is_written_is_another_also_with_its_old_times(tool: Path) -> None:
    identity, before = identity_of(str(tool)), tool.stat()
    tool.write_text("#!/bin/SH\n")
    os.utime(tool, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not is_still(str(tool), identity)


def test_attack_a_file_that_is_replaced_is_another(tool: Path) -> None:
    identity = identity_of(str(tool))
    other = tool.with_name("other")
    shutil.copy2(tool, other)
    other.replace(tool)
    assert not is_still(str(tool), identity)


def test_attack_a_link_that_leads_elsewhere_is_another_file(tool: Path) -> None:
    link, other = tool.with_name("link"), tool.with_name("other")
    link.symlink_to(tool)
    identity = identity_of(str(link))
    assert is_still(str(link), identity)
    other.write_text("")
    link.unlink()
    link.symlink_to(other)
    assert not is_still(str(link), identity)


def test_a_process_is_of_the_file_that_it_was_started_from(tool: Path) -> None:
    shutil.copy2(shutil.which("sleep") or "", tool)
    identity = identity_of(str(tool))
    with subprocess.Popen([tool, "60"]) as process:
        assert is_still(f"/proc/{process.pid}/exe", identity)
        other = tool.with_name("other")
        shutil.copy2(tool, other)
        other.replace(tool)
        assert not is_still(str(tool), identity)
        process.kill()


@pytest.mark.skipif(os.geteuid() == 0, reason="root can change everything")
def test_what_root_alone_can_change_is_known_by_its_path(tool: Path) -> None:
    assert identity_of("/usr/bin/env") == ROOTS
    assert is_still("/usr/bin/env", ROOTS)
    link = tool.with_name("link")
    link.symlink_to("/usr/bin/env")
    assert identity_of(str(link)) != ROOTS
