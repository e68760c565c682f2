"""One question to a server that is compatible with OpenAI's, with blocking calls; the caller sets the time.

No redirect is followed and no proxy of the environment used: the key goes to the address that the person has named,
and nowhere else. Nothing that the server says gets into an error.
"""

from __future__ import annotations

import http.client
import ipaddress
import ssl
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from supervisor.wire import chat_completions

if TYPE_CHECKING:
    from supervisor.core.opinion import Opinion

_PLACE = "/chat/completions"


class EndpointError(Exception):
    """There is no answer; the sentence says why and quotes nothing of the server's."""


class Endpoint:
    """A server and a model.

    Attributes:
        model: The model's name.
    """

    def __init__(self, url: str, model: str, key: str) -> None:
        """Prepare; nothing is connected yet.

        Args:
            url: Base address, checked by the settings.
            model: The model's name.
            key: Sent as a bearer token; empty for none.
        """
        self.model = model
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port
        self._path = parts.path.rstrip("/") + _PLACE
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"

    def ask(self, question: str, limit_s: float) -> Opinion:
        """Ask.

        Args:
            question: The facts.
            limit_s: Longest wait for each packet, s; the whole is the caller's to bound.

        Raises:
            EndpointError: there is no answer.
        """
        connection = self._connection(limit_s)
        try:
            return chat_completions.opinion(self._body(connection, question))
        except chat_completions.AnswerError as e:
            raise EndpointError(str(e)) from e
        except (OSError, http.client.HTTPException, ValueError) as e:
            raise EndpointError(_why(e)) from e
        finally:
            connection.close()

    def _connection(self, limit_s: float) -> http.client.HTTPConnection:
        if self._tls is not None:
            return http.client.HTTPSConnection(self._host, self._port, timeout=limit_s, context=self._tls)
        return http.client.HTTPConnection(self._host, self._port, timeout=limit_s)

    def _body(self, connection: http.client.HTTPConnection, question: str) -> bytes:
        connection.connect()
        if self._tls is None and not ipaddress.ip_address(connection.sock.getpeername()[0]).is_loopback:
            # A name may lead anywhere, and without TLS nothing leaves the machine.
            raise EndpointError("its address is not on this machine, and has no TLS")
        connection.request("POST", self._path, chat_completions.request(self.model, question), self._headers)
        with connection.getresponse() as response:
            if response.status != http.client.OK:
                raise EndpointError(f"its server answers with status {response.status}")
            return response.read(chat_completions.LONGEST_ANSWER_BYTES + 1)


def _why(error: Exception) -> str:
    """Say what went wrong in words of ours; messages may quote the server, and one quotes the key."""
    if isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate does not prove that it is the one you named"
    if isinstance(error, ssl.SSLError):
        return "there is no TLS at its address"
    if isinstance(error, ConnectionRefusedError):
        return "nothing listens at its address"
    if isinstance(error, OSError):
        return "the connection to it failed"
    return "what answers there does not speak HTTP"
