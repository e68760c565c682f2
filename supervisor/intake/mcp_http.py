"""MCP over HTTP: who shows the token is let in, and each message is read strictly before the library sees it.

Served are the revisions with a session. The one without, 2026-07-28, has no place where an id could have been used
before: a request that a client sends again after a broken connection would run twice. Clients that speak it go back
to a session when they are told so.

Source: Model Context Protocol, schema 2025-11-25, "Transports", streamable HTTP.
"""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING, Any

from mcp.server.transport_security import TransportSecurityMiddleware, TransportSecuritySettings
from mcp_types import UNSUPPORTED_PROTOCOL_VERSION
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from supervisor.wire.jsonrpc import INVALID_REQUEST, JsonRpcError, TooLongError, failure
from supervisor.wire.mcp_messages import LONGEST_MESSAGE_BYTES, Said

if TYPE_CHECKING:
    from mcp.server.lowlevel.server import Server
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from supervisor.wire.jsonrpc import Id

MOST_SESSIONS = 256
"""At the same time; one that its client left behind is over after half an hour."""
MOST_CONNECTIONS = 64
"""At the same time, whoever makes them; others are told to come again."""
_KEPT = 1_000
"""Sessions whose ids are kept; of more than are open at the same time, the one used last the longest ago is over."""
_SESSION = b"mcp-session-id"
_VERSION = b"mcp-protocol-version"
_HERE = TransportSecuritySettings(
    allowed_hosts=["127.0.0.1:*", "localhost:*"],
    allowed_origins=["http://127.0.0.1:*", "http://localhost:*"],
)
"""A page of another site that calls itself this machine shows another name in one of these headers."""
_NO = 400
"""The first status that is none of success."""


def front(server: Server[Any], token: str) -> ASGIApp:
    """Put all of this before a server.

    Args:
        server: Of the library.
        token: What clients have to show.
    """
    app = server.streamable_http_app(
        max_sessions=MOST_SESSIONS, max_request_body_size=LONGEST_MESSAGE_BYTES, transport_security=_HERE
    )
    return WithToken(Strict(app), token)


class WithToken:
    """Lets only those through that show the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        """Wrap an application."""
        self._app = app
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
        await self._app(scope, receive, send)


class Strict:
    """Lets only those messages through that can be served, each request once.

    A client that leaves before its call has ended has taken it back: nobody would hear how it ended.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the library's application."""
        self._app = app
        self._security = TransportSecurityMiddleware(_HERE)
        self._sessions: dict[bytes, Said] = {}

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
        try:
            session = _only(scope, _SESSION)
            _check_version(_only(scope, _VERSION))
            body = await _body(receive) if posted else b""
            said = self._said(session)
            raw = said.take(body) if posted else {}
        except JsonRpcError as e:
            status = {TooLongError: 413, _UnknownSessionError: 404}.get(type(e), 400)
            await Response(failure(e), status, media_type="application/json")(scope, receive, send)
            return
        answer = _Answer(send)
        try:
            await self._app(scope, _again(body, receive) if posted else receive, answer.send)
        finally:
            if "method" in raw:
                said.over(raw.get("id"))
        if session is None:
            if answer.session is not None:
                self._sessions[answer.session] = said
                self._forget()
        elif scope["method"] == "DELETE" and answer.status < _NO:
            self._sessions.pop(session, None)
        elif "method" in raw and "id" in raw and not answer.whole:
            await self._take_back(scope, raw["id"])

    def _said(self, session: bytes | None) -> Said:
        """Give what a session has said; only its opening request comes without its name."""
        if session is None:
            return Said()
        said = self._sessions.pop(session, None)
        if said is None:
            raise _UnknownSessionError(INVALID_REQUEST, "there is no such session: initialize a new one")
        self._sessions[session] = said
        return said

    def _forget(self) -> None:
        """Forget the session that said nothing for longest: of so many it has ended."""
        if len(self._sessions) > _KEPT:
            del self._sessions[next(iter(self._sessions))]

    async def _take_back(self, scope: Scope, call: Id) -> None:
        message = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": call}}
        headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
        body = json.dumps(message).encode()
        await self._app({**scope, "headers": headers}, _again(body, _gone), _nobody)


class _UnknownSessionError(JsonRpcError):
    """A session that never was, or is over."""


class _Answer:
    """What a request is answered with, on its way out."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.session: bytes | None = None
        self.whole = False
        """It went out to its end."""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            if self.status < _NO:
                self.session = dict(message["headers"]).get(_SESSION)
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
