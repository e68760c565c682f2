"""Chromium on a virtual desktop, and the pages it shows: every host of the web is one small server of ours."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

from tests.support.programs import Program
from tests.support.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from supervisor.demo.virtual_desktop import VirtualDesktop

_OPTIONS = (
    "--no-first-run", "--no-default-browser-check", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--password-store=basic", "--disable-features=HttpsUpgrades",
    "--disable-session-crashed-bubble",
)  # fmt: skip
ACCESSIBLE = "--force-renderer-accessibility"
"""Makes Chromium tell its pages without a screen reader that asks for them."""


class Pages:
    """A server that gives pages by host, and hears what their buttons report; a context manager.

    Attributes:
        pressed: Hosts of the pages whose `report()` was called, in order.
    """

    def __init__(self, pages: Mapping[str, str]) -> None:
        """Begin to serve.

        Args:
            pages: The body of the page of each host, whatever the path.
        """
        self.pressed: list[str] = []
        pressed = self.pressed

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host = (self.headers.get("Host") or "").partition(":")[0]
                if self.path == "/pressed":
                    pressed.append(host)
                script = "<script>function report() { fetch(`//${location.host}/pressed`) }</script>"
                page = f"<html><head><title>Page</title>{script}</head><body>{pages.get(host, '')}</body></html>"
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(page.encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class Chromium(Program):
    """Chromium, whose every host is `pages`."""

    def __init__(
        self,
        desktop: VirtualDesktop,
        folder: Path,
        pages: Pages,
        address: str,
        options: Sequence[str] = (ACCESSIBLE,),
    ) -> None:
        self._argv = [
            "chromium",
            *_OPTIONS,
            *options,
            f"--user-data-dir={folder}",
            f"--host-resolver-rules=MAP * 127.0.0.1:{pages.port}",
        ]
        self._browser_desktop = desktop
        super().__init__(desktop, [*self._argv, address], wm_class="chromium", title="^Page")

    def open_tab(self, address: str) -> None:
        """Show another page, in a tab of its own."""
        self._browser_desktop.run([*self._argv, address])

    def place(self, name: str) -> tuple[int, int]:
        """Give the middle of the button of that name."""
        return self.element(role="push button", name=name, window="^Page").centre

    def activate(self) -> None:
        """Give it the focus."""
        with Windows(self._browser_desktop) as windows:
            windows.activate(self.window)
