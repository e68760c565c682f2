"""One answer of `doctor`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What a probe found."""

    name: str
    """What was looked at, e.g. `compositor`."""
    ok: bool | None
    """True: as it should be; False: something will not work; None: works, but worth knowing."""
    means: str
    """What was found and what follows from it, one sentence."""
    remedy: str = ""
    """What to do; empty when there is nothing to do."""
