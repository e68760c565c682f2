from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.desktop.doctor_buses import probe_buses
from tests.support.notification_server import NotificationServer
from tests.support.private_bus import PrivateBus

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop


def test_without_a_session_bus(tmp_path: Path) -> None:
    accessibility, tray, notifications = probe_buses({"XDG_RUNTIME_DIR": str(tmp_path)}, tray_on_x11=False)
    assert accessibility.ok is False
    assert "gsettings" in accessibility.remedy
    assert (tray.name, tray.ok) == ("tray", None)
    assert (notifications.name, notifications.ok) == ("notifications", None)
    assert "shows no notifications" in notifications.means


def test_a_tray_found_elsewhere_counts(tmp_path: Path) -> None:
    _, tray, _ = probe_buses({"XDG_RUNTIME_DIR": str(tmp_path)}, tray_on_x11=True)
    assert tray.ok is True


def test_a_server_for_notifications_is_found() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="bus-") as folder,
        PrivateBus(Path(folder)) as private,
        NotificationServer(private.address),
    ):
        *_, notifications = probe_buses({"DBUS_SESSION_BUS_ADDRESS": private.address}, tray_on_x11=True)
        assert (notifications.name, notifications.ok, notifications.remedy) == ("notifications", True, "")


def test_accessibility_that_is_on_and_off(desktop: VirtualDesktop) -> None:
    accessibility, *_ = probe_buses(desktop.env, tray_on_x11=False)
    assert (accessibility.name, accessibility.ok) == ("accessibility", True)
    switch = ["dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus"]
    switch += ["org.freedesktop.DBus.Properties.Set", "string:org.a11y.Status", "string:IsEnabled"]
    desktop.run([*switch, "variant:boolean:false"])
    try:
        accessibility, *_ = probe_buses(desktop.env, tray_on_x11=False)
        assert accessibility.ok is None
        assert "switched off" in accessibility.means
    finally:
        desktop.run([*switch, "variant:boolean:true"])
