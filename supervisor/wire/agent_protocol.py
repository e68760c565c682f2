"""The methods by which an agent speaks to the supervisor over JSON-RPC, and their parameters. Pure.

| method | what for | answer |
|---|---|---|
| `hello` | first, and once: protocol, token, role | agent, screen, limits |
| `propose` | one gesture; `wait: false` for an answer at once | outcome, or that it was accepted |
| `act` | gestures in order; the first that is not done ends the rest | their outcomes |
| `ask` | whether a tool may be used that makes no input; whoever asks uses it | outcome, or that it was accepted |
| `status` | how the agent stands, or one of its calls | state, outcome |
| `pointer` | where the pointer is, whoever moved it | x, y, screen |
| `screenshot` | the whole screen without the supervisor's own windows | PNG in base64, width, height |
| `cancel` | take a call back | whether there was something to take back |
| `subscribe` | be told when a person is asked and when calls end | the topics |

A call is known by the id of its request on its connection, or by the name that its maker gives it (`call`). A name
counts for the whole life of the agent, over all of its connections: what was named once never runs twice.

The published schema is made of these very models: `resources/protocol/json-rpc.schema.json`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.json_schema import models_json_schema

from supervisor.wire.jsonrpc import INVALID_PARAMS, LONGEST_ID, JsonRpcError, Request
from supervisor.wire.vocabulary import VERSION, Gesture, Outcome, Picture, Proposal, Statement, ToolProposal, sentence

NOT_GREETED, REFUSED, OTHER_PROTOCOL, REPEATED, TOO_MANY, TOO_FAST, UNKNOWN_CALL, NOT_FOR_ROLE, NO_PICTURE = range(
    -32000, -32009, -1
)
"""Error codes of ours: what they mean stands in the manual's table."""
MOST_GESTURES = 50
"""Of one `act`."""
CALL_NEWS = "call"
"""The notification about a call: `call`, `state` (held, over) and, once it is over, `outcome`."""

Name = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)


class Hello(_Strict):
    """Who speaks, and in which version."""

    protocol: int
    token: Annotated[str, Field(max_length=LONGEST_ID)]
    """What the agent's environment has in `AGENT_SUPERVISOR_TOKEN`."""
    role: Literal["agent", "observer"] = "agent"
    """An observer may only ask; whoever is no process of the agent's can be nothing else."""
    via: Literal["json-rpc", "python", "mcp", "mcp-proxy", "pyautogui", "pynput"] = "json-rpc"
    """What carries it, for the record."""
    client: Annotated[str, Field(max_length=LONGEST_ID)] = ""
    """Name and version of the program, for people."""
    model: Annotated[str, Field(max_length=LONGEST_ID)] = ""
    """Name and version of the model that decides what it does; another one than before has to earn anew what the
    agent had earned. It is believed where it says so."""


class Propose(Proposal):
    """One gesture."""

    call: Name | None = None
    """A name for it; None: it goes by the request's id."""
    wait: bool = True
    """Answer once it has ended; else at once, and `status` or the news tell the outcome."""


class Ask(ToolProposal):
    """A wish to use a tool; whoever hears that it is done has to use it, just so, itself."""

    call: Name | None = None
    """As of `Propose`."""
    wait: bool = True
    """As of `Propose`."""


class Act(_Strict):
    """Gestures in order."""

    gestures: Annotated[tuple[Gesture, ...], Field(strict=False, min_length=1, max_length=MOST_GESTURES)]
    statement: Statement = Statement()
    """About all of them."""
    picture: Picture | None = None
    call: Name | None = None

    def proposals(self) -> tuple[Proposal, ...]:
        """Give them one by one."""
        return tuple(Proposal(gesture=g, statement=self.statement, picture=self.picture) for g in self.gestures)


class StatusOf(_Strict):
    """How the agent stands, or a call."""

    call: int | Name | None = None


class Cancel(_Strict):
    """Take a call back."""

    call: int | Name


class Subscribe(_Strict):
    """Be told without asking: `held` of calls about which a person is asked, `calls` of those that end as well."""

    topics: Annotated[tuple[Literal["calls", "held"], ...], Field(strict=False, max_length=8)]


class Pointer(_Strict):
    """Where the pointer is, physical px, and how large the screen is."""


class Screenshot(_Strict):
    """The whole screen, as the agent's own programs see it."""


METHODS: dict[str, type[BaseModel]] = {
    "hello": Hello,
    "propose": Propose,
    "act": Act,
    "ask": Ask,
    "status": StatusOf,
    "pointer": Pointer,
    "screenshot": Screenshot,
    "cancel": Cancel,
    "subscribe": Subscribe,
}
_M = TypeVar("_M", bound=BaseModel)


def read_params(request: Request, model: type[_M]) -> _M:
    """Understand the parameters of a request.

    Raises:
        JsonRpcError: they are not what the method takes; the sentence names the field.
    """
    try:
        return model.model_validate(request.params)
    except ValidationError as e:
        raise JsonRpcError(INVALID_PARAMS, sentence(e), call=request.id) from e


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Give an outcome as JSON data."""
    return outcome.model_dump(mode="json")


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of all methods' parameters and of an outcome."""
    models: list[type[BaseModel]] = [*METHODS.values(), Outcome]
    refs, made = models_json_schema([(model, "validation") for model in models])
    methods = {name: refs[model, "validation"] for name, model in METHODS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"JSON-RPC methods of agent-supervisor, protocol {VERSION}",
        "type": "object",
        "properties": methods | {"outcome": refs[Outcome, "validation"]},
        **made,
    }
