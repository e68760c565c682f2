"""One connection of an agent that talks: its requests in, its outcomes out, its calls in between."""

from __future__ import annotations

import base64
import collections
import functools
import hmac
import select
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supervisor.intake.peers import Role
from supervisor.wire.agent_protocol import (
    CALL_NEWS,
    NO_PICTURE,
    NOT_FOR_ROLE,
    NOT_GREETED,
    OTHER_PROTOCOL,
    REFUSED,
    REPEATED,
    TOO_FAST,
    TOO_MANY,
    UNKNOWN_CALL,
    Act,
    Ask,
    Cancel,
    Hello,
    Pointer,
    Propose,
    Screenshot,
    StatusOf,
    Subscribe,
    outcome_data,
    read_params,
)
from supervisor.wire.jsonrpc import (
    INVALID_PARAMS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    Id,
    JsonRpcError,
    Lines,
    Request,
    TooLongError,
    failure,
    notification,
    read,
    result,
)
from supervisor.wire.vocabulary import VERSION, Down, Outcome, Proposal, Status, ToolProposal, VocabularyError

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence

    from supervisor.core.ports import Timer
    from supervisor.intake.gateway import Gateway, Ticket
    from supervisor.intake.peers import Caller

MAX_OUTSTANDING = 64
"""Calls of one connection that have not ended."""
MAX_A_SECOND = 1_000
"""Messages of one connection, over time; twice as many at once."""
MAX_IDS = 100_000
"""Ids that are texts: each is kept, so that none is used twice. Whole numbers rise, and cost nothing."""
MAX_PICTURES = 4
"""Pictures of one connection that are being taken."""
_PNG_HEAD_BYTES = 24
"""Up to the height (PNG, 11.2.2)."""
MAX_UNREAD_BYTES = 32 * 1_048_576
"""A client that does not read its answers is not kept; room for pictures of a large screen."""
HELLO_S = 30.0
"""Whoever connects says hello within this time."""
UNHEARD_S = 60.0
"""What a model's client left down is let go when it has said nothing for so long: over HTTP it may be gone unseen."""
_READ_BYTES = 16_384
_ENDED = 1_000
"""Outcomes of calls without a name that are kept for `status`."""
_NOT_KNOWN = (
    "the token is not that of this agent, or who called could not be told: say what `AGENT_SUPERVISOR_TOKEN` holds "
    "in a program that `agent-supervisor run` started"
)


@dataclass(slots=True)
class _Running:
    """A call that has not ended."""

    key: Id
    """Its name, or the id of its request."""
    named: bool
    answers: Id | None
    """The request that is answered at its end; None when that was answered at once."""
    rest: list[Proposal | ToolProposal]
    """What is still to be proposed, the last first."""
    outcomes: list[Outcome]
    whole: bool
    """It is an `act`: all outcomes are told."""
    held: bool = False
    ticket: Ticket | None = None
    """What is under way; None before the first."""
    off: bool = False
    """It was taken back."""


class Session:
    """A connection; closed by whichever side wants to first."""

    def __init__(self, gateway: Gateway, client: socket.socket, caller: Caller) -> None:
        self._gateway = gateway
        self._client = client
        self._caller = caller
        self._lines = Lines()
        self._arrived = collections.deque[bytes]()
        self._unsent = bytearray()
        self._events = select.EPOLLIN
        self._role: Role | None = None
        self._via = ""
        self._ids: set[str] = set()
        self._highest: int | None = None
        self._running: dict[Id, _Running] = {}
        self._ended: dict[Id, Outcome] = {}
        self._news: frozenset[str] = frozenset()
        self._pressed = False
        self._unheard_due: Timer | None = None
        self._heard_ns = 0
        self._pictures = 0
        self._open = True
        self._budget = 2.0 * MAX_A_SECOND
        self._budget_ns = gateway.loop.now_ns()
        gateway.loop.add(client.fileno(), self._on_event, self._events)
        self._hello_due = gateway.loop.after(HELLO_S, self.close)

    # -- the connection

    def _on_event(self, events: int) -> None:
        if events & select.EPOLLOUT:
            self._flush()
        # No more is read while something waits to be served.
        if events & (select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR) and self._open and not self._arrived:
            self._read()

    def _read(self) -> None:
        try:
            data = self._client.recv(_READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.close()
            return
        try:
            lines = self._lines.feed(data)
        except TooLongError as e:
            self._say(failure(e))
            self.close()
            return
        self._arrived.extend(lines)
        if self._arrived:
            self._gateway.turns.wants(self._serve_next)
            self._watch()

    def _serve_next(self) -> bool:
        """Serve a message; tell whether there is one behind it."""
        if self._open and self._arrived:
            self._take(self._arrived.popleft())
        self._watch()
        return self._open and bool(self._arrived)

    def _take(self, line: bytes) -> None:
        """Serve a message; whatever is wrong with it is its sender's."""
        request: Request | None = None
        self._is_heard()
        try:
            fast = self._is_too_fast()
            request = read(line)
            self._serve(request, fast=fast)
        except JsonRpcError as e:
            if request is None or request.id is not None:
                e.call = e.call if request is None else request.id
                self._say(failure(e))
            if e.code in (REFUSED, OTHER_PROTOCOL):
                self.close()

    def _say(self, message: bytes) -> None:
        if not self._open:
            return
        self._unsent += message
        self._flush()

    def _flush(self) -> None:
        try:
            sent = self._client.send(self._unsent) if self._unsent else 0
        except BlockingIOError:
            sent = 0
        except OSError:
            # What it wrote before it left is of no use to anybody: it cannot be told.
            self.close()
            return
        del self._unsent[:sent]
        if len(self._unsent) > MAX_UNREAD_BYTES:
            self.close()
            return
        self._watch()

    def _watch(self) -> None:
        """Hear of what has come, unless there is something to serve already, and of room for what is unsent."""
        if not self._open:
            return
        wanted = (0 if self._arrived else select.EPOLLIN) | (select.EPOLLOUT if self._unsent else 0)
        if wanted != self._events:
            self._events = wanted
            self._gateway.loop.change(self._client.fileno(), wanted)

    def close(self) -> None:
        """End it: what waits is taken back, what is down is let go; safe to call twice."""
        if not self._open:
            return
        self._open = False
        self._hello_due.cancel()
        if self._unheard_due is not None:
            self._unheard_due.cancel()
        self._gateway.sessions.discard(self)
        self._gateway.loop.remove(self._client.fileno())
        self._client.close()
        self._caller.close()
        for running in list(self._running.values()):
            self._call_off(running, "client-gone")
        if self._pressed:
            self._gateway.agent.let_go()

    def _is_heard(self) -> None:
        """Count anew how long what is down stays so."""
        self._heard_ns = self._gateway.loop.now_ns()
        if self._unheard_due is None and self._pressed and self._via == "mcp":
            self._unheard_due = self._gateway.loop.after(UNHEARD_S, self._is_unheard)

    def _is_unheard(self) -> None:
        self._unheard_due = None
        if self._running:
            self._is_heard()
            return
        left_s = UNHEARD_S - (self._gateway.loop.now_ns() - self._heard_ns) / 1e9
        if left_s > 0:
            # One timer at a time: those that are taken back stay in the loop until they are due.
            self._unheard_due = self._gateway.loop.after(left_s, self._is_unheard)
            return
        self._pressed = False
        self._gateway.agent.let_go()

    def _is_too_fast(self) -> bool:
        now_ns = self._gateway.loop.now_ns()
        earned = (now_ns - self._budget_ns) / 1e9 * MAX_A_SECOND
        self._budget, self._budget_ns = min(2.0 * MAX_A_SECOND, self._budget + earned), now_ns
        if self._budget < 1:
            return True
        self._budget -= 1
        return False

    # -- requests

    def _serve(self, request: Request, *, fast: bool) -> None:
        if fast:
            raise JsonRpcError(TOO_FAST, f"more than {MAX_A_SECOND} messages a second: wait a moment")
        if request.id is not None:
            self._check_id(request.id)
        if request.method == "hello":
            self._hello(request)
            return
        if self._role is None:
            raise JsonRpcError(NOT_GREETED, "say `hello` first")
        served = {
            "propose": self._propose,
            "act": self._act,
            "ask": self._ask,
            "status": self._status,
            "pointer": self._pointer,
            "screenshot": self._screenshot,
            "cancel": self._cancel,
            "subscribe": self._subscribe,
        }.get(request.method)
        if served is None:
            raise JsonRpcError(METHOD_NOT_FOUND, f"there is no method `{request.method[:100]}`")
        served(request)

    def _check_id(self, call: Id) -> None:
        """Take each id once: an answer belongs to one request, and a request that comes again runs no second time."""
        if isinstance(call, int):
            if self._highest is not None and call <= self._highest:
                raise JsonRpcError(REPEATED, f"id {call} was used, or comes too late: ids that are numbers rise")
            self._highest = call
            return
        if call in self._ids:
            raise JsonRpcError(REPEATED, "this id was used before: take another for each request")
        if len(self._ids) >= MAX_IDS:
            raise JsonRpcError(TOO_MANY, f"{MAX_IDS} texts were used as ids: use numbers that rise, or connect anew")
        self._ids.add(call)

    def _answer(self, request: Request, value: Any) -> None:
        if request.id is not None:
            self._say(result(request.id, value))

    def _hello(self, request: Request) -> None:
        said = read_params(request, Hello)
        if self._role is not None:
            raise JsonRpcError(INVALID_REQUEST, "`hello` was said before")
        if said.protocol != VERSION:
            raise JsonRpcError(OTHER_PROTOCOL, f"this is protocol {VERSION}", {"protocols": [VERSION]})
        role = self._gateway.agent.role(self._caller)
        known = hmac.compare_digest(said.token.encode(), self._gateway.token.encode())
        if not known or role is Role.UNKNOWN:
            raise JsonRpcError(REFUSED, _NOT_KNOWN)
        if said.role == "agent" and role is not Role.AGENT:
            raise JsonRpcError(REFUSED, "only processes of the agent may act for it: start this with `run`")
        self._role = role if said.role == "agent" else Role.OBSERVER
        self._via = said.via
        if said.model and self._role is Role.AGENT:
            self._gateway.agent.model_said(said.model)
        self._hello_due.cancel()
        width, height = self._gateway.agent.screen_size()
        limits = {"outstanding": MAX_OUTSTANDING, "messages_a_second": MAX_A_SECOND}
        screen = {"width": width, "height": height}
        self._answer(request, {"protocol": VERSION, "role": said.role, "screen": screen, "limits": limits})

    def _propose(self, request: Request) -> None:
        said = read_params(request, Propose)
        self._begin(request, said.call, [said], whole=False, wait=said.wait)

    def _ask(self, request: Request) -> None:
        said = read_params(request, Ask)
        try:
            _ = said.call_made
        except VocabularyError as e:
            raise JsonRpcError(INVALID_PARAMS, str(e), call=request.id) from e
        self._begin(request, said.call, [said], whole=False, wait=said.wait)

    def _act(self, request: Request) -> None:
        said = read_params(request, Act)
        self._begin(request, said.call, list(said.proposals()), whole=True, wait=True)

    def _begin(
        self,
        request: Request,
        name: str | None,
        proposals: Sequence[Proposal | ToolProposal],
        *,
        whole: bool,
        wait: bool,
    ) -> None:
        names = self._gateway.names
        if self._role is not Role.AGENT:
            raise JsonRpcError(NOT_FOR_ROLE, "an observer may not act")
        if request.id is None:
            # Nobody could be told what became of it.
            return
        if name is not None and name in names.used:
            known = names.outcomes.get(name)
            raise JsonRpcError(
                REPEATED, "this call was made before, and runs once", outcome_data(known) if known else None
            )
        if name is not None and names.full:
            raise JsonRpcError(TOO_MANY, "too many calls were named: go on without names")
        if len(self._running) >= MAX_OUTSTANDING:
            raise JsonRpcError(TOO_MANY, f"{MAX_OUTSTANDING} calls have not ended: wait for one of them")
        if name is not None:
            names.used.add(name)
        key: Id = name if name is not None else request.id
        if key in self._running:
            raise JsonRpcError(REPEATED, "another call of this name is under way")
        running = _Running(key, name is not None, request.id if wait else None, list(reversed(proposals)), [], whole)
        self._running[key] = running
        if not wait:
            self._say(result(request.id, {"call": key, "state": "accepted"}))
        self._next(running)

    def _next(self, running: _Running) -> None:
        proposal = running.rest.pop()
        self._pressed = self._pressed or (isinstance(proposal, Proposal) and isinstance(proposal.gesture, Down))
        self._is_heard()
        ticket = self._gateway.agent.propose(
            proposal,
            self._via,
            on_held=lambda: self._held(running),
            on_end=lambda outcome: self._over(running, outcome),
        )
        running.ticket = ticket
        if running.off and running.key in self._running:
            ticket.call_off("client-gone")

    def _held(self, running: _Running) -> None:
        running.held = True
        if self._news:
            self._say(notification(CALL_NEWS, {"call": running.key, "state": "held"}))

    def _over(self, running: _Running, outcome: Outcome) -> None:
        running.held = False
        running.outcomes.append(outcome)
        if running.rest and outcome.ran_through and not running.off:
            self._gateway.loop.after(0, lambda: self._go_on(running))
            return
        self._running.pop(running.key, None)
        if running.named:
            self._gateway.names.ended(str(running.key), outcome)
        self._ended[running.key] = outcome
        if len(self._ended) > _ENDED:
            del self._ended[next(iter(self._ended))]
        if running.answers is not None:
            data = [outcome_data(each) for each in running.outcomes]
            not_run = {"outcomes": data, "not_run": len(running.rest)}
            self._say(result(running.answers, not_run if running.whole else data[0]))
        if "calls" in self._news:
            self._say(
                notification(CALL_NEWS, {"call": running.key, "state": "over", "outcome": outcome_data(outcome)})
            )

    def _go_on(self, running: _Running) -> None:
        if running.off:
            reason = "the agent has taken it back"
            self._over(running, Outcome(status=Status.EXPIRED, rule="called-off", reason=reason))
        else:
            self._next(running)

    def _call_off(self, running: _Running, because: str) -> None:
        running.off = True
        if running.ticket is not None:
            running.ticket.call_off(because)

    def _status(self, request: Request) -> None:
        said = read_params(request, StatusOf)
        if said.call is None:
            self._answer(request, self._gateway.agent.status() | {"outstanding": len(self._running)})
            return
        running = self._running.get(said.call)
        outcome = self._ended.get(said.call) or self._gateway.names.outcomes.get(str(said.call))
        if running is not None:
            self._answer(request, {"call": said.call, "state": "held" if running.held else "running"})
        elif outcome is not None:
            self._answer(request, {"call": said.call, "state": "over", "outcome": outcome_data(outcome)})
        else:
            raise JsonRpcError(UNKNOWN_CALL, "no such call is known")

    def _pointer(self, request: Request) -> None:
        read_params(request, Pointer)
        if self._role is not Role.AGENT:
            raise JsonRpcError(NOT_FOR_ROLE, "an observer is not told where the pointer is")
        at = self._gateway.agent.pointer()
        width, height = self._gateway.agent.screen_size()
        self._answer(request, {"x": at.x, "y": at.y, "screen": {"width": width, "height": height}})

    def _screenshot(self, request: Request) -> None:
        read_params(request, Screenshot)
        if self._role is not Role.AGENT:
            raise JsonRpcError(NOT_FOR_ROLE, "an observer gets no picture")
        if request.id is None:
            return
        if self._pictures >= MAX_PICTURES:
            raise JsonRpcError(TOO_MANY, f"{MAX_PICTURES} pictures are being taken: wait for one of them")
        self._pictures += 1
        self._gateway.agent.picture(functools.partial(self._pictured, request))

    def _pictured(self, request: Request, made: bytes) -> None:
        self._pictures -= 1
        if len(made) < _PNG_HEAD_BYTES:
            error = JsonRpcError(NO_PICTURE, "the screen gave no picture in time: try again", call=request.id)
            self._say(failure(error))
            return
        width, height = struct.unpack_from(">II", made, 16)
        data = base64.b64encode(made).decode("ascii")
        self._answer(request, {"format": "png", "width": width, "height": height, "data": data})

    def _cancel(self, request: Request) -> None:
        said = read_params(request, Cancel)
        running = self._running.get(said.call)
        if running is None:
            if said.call not in self._ended:
                raise JsonRpcError(UNKNOWN_CALL, "no such call of this connection is known")
            self._answer(request, {"call": said.call, "cancelled": False})
            return
        self._answer(request, {"call": said.call, "cancelled": True})
        self._call_off(running, "called-off")

    def _subscribe(self, request: Request) -> None:
        said = read_params(request, Subscribe)
        self._news = frozenset(said.topics)
        self._answer(request, {"topics": list(said.topics)})
