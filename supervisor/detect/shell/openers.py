"""Programs that open others or have commands of their own: terminals in terminals, debuggers, build tools."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.generic import asks_help, judge_tool, stranger
from supervisor.detect.shell.places import is_start_up
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.verdict import ShellVerdict, read, reversible, risky, unfamiliar, worst

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.detect.shell.command import Command


def _multiplexer(command: Command) -> ShellVerdict:
    """Judge tmux and screen: what they start, and what they type into other windows."""
    words = command.operands
    verb = words[0] if words else ""
    if asks_help(command) or verb in (
        "ls",
        "list-sessions",
        "list-windows",
        "lsw",
        "list-panes",
        "info",
        "show",
        "display",
    ):
        return read()
    if command.name == "screen" and (command.args[:1] in (["-ls"], ["-list"]) or command.single("-ls", "-list")):
        return read()
    if verb.startswith(("kill-", "send", "respawn", "pipe")) or "stuff" in words or "quit" in words:
        return worst(
            [risky("types into another window, or ends it"), *(command.nested.script(word) for word in words[1:])]
        )
    first = next((index for index, word in enumerate(command.words) if not word.text.startswith("-")), None)
    run = command.words[first + (command.name == "tmux") :] if first is not None else ()
    judged = [command.nested.script(word.text) for word in run if " " in word.text]
    plain = command.nested.call(run) if run and not judged else read()
    if plain.tier.rank > 1:
        judged.append(plain)
    return worst([reversible(f"opens {command.name}"), *judged])


def _opened(command: Command) -> ShellVerdict:
    """Judge xdg-open, open and gio open: a document is shown, a program is run."""
    operands = command.operands[1:] if command.name == "gio" else command.operands
    if command.name == "gio" and command.operands[:1] == ["mime"] and len(command.operands) > len(("mime", "type")):
        return risky("changes which program opens files", Tier.REVERSIBLE)
    if command.name == "gio" and any(map(is_start_up, command.operands)) and command.operands[:1] != ["open"]:
        return risky("writes to a guarded place")
    if command.name == "gio" and command.operands[:1] not in (["open"], ["launch"]):
        return judge_tool(command)
    if any(_PROGRAM_FILE.search(operand) for operand in operands):
        return stranger(operands[0])
    return reversible("opens a document")


_PROGRAM_FILE = re.compile(
    r"\.(?:desktop|sh|bash|jar|app|exe|AppImage|py|run|command|msi|bat|ps1|deb|rpm)$", re.IGNORECASE
)


def _builder(command: Command) -> ShellVerdict:
    """Judge cmake: with -E it is a small tool box, with -P it runs a script."""
    tool = command.value("-E")
    if tool is not None:
        after = command.words[command.args.index("-E") + 1 :] if "-E" in command.args else ()
        renamed = {"rm": "rm", "remove": "rm", "remove_directory": "rm", "copy": "cp", "rename": "mv", "env": "env"}
        name = renamed.get(after[0].text if after else "", "")
        if name:
            extra = (Word("-r"),) if after[0].text == "remove_directory" else ()
            return command.nested.call([Word(name), *extra, *after[1:]])
        return read("runs a small tool")
    if command.value("-P") is not None:
        return unfamiliar("runs a script of cmake")
    return reversible("builds the project")


def _debugger(command: Command) -> ShellVerdict:
    """Judge gdb and lldb: their commands reach the shell."""
    texts = [arg for index, arg in enumerate(command.args) if command.args[index - 1] in _DEBUG_COMMANDS and index]
    if any(re.search(r"shell|^!|system|python|script|source|platform", text) for text in texts):
        return risky("runs something from inside the debugger")
    scripts = ("-x", "--command", "-s", "--source", "-ix", "--init-command", "--data-directory", "-S")
    if command.value(*scripts) is not None or command.fed or command.piped:
        return unfamiliar("runs a script of the debugger")
    if not all(_DEBUG_LOOKS.fullmatch(text) for text in texts):
        return unfamiliar("gives the debugger a command")
    return reversible(f"opens {command.name}")


_DEBUG_LOOKS = re.compile(
    r"(?:bt|backtrace|where|info|list|l|frame|thread(?: apply all (?:bt|backtrace))?"
    r"|set (?:pagination|confirm|width|height)|quit|q|up|down|disas\w*|show|help|ptype|whatis|x)(?:[ /][\w $/.*&-]*)?"
)
"""Commands of the debugger that look at what is there."""
_DEBUG_COMMANDS = frozenset({"-ex", "-eval-command", "--eval-command", "-iex", "-o", "--one-line", "-O"})


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **dict.fromkeys(("xdg-open", "open", "gnome-open", "gio", "kde-open"), _opened),
    **dict.fromkeys(("gdb", "lldb"), _debugger),
    **dict.fromkeys(("tmux", "screen"), _multiplexer),
    "cmake": _builder,
}
"""Programs of this module."""
