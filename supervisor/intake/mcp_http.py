"""MCP over HTTP: who shows the token is let in, and each message is read strictly before the library sees it.

Served are the revisions with a session. The one without, 2026-07-28, has no place where an id could have been used
before: a request that a client sends again after a broken connection would run twice. Clients that speak it go back
to a session when they are told so.

Source: Model Context Protocol, schema 2025-11-25, "Transports", streamable HTTP.
"""

from __future__ import annotations

import hmac
import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from mcp.server.transport_security import TransportSecurityMiddleware, TransportSecuritySettings
from mcp_types import UNSUPPORTED_PROTOCOL_VERSION
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from supervisor.intake import mcp_sessions
from supervisor.intake.mcp_sessions import Sessions, UnknownSessionError
from supervisor.wire.jsonrpc import INVALID_REQUEST, JsonRpcError, TooLongError, failure
from supervisor.wire.mcp_messages import LONGEST_MESSAGE_BYTES, Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from mcp.server.lowlevel.server import Server
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from supervisor.intake.mcp_slots import Slots
    from supervisor.wire.jsonrpc import Id

MOST_SESSIONS = 256
"""At the same time."""
_SESSION = b"mcp-session-id"
_VERSION = b"mcp-protocol-version"
_HERE = TransportSecuritySettings(
    allowed_hosts=["127.0.0.1:*", "localhost:*"],
    allowed_origins=["http://127.0.0.1:*", "http://localhost:*"],
)
"""A page of another site that calls itself this machine shows another name in one of these headers."""
_NO = 400
"""The first status that is none of success."""
_NO_SESSION = 404
"""What the library answers for a session that it has ended."""
_PATH = "/mcp"


def front(server: Server[Any], token: str, slots: Slots) -> ASGIApp:
    """Put all of this before a server.

    Args:
        server: Of the library.
        token: What clients have to show.
        slots: Places of connections, kept by those that show it.
    """
    app = server.streamable_http_app(
        streamable_http_path=_PATH,
        max_sessions=MOST_SESSIONS,
        max_request_body_size=LONGEST_MESSAGE_BYTES,
        session_idle_timeout=mcp_sessions.IDLE_S,
        transport_security=_HERE,
    )
    return WithToken(Strict(app), token, slots)


class WithToken:
    """Lets only those through that show the token."""

    def __init__(self, app: ASGIApp, token: str, slots: Slots) -> None:
        """Wrap an application."""
        self._app = app
        self._slots = slots
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "http":
            shown = [value for name, value in scope["headers"] if name == b"authorization"]
            if len(shown) != 1 or not hmac.compare_digest(shown[0], self._expected):
                await PlainTextResponse("show the token: `Authorization: Bearer …`", 401)(scope, receive, send)
                return
            if not self._slots.shown(scope["client"]):
                await PlainTextResponse("too many connections: come again later", 503)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class Strict:
    """Lets only those messages through that can be served, each request once.

    A client that leaves before its call has ended has taken it back: nobody would hear how it ended.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the library's application."""
        self._app = app
        self._security = TransportSecurityMiddleware(_HERE)
        self._sessions = Sessions()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        posted = scope["method"] == "POST"
        refused = await self._security.validate_request(Request(scope), is_post=posted)
        if refused is not None:
            await refused(scope, receive, send)
            return
        with ExitStack() as served:
            try:
                session = _only(scope, _SESSION)
                _check_version(_only(scope, _VERSION))
                body = await _body(receive) if posted else b""
                # Only its opening request comes without its name.
                said = Said() if session is None else served.enter_context(self._sessions.serving(session))
                raw = said.take(body, full=self._sessions.full) if posted else {}
            except JsonRpcError as e:
                status = {TooLongError: 413, UnknownSessionError: 404}.get(type(e), 400)
                await Response(failure(e), status, media_type="application/json")(scope, receive, send)
                return

            def begun(status: int, name: bytes | None) -> None:
                # Before the client hears of it: it may use a new name at once.
                deleted = scope["method"] == "DELETE" and status < _NO
                if session is None and name is not None and status < _NO:
                    self._sessions.opened(name, said)
                elif session is not None and (deleted or (status == _NO_SESSION and scope["path"] == _PATH)):
                    self._sessions.ended(session)

            answer = _Answer(send, begun)
            try:
                await self._app(scope, _again(body, receive) if posted else receive, answer.send)
            finally:
                if "method" in raw:
                    said.over(raw.get("id"))
            if session is not None and "method" in raw and "id" in raw and not answer.whole:
                await self._take_back(scope, raw["id"])

    async def _take_back(self, scope: Scope, call: Id) -> None:
        message = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": call}}
        headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
        body = json.dumps(message).encode()
        await self._app({**scope, "headers": headers}, _again(body, _gone), _nobody)


class _Answer:
    """What a request is answered with, on its way out."""

    def __init__(self, send: Send, begun: Callable[[int, bytes | None], None]) -> None:
        """Wrap what sends; `begun` is told the status and the name of the session, before the client is."""
        self._send = send
        self._begun = begun
        self.whole = False
        """It went out to its end."""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begun(message["status"], dict(message["headers"]).get(_SESSION))
        await self._send(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self.whole = True


def _only(scope: Scope, wanted: bytes) -> bytes | None:
    """Give a header.

    Raises:
        JsonRpcError: it comes twice, and whoever reads the first means another than who reads the last.
    """
    values = [value for name, value in scope["headers"] if name == wanted]
    if len(values) > 1:
        raise JsonRpcError(INVALID_REQUEST, f"the header `{wanted.decode()}` comes twice")
    return values[0] if values else None


def _check_version(version: bytes | None) -> None:
    served = [known.encode() for known in HANDSHAKE_PROTOCOL_VERSIONS]
    if version is not None and version not in served:
        requested = version.decode("latin-1")
        data = {"supported": list(HANDSHAKE_PROTOCOL_VERSIONS), "requested": requested}
        raise JsonRpcError(UNSUPPORTED_PROTOCOL_VERSION, "this revision of MCP is not served over HTTP", data)


async def _body(receive: Receive) -> bytes:
    """Read all that was posted.

    Raises:
        TooLongError: it is longer than any message.
    """
    found = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(found)
        found += message.get("body", b"")
        if len(found) > LONGEST_MESSAGE_BYTES:
            raise TooLongError(INVALID_REQUEST, f"a message is longer than {LONGEST_MESSAGE_BYTES} bytes")
        if not message.get("more_body", False):
            return bytes(found)


def _again(body: bytes, receive: Receive) -> Receive:
    """Give what was posted once more, and then what comes."""
    rest: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def give() -> Message:
        return rest.pop() if rest else await receive()

    return give


async def _gone() -> Message:
    return {"type": "http.disconnect"}


async def _nobody(_message: Message) -> None:
    pass
