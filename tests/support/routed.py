"""Python programs that are routed, as `run` starts them, with a gateway behind them and no display at all."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from supervisor.client.messages import SOCKET, TOKEN, Address
from supervisor.client.shims import routed
from supervisor.wire.vocabulary import Proposal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.support.gateway_rig import GatewayRig


def program(code: str, address: Address | None, more: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    """Run a program; gives its status, what it printed and what it complained of.

    Args:
        code: Its text.
        address: Its supervisor's; None for none.
        more: More of its environment.
    """
    env = {"PATH": os.environ["PATH"]} | dict(more or {})
    if address is not None:
        env |= {SOCKET: address.socket, TOKEN: address.token}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=routed(env),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd="/",
    )
    return done.returncode, done.stdout, done.stderr


def runs(code: str, address: Address, more: Mapping[str, str] | None = None) -> list[str]:
    """Run a program to its good end; gives the lines that it printed."""
    status, out, err = program(code, address, more)
    assert status == 0, err
    return out.splitlines()


def gestures(rig: GatewayRig) -> list[dict[str, Any]]:
    """Give what was proposed, without what is as usual."""
    made = [one.proposal for one in rig.agent.made]
    return [
        {"type": one.gesture.type} | one.gesture.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
        for one in made
        if isinstance(one, Proposal)
    ]
