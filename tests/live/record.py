"""Records what is judged while an agent does ordinary work: `python -m tests.live.record [--programs …]`.

The work (tests/live/ordinary) is done in real programs by an unmodified agent under `agent-supervisor run` with the
shipped policy. Of each gesture is kept what the judgement sees: the action and all facts of its place. A run of typed
text is one gesture, as it was when its last character came. Folders and addresses of the desktop are made nameless.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.live.ordinary import browser, editor, files, mail, mixed, office, shell
from tests.live.stage import Stage
from tests.support.recorded import facts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

WORK: dict[str, Callable[[Stage], Iterator[str]]] = {
    "files": files.work,
    "editor": editor.work,
    "terminal": shell.work,
    "browser": browser.work,
    "mail": mail.work,
    "office": office.work,
    "mixed": mixed.work,
}
FOLDER = Path(__file__).parents[1] / "data/ordinary"
_REST_S = 0.06


def gestures(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give the judged gestures of a record, runs of text once, each with its decision."""
    typed: dict[str, Any] | None = None
    for row in rows:
        action, context = row["action"], row["context"]
        if not action or not context or action["kind"] == "move" or row["event"] not in ("decided", "sending"):
            continue
        if row["event"] == "sending" and action["kind"] != "type":
            continue
        if typed is not None and action["kind"] == "type":
            typed = row | {"decision": row["decision"] or typed["decision"]}
            continue
        if typed is not None:
            yield typed
        typed = row if action["kind"] == "type" else None
        if typed is None:
            yield row
    if typed is not None:
        yield typed


def recorded(name: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Let the work of one program be done; gives its gestures, and what was asked about."""
    asked: list[str] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        VirtualDesktop(folder=Path(folder)) as desktop,
        Stage(desktop) as stage,
    ):
        rest = threading.Event()
        for line in _while_it_goes(stage, name):
            stage.tell(line)
            rest.wait(_REST_S)
            if stage.refuse():
                asked.append(line)
                print(f"asked: {line}: {json.dumps(stage.supervised.rows('decided')[-1]['context'])}")
                stage.renew()
        rows = stage.supervised.rows()
        hidden = {str(desktop.folder / "home"): "/home/person", str(desktop.folder): "/home/person"}
    return [facts_of(row, lambda text: _nameless(text, hidden)) for row in gestures(rows)], asked


def _while_it_goes(stage: Stage, name: str) -> Iterator[str]:
    """Give the commands of a program's work; when what they need does not come, what was recorded is kept."""
    try:
        yield from WORK[name](stage)
    except AssertionError as e:
        stage.person.look().save(Path(tempfile.gettempdir()) / f"record-{name}.png")
        print(f"{name}: ended early: {e}: the status is {stage.supervised.status()}")


def _nameless(text: str, hidden: dict[str, str]) -> str:
    for known, said in hidden.items():
        text = text.replace(known, said)
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8000", text)


def main() -> None:
    """Record, and write one file for each program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", default=",".join(WORK))
    parser.add_argument("--folder", type=Path, default=FOLDER)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for name in given.programs.split(","):
        found, asked = recorded(name)
        lines = [json.dumps(facts, ensure_ascii=False, separators=(",", ":")) for facts in found]
        (given.folder / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines))
        print(f"{name}: {len(lines)} gestures, {len(set(lines))} different, asked about {len(asked)}: {asked}")


if __name__ == "__main__":
    main()
