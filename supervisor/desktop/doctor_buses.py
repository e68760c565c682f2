"""Doctor's questions to the session bus."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusError, InvalidAddressError

from supervisor.desktop.atspi_bus import AtspiBus, BusUnavailableError, Unanswered, session_address
from supervisor.desktop.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

_PATIENCE_S = 5.0
_WATCHER = "org.kde.StatusNotifierWatcher"
_TURN_ON = "gsettings set org.gnome.desktop.interface toolkit-accessibility true"


def probe_buses(environ: Mapping[str, str], *, tray_on_x11: bool) -> list[Finding]:
    """Ask for accessibility and a tray.

    Args:
        environ: Environment of the session.
        tray_on_x11: A tray of the X11 kind was found already.
    """
    return asyncio.run(_probe(environ, tray_on_x11=tray_on_x11))


async def _probe(environ: Mapping[str, str], *, tray_on_x11: bool) -> list[Finding]:
    try:
        async with asyncio.timeout(_PATIENCE_S):
            session = await MessageBus(bus_address=session_address(environ)).connect()
    except (OSError, EOFError, DBusError, InvalidAddressError, ValueError, TimeoutError):
        return [_no_accessibility("there is no session bus"), _tray(tray_on_x11)]
    try:
        notifier = await _ask(session, "org.freedesktop.DBus", "/org/freedesktop/DBus", "NameHasOwner", _WATCHER)
        return [await _accessibility(session), _tray(tray_on_x11 or notifier is True)]
    finally:
        session.disconnect()


async def _accessibility(session: MessageBus) -> Finding:
    try:
        async with asyncio.timeout(_PATIENCE_S):
            bus = await AtspiBus.connect_through(session)
            count = len(await bus.applications())
            bus.disconnect()
    except (BusUnavailableError, Unanswered, TimeoutError) as e:
        return _no_accessibility(str(e) or "the accessibility bus does not answer")
    enabled = await _ask(
        session, "org.a11y.Bus", "/org/a11y/bus", "Get", "org.a11y.Status", "IsEnabled",
        interface="org.freedesktop.DBus.Properties",
    )  # fmt: skip
    seen = f"{count} programs tell what their controls are called"
    if enabled is False:
        means = f"accessibility is switched off: {seen}, Qt programs and browsers started now will not"
        return Finding("accessibility", None, means, f"switch it on and start the programs again: {_TURN_ON}")
    return Finding("accessibility", True, f"accessibility is on: {seen}")


def _no_accessibility(why: str) -> Finding:
    means = f"{why}: controls are unknown by name, rules see the window only and ask more often"
    return Finding("accessibility", False, means, f"install `at-spi2-core`, then: {_TURN_ON}")


def _tray(found: bool) -> Finding:
    if found:
        return Finding("tray", True, "state, stop and pause are in the tray")
    return Finding("tray", None, "this desktop has no tray: a small control stays on the screen instead")


async def _ask(
    session: MessageBus, owner: str, path: str, member: str, *body: str, interface: str = "org.freedesktop.DBus"
) -> Any:
    """Give the first word of the answer, out of its variant; None for none."""
    message = Message(owner, path, interface, member, signature="s" * len(body), body=list(body))
    try:
        async with asyncio.timeout(_PATIENCE_S):
            reply = await session.call(message)
    except (OSError, EOFError, DBusError, TimeoutError):
        return None
    if reply is None or reply.message_type is not MessageType.METHOD_RETURN or not reply.body:
        return None
    return getattr(reply.body[0], "value", reply.body[0])
