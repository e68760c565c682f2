"""The service's link to the process that asks the external judge: the loop never waits, and always hears in time."""

from __future__ import annotations

import select
import socket
import subprocess
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supervisor.channel import Channel
from supervisor.core.assessment import Tier
from supervisor.core.opinion import Opinion
from supervisor.desktop.child import end_child
from supervisor.desktop.processes import python_module

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping

    from supervisor.core.ports import Loop, Timer
    from supervisor.core.settings import JudgeSettings

    Done = Callable[[Opinion], None]

RESTART_S = 2.0
KEPT_S = 30.0
"""An answer holds for the very same question this long: it is all that the judge is told."""
_MOST_KEPT = 256
_NEEDED = ("PATH", "LANG", "LC_ALL", "SSL_CERT_FILE", "SSL_CERT_DIR", "RES_OPTIONS", "LOCALDOMAIN")
"""What resolving names and trusting certificates goes by; the process needs nothing else of the environment."""


def open_judge(loop: Loop, settings: JudgeSettings, environ: MutableMapping[str, str]) -> JudgeLink | None:
    """Start the link, when the person wants a judge; the key is taken out of the environment.

    Call it before any other process is started, which would inherit the key.

    Args:
        loop: The service's.
        settings: What the person wants.
        environ: The service's environment; changed.
    """
    key = take_key(settings, environ)
    if not settings.on:
        return None
    link = JudgeLink(loop, settings, key, environ)
    link.start()
    return link


def take_key(settings: JudgeSettings, environ: MutableMapping[str, str]) -> str:
    """Take the key out of the environment: no process that is started from now on gets it.

    Args:
        settings: Where it is.
        environ: The service's environment; changed.

    Returns:
        The key; empty when there is none.
    """
    return environ.pop(settings.key_env, "") if settings.key_env else ""


@dataclass(slots=True)
class _Asked:
    """A question without an answer yet."""

    question: str
    done: Done
    late: Timer


class Request:
    """A question that can be taken back."""

    def __init__(self, link: JudgeLink, number: int) -> None:
        self._link = link
        self._number = number

    def cancel(self) -> None:
        """Give no answer, and end the request where it runs."""
        self._link.cancel(self._number)


class JudgeLink:
    """Asks the external judge within its time."""

    def __init__(self, loop: Loop, settings: JudgeSettings, key: str, environ: Mapping[str, str]) -> None:
        """Prepare; nothing is started yet.

        Args:
            loop: The service's.
            settings: A judge that is switched on.
            key: The key; empty for none.
            environ: The service's environment.
        """
        self._loop = loop
        self._settings = settings
        self._key = key
        self._environ = {name: environ[name] for name in _NEEDED if name in environ}
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: Channel | None = None
        self._started_ns: int | None = None
        self._asked: dict[int, _Asked] = {}
        self._kept: OrderedDict[str, tuple[int, Opinion]] = OrderedDict()
        self._last_id = 0
        self._closed = False
        self._problem = self._missing = self._what_is_missing()
        self.ready = False

    @property
    def words(self) -> str:
        """Say for tray and `status` that there is a judge, and whether it answers."""
        model = f"judge: on, model {self._settings.model}"
        return f"{model}; it did not answer: {self._problem}" if self._problem else model

    def _what_is_missing(self) -> str:
        name = self._settings.key_env
        if name and not self._key:
            return f"the variable `{name}` with its key was not set where the supervisor was started"
        if not (self._key.isascii() and self._key.isprintable()) or " " in self._key:
            return f"what is in the variable `{name}` cannot be a key"
        return ""

    def start(self) -> None:
        """Start the process."""
        self._started_ns = self._loop.now_ns()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [*python_module("supervisor.external_judge.process"), "--fd", str(theirs.fileno())]
            self._process = subprocess.Popen(
                command, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL, env=self._environ
            )
        self._channel = Channel(ours)
        settings = self._settings
        config = {"url": settings.url, "model": settings.model, "limit_s": settings.limit_ms / 1000}
        self._channel.send(config | {"key": self._key})
        self._loop.add(ours.fileno(), self._on_event, select.EPOLLIN)

    def ask(self, question: str, done: Done) -> Timer:
        """Ask; `done` comes from the loop, within the judge's time, and never when it was cancelled."""
        kept = self._kept.get(question)
        if kept is not None and self._loop.now_ns() < kept[0]:
            return self._loop.after(0, lambda: done(kept[1]))
        self._last_id += 1
        number = self._last_id
        limit_ms = self._settings.limit_ms
        late = self._loop.after(limit_ms / 1000, lambda: self._fail(number, f"it took longer than {limit_ms} ms"))
        self._asked[number] = _Asked(question, done, late)
        why = self._send({"id": number, "question": question})
        if why:
            self._loop.after(0, lambda: self._fail(number, why))
        return Request(self, number)

    def _send(self, message: dict[str, Any]) -> str:
        """Send; gives why it could not."""
        if self._missing:
            return self._missing
        if self._channel is None and not self._closed and self._may_start():
            self.start()
        if self._channel is None or not self._channel.send(message) or self._channel.waiting:
            return "the process that asks it does not run"
        return ""

    def _may_start(self) -> bool:
        return self._started_ns is None or self._loop.now_ns() - self._started_ns >= RESTART_S * 1e9

    def cancel(self, number: int) -> None:
        """Take a question back."""
        asked = self._asked.pop(number, None)
        if asked is None:
            return
        asked.late.cancel()
        if self._channel is not None:
            self._channel.send({"cancel": number})

    def _fail(self, number: int, why: str) -> None:
        asked = self._asked.get(number)
        self.cancel(number)
        if asked is not None:
            self._problem = why
            asked.done(Opinion(None, why))

    def _on_event(self, _events: int) -> None:
        channel = self._channel
        if channel is None:
            return
        for packet in channel.receive():
            packet.close()
            self._hear(packet.message)
        if channel.closed:
            self._lose()

    def _hear(self, message: Mapping[str, Any]) -> None:
        if message.get("ready"):
            self.ready = True
            return
        number, words = message["id"], str(message["words"])
        if message["tier"] is None:
            self._fail(number, words)
        elif (asked := self._asked.pop(number, None)) is not None:
            asked.late.cancel()
            self._problem = ""
            opinion = Opinion(Tier(message["tier"]), words)
            self._kept[asked.question] = (self._loop.now_ns() + int(KEPT_S * 1e9), opinion)
            self._kept.move_to_end(asked.question)
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
            asked.done(opinion)

    def _lose(self) -> None:
        """Fail all that is asked; the next question starts the process again."""
        self._drop()
        for number in list(self._asked):
            self._fail(number, "the process that asks it has ended")

    def _drop(self) -> None:
        self.ready = False
        end_child(self._process, self._channel, self._loop.remove)
        self._process = self._channel = None

    def close(self) -> None:
        """End the process and all that is asked."""
        self._closed = True
        for number in list(self._asked):
            self.cancel(number)
        self._drop()
