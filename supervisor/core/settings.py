"""Settings of the supervisor, apart from the policy; typed and validated."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator

from supervisor.core.chord import Chord


class Chords(BaseModel):
    """The physical chords; each is left Ctrl/Alt/Shift/Super plus one Latin letter, digit or F key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stop: str = "ctrl+alt+s"
    pause: str = "ctrl+alt+p"
    approve: str = "ctrl+alt+y"
    reject: str = "ctrl+alt+n"
    rearm: str = "ctrl+alt+r"

    @field_validator("*")
    @classmethod
    def _parses(cls, value: str) -> str:
        return str(Chord.parse(value))


Preset = Literal["cautious", "balanced", "developer", "finance"]
PRESETS: tuple[Preset, ...] = get_args(Preset)
"""Policies that are shipped."""


class Settings(BaseModel):
    """Everything a person may set; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    chords: Chords = Field(default_factory=Chords)
    policy: Preset | None = None
    """Name of a shipped policy; None for your own `policy.toml`, or `balanced` where there is none."""
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
