"""A server on this machine that speaks chat completions, well or badly, as a test tells it."""

from __future__ import annotations

import datetime as dt
import http.server
import ipaddress
import json
import ssl
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

_DRIP_S = 0.02


@dataclass(frozen=True)
class Seen:
    """One request."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        """What was to be judged."""
        found: dict[str, Any] = json.loads(self.body["messages"][1]["content"])
        return found


class ChatServer:
    """Listens until it is closed; a context manager.

    Attributes:
        url: Base address, as `[judge] url` takes it.
        seen: All requests.
    """

    def __init__(self, *, certificate: Path | None = None) -> None:
        """Listen.

        Args:
            certificate: File with key and certificate, see `make_certificate`; None for no TLS.
        """
        self.seen: list[Seen] = []
        self._released = threading.Event()
        self._behave: Callable[[_Handler], object] = lambda handler: handler.say(_completion("read", "it only looks"))
        outer = self

        class Handler(_Handler):
            def do_POST(self) -> None:  # the library's name
                outer._serve(self)

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.url = f"http{'s' if certificate else ''}://127.0.0.1:{self.port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def _serve(self, handler: _Handler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        self.seen.append(Seen(handler.path, dict(handler.headers), json.loads(body)))
        self._behave(handler)

    # -- what it does from now on

    def answers(self, tier: str, reason: str = "because") -> None:
        """Answer as it should."""
        self.says(_completion(tier, reason))

    def answers_by(self, judge: Callable[[dict[str, Any]], str]) -> None:
        """Answer with the tier that a function gives for the facts."""
        self._behave = lambda handler: handler.say(_completion(judge(self.seen[-1].facts), "because"))

    def says(self, body: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Answer with a body."""
        self._behave = lambda handler: handler.say(body, status=status, headers=headers or {})

    def writes(self, raw: bytes) -> None:
        """Answer with what need not be HTTP."""
        self._behave = lambda handler: handler.write(raw)

    def hangs(self) -> None:
        """Take the request and never answer."""
        self._behave = lambda _handler: self._hang()

    def drips(self) -> None:
        """Answer without end, a sign at a time."""

        def drip(handler: _Handler) -> None:
            handler.write(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n")
            while not self._released.wait(_DRIP_S) and handler.write(b" "):
                pass

        self._behave = drip

    def _hang(self) -> None:
        self._released.wait(60)

    def close(self) -> None:
        """Stop listening, and let go who hangs."""
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""

    def say(self, body: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        head = f"HTTP/1.1 {status} Some\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
        self.write(f"{head}\r\n".encode() + body)

    def write(self, raw: bytes) -> bool:
        """Write; False when the client has left."""
        try:
            self.wfile.write(raw)
            self.wfile.flush()
        except OSError:
            return False
        return True


def _completion(tier: str, reason: str) -> bytes:
    return completion(json.dumps({"tier": tier, "reason": reason}))


def completion(content: object) -> bytes:
    """Give a chat completion with some content."""
    return json.dumps({"id": "c", "choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def make_certificate(folder: Path, *, host: str = "127.0.0.1") -> Path:
    """Make a key and a certificate that it has signed itself, for an address."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    no_password = serialization.NoEncryption()
    file = folder / "certificate.pem"
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, no_password)
    file.write_bytes(private + certificate.public_bytes(pem))
    return file
