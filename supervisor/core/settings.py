"""Settings of the supervisor, apart from the policy; typed and validated."""

from __future__ import annotations

import ipaddress
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from supervisor.core.assessment import Tier
from supervisor.core.assignment import wrong_name
from supervisor.core.chord import Chord

MODIFY = ("ctrl+alt+e", "ctrl+alt+shift+e")
"""The chord of `modify` where the person names none: the second where the first is already theirs for something else,
which it was before `modify` came. With Ctrl, M would be Enter in many programs."""


def _modify(others: dict[str, Any]) -> str:
    return MODIFY[MODIFY[0] in others.values()]


class Chords(BaseModel):
    """The physical chords; each is left Ctrl/Alt/Shift/Super plus one Latin letter, digit or F key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stop: str = "ctrl+alt+s"
    pause: str = "ctrl+alt+p"
    approve: str = "ctrl+alt+y"
    second: str = "ctrl+alt+o"
    """Says the second yes to what cannot be undone; never the first. With Ctrl, launchers that hold the keyboard know
    no O: C would close them."""
    reject: str = "ctrl+alt+n"
    rearm: str = "ctrl+alt+r"
    modify: str = Field(default_factory=_modify)
    """Lets you write what shall be done instead, where that can be changed."""

    @property
    def gave_way_to(self) -> str:
        """Name the chord of the person's own that took the usual place of `modify`; empty for none."""
        if "modify" in self.model_fields_set:
            return ""
        return next((name for name, chord in self if chord == MODIFY[0] and name != "modify"), "")

    @field_validator("*")
    @classmethod
    def _parses(cls, value: str) -> str:
        return str(Chord.parse(value))

    @model_validator(mode="after")
    def _differ(self) -> Chords:
        named: dict[str, str] = {}
        for name, chord in self:
            if chord in named:
                raise ValueError(f"`{chord}` is the chord for both {named[chord]} and {name}: set another for one")
            named[chord] = name
        return self


class JudgeSettings(BaseModel):
    """The external judge, a second opinion from a model; off without a `url`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str = Field(default="", max_length=500)
    """Base address of a server that is compatible with OpenAI's, e.g. `http://127.0.0.1:8080/v1`; empty for none."""
    model: str = Field(default="", max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")
    """The model's name, as the server knows it."""
    key_env: str = Field(default="", pattern=r"^([A-Za-z_][A-Za-z0-9_]{0,99})?$")
    """Name of the environment variable that holds the key; empty for none. The key itself is in no file of ours."""
    limit_ms: int = Field(default=1500, ge=100, le=30_000)
    """Longest wait for an answer; ms."""
    tiers: tuple[Tier, ...] = (Tier.REVERSIBLE,)
    """It is asked about actions that the rules allow and whose own tier is one of these."""
    on_failure: Literal["ask", "ignore"] = "ask"
    """What follows when it does not answer: you are asked, or the rules alone decide."""

    @property
    def on(self) -> bool:
        """True when there is a judge."""
        return bool(self.url)

    @field_validator("url")
    @classmethod
    def _leads_to_a_server(cls, value: str) -> str:
        if value:
            _check_address(value)
        return value

    @model_validator(mode="after")
    def _names_a_model(self) -> JudgeSettings:
        if self.url and not self.model:
            raise ValueError("say which `model` is to judge")
        return self


def _check_address(url: str) -> None:
    """Refuse what is no base address, or would send what agents do over a network in the clear.

    Raises:
        ValueError: it is not to be used; the sentence gives the remedy.
    """
    parts = urlsplit(url)
    if not (url.isascii() and url.isprintable()) or " " in url or not parts.hostname or parts.port == 0:
        raise ValueError("this is no address: write it like `https://api.example.com/v1`")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError("leave name, password, query and fragment out: the key comes from `key_env`")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(parts.hostname)):
        raise ValueError("use https: http is for servers on this machine alone")


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


Preset = Literal["cautious", "balanced", "developer", "finance"]
PRESETS: tuple[Preset, ...] = get_args(Preset)
"""Policies that are shipped."""


WayOut = Literal["auto", "x11", "portable"]
"""What makes the agents' input."""


class Settings(BaseModel):
    """Everything a person may set; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    chords: Chords = Field(default_factory=Chords)
    judge: JudgeSettings = Field(default_factory=JudgeSettings)
    outlet: WayOut = "auto"
    """What makes the agents' input: `x11`, the quick way on a display of X11; `portable`, pyautogui or pynput; `auto`
    takes the quick way where there is one."""
    policy: Preset | None = None
    """Name of a shipped policy; None for your own `policy.toml`, or `balanced` where there is none."""
    team: str = ""
    """The team that you work in, for rules with `when.team`; empty for none."""
    color_scheme: Literal["system", "light", "dark"] = "system"
    """How popup, marks and windows look; `system` follows the desktop."""
    reduced_motion: Literal["auto", "on", "off"] = "auto"
    """`on`: marks go at once and do not fade, and no caret blinks; `auto` follows the desktop."""
    sound: bool = False
    """A sound when a question comes up, and with notifications."""
    notifications: bool = True
    """A notification of the desktop when something waits and you are away, when your time to answer is over, and when
    all agents were stopped by what watches them. It has no buttons."""
    escape_hold_s: float = Field(default=0.7, ge=0.3, le=5)
    """Holding Escape alone this long stops; s."""
    mirror_lead_ms: int = Field(default=120, ge=0, le=5000)
    """From the drawn mirror to the send of presses and submits; ms."""
    motion_lead_ms: int = Field(default=0, ge=0, le=5000)
    """The same for motion, scroll and running text; ms."""
    accessibility_budget_ms: int = Field(default=30, ge=1, le=1000)
    """Longest look-up of the element under the point or in focus; ms."""
    yield_to_person_ms: int = Field(default=400, ge=0, le=10_000)
    """Agents wait until the person's hand has rested this long; 0 switches waiting off; ms."""
    queue_expiry_s: float = Field(default=2.0, ge=0.1, le=60)
    """A hold longer than this expires what the agent queued behind it; s."""
    grab_limit_s: float = Field(default=60.0, ge=0, le=3600)
    """A program of an agent's may keep pointer or keyboard for its menus this long; 0 for as long as it likes; s."""
    held_drop_s: float = Field(default=20.0, ge=1, le=60)
    """A held drop is cancelled after this; s."""
    screenshot_wait_ms: int = Field(default=300, ge=0, le=2000)
    """Longest time for which an agent's look at the screen waits for marks to go; they are blanked otherwise; ms."""
    localhost_ports: tuple[Annotated[int, Field(ge=1, le=65535)], ...] = (
        *(53, 80, 443, 631, 1234, 3000, 3001, 3306, 4000, 4200, 5000, 5173, 5432, 6379, 7860, 8000, 8001, 8080, 8081),
        *(8443, 9000, 9200, 11434, 27017),
    )
    """Ports of servers on this machine that contained agents reach; those that give input away never are."""
    trusted: tuple[Annotated[str, Field(pattern=r"^/[^\x00-\x1f]{1,180}$")], ...] = Field(default=(), max_length=16)
    """Paths of programs that type for you through XTEST (an on-screen keyboard, x11vnc) and whose chords count as
    yours, once you have confirmed each by hand. Of a script its own path, not its interpreter's."""
    arm_ms: int = Field(default=500, ge=500, le=5000)
    """A popup takes no answer before it has stood still and uncovered this long; ms."""

    @field_validator("team")
    @classmethod
    def _is_name(cls, value: str) -> str:
        wrong = wrong_name(value)
        if wrong:
            raise ValueError(wrong)
        return value
