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

_DBUS = "org.freedesktop.DBus"
_PATIENCE_S = 5.0
_WATCHER = "org.kde.StatusNotifierWatcher"
_NOTICES = "org.freedesktop.Notifications"
_TURN_ON = "gsettings set org.gnome.desktop.interface toolkit-accessibility true"


def probe_buses(environ: Mapping[str, str], *, tray_on_x11: bool) -> list[Finding]:
    """Ask for accessibility, a tray and notifications.

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
        return [_no_accessibility("there is no session bus"), _tray(tray_on_x11), _notifications(False)]
    try:
        notifier = await _ask(session, _DBUS, "/org/freedesktop/DBus", "NameHasOwner", _WATCHER)
        started = await _ask(session, _DBUS, "/org/freedesktop/DBus", "ListActivatableNames")
        here = await _ask(session, _DBUS, "/org/freedesktop/DBus", "NameHasOwner", _NOTICES)
        notices = here is True or _NOTICES in (started or [])
        return [await _accessibility(session), _tray(tray_on_x11 or notifier is True), _notifications(notices)]
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


def _notifications(found: bool) -> Finding:
    if found:
        return Finding("notifications", True, "you are told by a notification when something waits and you are away")
    means = "this desktop shows no notifications: what waits is seen in the popup and the tray alone"
    return Finding("notifications", None, means, "install a notification server, e.g. `dunst`, to be told when away")


async def _ask(session: MessageBus, owner: str, path: str, member: str, *body: str, interface: str = _DBUS) -> Any:
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
