"""Doctor's word on containment: the table, row by row, for this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.desktop.broken_inside import BROKEN
from supervisor.desktop.containment import open_start_up_files
from supervisor.desktop.containment_table import REMEDIES, ROWS, Mechanism, in_words, lacking, missing_rows
from supervisor.desktop.finding import Finding
from supervisor.desktop.mechanisms import available, is_wayland

if TYPE_CHECKING:
    from collections.abc import Mapping


def probe_containment(environ: Mapping[str, str]) -> list[Finding]:
    """Say how far agents are contained here, and by what.

    Args:
        environ: Environment of the session.
    """
    if is_wayland(environ):
        means = "on Wayland programs do not pass the gate: agents start with `--contain=off` alone"
        return [Finding("containment", False, means, "log in to an X11 (Xorg) session")]
    offered = available()
    missing = missing_rows(offered)
    lacks = dict.fromkeys(lack for row in missing if (lack := lacking(row, offered)))
    means = f"agents are {in_words(row.id for row in missing)}; what they do to files and network is not input"
    found = [Finding("containment", None if missing else True, means, "; ".join(REMEDIES[lack] for lack in lacks))]
    for row in ROWS:
        lack = lacking(row, offered)
        if lack is None:
            by = " and ".join(_used(alternatives, offered) for alternatives in row.needs)
            found.append(Finding(f"closed: {row.id}", True, f"{row.closes}: by {by}"))
        else:
            found.append(Finding(f"OPEN: {row.id}", None, f"{row.closes}: needs {lack}", REMEDIES[lack]))
    return [*found, *_gaps(environ), _breaks()]


def _used(alternatives: tuple[Mechanism, ...], offered: frozenset[Mechanism]) -> str:
    return next(mechanism.value for mechanism in alternatives if mechanism in offered)


def _gaps(environ: Mapping[str, str]) -> list[Finding]:
    """Name the start-up files that are links: an agent could put a file of its own in their place."""
    links = [f"`{path}`" for path in open_start_up_files(environ) if path.is_symlink()]
    if not links:
        return []
    means = f"an agent could replace {', '.join(links)}: a link cannot be closed"
    return [Finding("start-up files", None, means, "put the file itself there while agents run")]


def _breaks() -> Finding:
    kinds = "; ".join(f"{', '.join(kind.programs[:3])}: {kind.why}" for kind in BROKEN)
    means = f"in a contained agent some programs do not work: {kinds}"
    return Finding("what containment breaks", None, means, "run these yourself, or the agent with `--contain=off`")
