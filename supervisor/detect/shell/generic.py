"""Tools with subcommands: what their own tables say, else the verbs that tool makers use: `heroku apps:destroy`.

A tool nobody listed is judged the same way; what has no known verb stays unknown.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell import tools_cloud, tools_code, tools_data, tools_hosting, tools_machine, tools_packages
from supervisor.detect.shell.phrases import Effect, Table, effect_of, spoken_words
from supervisor.detect.shell.verbs import CHANGING, DESTROYING, KNOWN_TOOLS, MAKING, MILD, READING, VERB_FIRST
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, unfamiliar, worst
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.detect.shell.command import Command

TABLES = {
    **tools_cloud.TABLES,
    **tools_hosting.TABLES,
    **tools_data.TABLES,
    **tools_machine.TABLES,
    **tools_code.TABLES,
    **tools_packages.TABLES,
}
"""Tools whose subcommands are known one by one."""
_NO_TABLE = Table()

_DESTROYING_FLAGS = wordlist(
    "delete remove purge destroy prune overwrite erase wipe uninstall drop delete-all remove-all"
)
_DRY = re.compile(
    r"--?(?:dry-?run|dryrun|whatif|what-if|simulate|just-print|no-?act|noop|check-only|dry|pretend)"
    r"(?:[=:](?!none$|false$|no$|\$false$).*)?$"
)
_SHORT_DRY = frozenset({"rclone", "restic", "borg", "stow", "rdiff-backup", "unison", "snapper"})
"""Tools whose `-n` stands for a dry run."""
_FILES_GO = frozenset({"-rm", "-rmr", "-rmdir", "-expunge", "-format"})
_COMMAND_OPTIONS = {
    "gcloud": frozenset({"--command"}),
    "vagrant": frozenset({"-c", "--command"}),
    "multipass": frozenset({"--command"}),
    "flyctl": frozenset({"-C", "--command"}),
    "fly": frozenset({"-C", "--command"}),
}
"""Options whose value a shell runs, on another machine."""
_HELP_ALONE = frozenset({"help", "version", "-h", "-V", "-v"})
_HELP = frozenset({"--help", "--version", "-help", "-version"})
_HANDING_ON = wordlist(
    """
    npx uvx bunx pipx dlx kill . source eval exec trap unset export declare typeset readonly local enable bind hash
    history alias unalias set shopt ulimit umask cd pushd popd disown complete compgen redis-cli coverage parallel
    """
)
"""Programs that pass the last word on, and commands of the shell, which look for `--help` in the first place only."""
_RUNNING = frozenset({"run", "exec", "x", "dlx"})
_STRICTLY_READING = wordlist("get list describe show head lookup find search read view check validate count")
"""What follows these inside one word is what is looked at: `get-delete-marker`."""
_LOOKING_NAME = re.compile(
    r"(?:diff|grep|info|inspect|stats?|top|view|viewer|lint|linter|dump|doc|help|lookup|query|-config|calc)$"
)
_VERBLIKE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_:][A-Za-z0-9]+){0,5}")
_SPLIT = re.compile(r"[-_:]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_OPERANDS = 16
_LONGEST_VERB = 60
MOST_WORDS = 6
"""Leading words that may be subcommands."""


def is_dry(command: Command) -> bool:
    """Tell whether the command only says what it would do."""
    if command.name in _SHORT_DRY and command.short("n"):
        return True
    return any(_DRY.match(option.lower()) for option in command.options)


def asks_help(command: Command) -> bool:
    """Tell whether the command only prints its help or version: the option is its first or last word."""
    args = command.args
    if not args:
        return False
    if (len(args) == 1 and args[0] in _HELP_ALONE) or (args[-1] == "help" and command.name in KNOWN_TOOLS):
        return True
    if (args[0] not in _HELP and args[-1] not in _HELP) or "--" in args:
        return False
    # What runs something hands the option on: `go run a.go --help`, `npx a --help`; and `kill 1 --help` ends 1 first.
    hands_on = command.name in _HANDING_ON or any(word in _RUNNING for word in args[:-2])
    return args[0] in _HELP or not hands_on


def leading_words(command: Command) -> list[str]:
    """Give the words that may be subcommands: those before the operands' options, global options skipped."""
    words: list[str] = []
    for arg in command.args:
        if len(words) >= MOST_WORDS:
            break
        if arg.startswith("-") and len(arg) > 1:
            if words:
                break
            # A global option before the first word; `--region us-east-1 s3 rm`: its value may look like a word.
            continue
        words.append(arg)
    return words


def verb_words(command: Command) -> list[str]:
    """Give the words that can be verbs: up to the first that looks like a path or comes after an option."""
    words: list[str] = []
    for spoken in spoken_words(command):
        verblike = _VERBLIKE.fullmatch(spoken.text[:_LONGEST_VERB]) is not None
        if spoken.after_option and (words or not verblike):
            if words:
                break
            continue
        if not verblike:
            break
        words.append(spoken.text)
    return words[:MOST_WORDS]


def judge_tool(command: Command) -> ShellVerdict:
    """Judge a tool by its subcommands and flags.

    Args:
        command: The call.

    Returns:
        The verdict; UNKNOWN when no word says anything.
    """
    if asks_help(command) or (command.args[-1:] == ["-h"] and len(command.args) > 1):
        return read("prints help")
    method = command.value("-X", "--method", "--request")
    if method and method.isupper() and method.isalpha():
        return judge_method(method)
    if command.name in ("gh", "glab") and command.operands[:1] == ["api"]:
        return _api(command)
    verdict = _by_table(command) or _by_verbs(command)
    if verdict is not None and _uploads(command):
        verdict = worst([risky("sends files to another machine", Tier.REVERSIBLE), verdict])
    if verdict is None and command.name in KNOWN_TOOLS:
        return reversible(f"runs {command.name}")
    if verdict is None:
        return stranger(command.name)
    if is_dry(command) and verdict.tier.rank > 0:
        return read("only says what it would do")
    return verdict


_STORES = wordlist("aws gsutil gcloud rclone s3cmd s5cmd azcopy b2 mc ossutil")
"""Tools that copy to and from another machine's storage."""
_STORED = re.compile(r"(?:\w+://|[\w-]{2,}:)")


def _uploads(command: Command) -> bool:
    """Tell whether a tool copies from here to a place elsewhere, which stands last."""
    given = [
        word for word in command.operands if word not in ("cp", "copy", "copyto", "sync", "mv", "move", "put", "s3")
    ]
    copies = {"cp", "copy", "copyto", "sync", "mv", "move", "put"} & set(command.operands[:3])
    if command.name not in _STORES or not copies or is_dry(command) or len(given) < len(("from", "to")):
        return False
    return _STORED.match(given[-1]) is not None and not all(_STORED.match(word) for word in given[-2:])


def _api(command: Command) -> ShellVerdict:
    """Judge `gh api` without a method: fields make it a POST."""
    if any("mutation" in arg for arg in command.args):
        return risky("changes something on a server")
    graph = "graphql" in command.operands
    sends = command.short("fF") or command.long("--field", "--raw-field", "--input")
    return risky("sends something to a server", Tier.REVERSIBLE) if sends and not graph else read("only fetches")


def _by_table(command: Command) -> ShellVerdict | None:
    nested = _COMMAND_OPTIONS.get(command.name, frozenset())
    text = command.value(*nested) if nested else None
    if text:
        return worst([reversible(f"runs a command through {command.name}"), command.nested.script(text)])
    if any("=!" in arg for arg in command.args) and command.name == "hg":
        return risky("makes hg run something")
    effect = effect_of(command, TABLES.get(command.name, _NO_TABLE))
    if command.name in ("hdfs", "hadoop") and _FILES_GO & set(command.options):
        return destructive("removes files of the cluster")
    if "-lock=false" in command.options and command.name in ("terraform", "tofu", "terragrunt"):
        return risky("works on a state that others may be changing")
    if effect is None:
        return None
    if effect <= Effect.MAKES and command.name not in VERB_FIRST:
        # `az tag delete`: the table knows the thing, the verb comes after it.
        verdict = _by_words(command, verb_words(command))
        if verdict is not None and verdict.tier is Tier.IRREVERSIBLE:
            return verdict
    plain = [word.text for word in spoken_words(command) if not word.after_option and _VERBLIKE.fullmatch(word.text)]
    said = " ".join([command.name, *plain[:3]])[:60]
    if effect is Effect.DESTROYS:
        return destructive(f"`{said}` removes something for good")
    if effect is Effect.RISKS:
        return risky(f"`{said}` stops or changes something others rely on")
    if effect is Effect.CHANGES:
        return risky(f"`{said}` changes something in use", Tier.REVERSIBLE)
    return reversible(f"runs `{said}`") if effect is Effect.MAKES else read(f"`{said}` only looks")


def _by_verbs(command: Command) -> ShellVerdict | None:
    verdict = (
        _by_words(command, verb_words(command))
        or _by_flags(command)
        or _by_words(command, command.operands[: _MOST_OPERANDS if command.name in KNOWN_TOOLS else 2])
    )
    if verdict is None and is_called_looking(command.name):
        return read("is called like a program that only looks")
    return verdict


def is_called_looking(name: str) -> bool:
    """Tell whether a program is called like one that only looks: `lsinfo`, `pkg-config`."""
    return _LOOKING_NAME.search(name) is not None


def _by_words(command: Command, words: Sequence[str]) -> ShellVerdict | None:
    found: list[ShellVerdict] = []
    for index, word in enumerate(words):
        if _VERBLIKE.fullmatch(word[:_LONGEST_VERB]) is None:
            # A path, an address, a name with a version: from here on it is operands.
            break
        following = words[index + 1].lower() if index + 1 < len(words) else ""
        verdict = _by_verb(word, command.name, following)
        if verdict is None:
            continue
        found.append(verdict)
        if command.name in VERB_FIRST and verdict.tier.rank == 0:
            break
    if not found:
        return None
    flagged = _by_flags(command)
    return max([*found, *([flagged] if flagged else [])], key=lambda verdict: verdict.badness)


def _cut(word: str) -> list[str]:
    """Cut `delete-log-group`, `apps:destroy` and `doDelete` into words in small letters, the whole first."""
    pieces = [piece.lower() for part in _SPLIT.split(word) for piece in _CAMEL.split(part) if piece]
    return list(dict.fromkeys([word.lower(), *pieces]))


@lru_cache(maxsize=2048)
def _by_verb(word: str, tool: str, following: str) -> ShellVerdict | None:
    verbs = _cut(word[:_LONGEST_VERB])
    shown_word = word[:40]
    if len(verbs) > 1 and verbs[1] in _STRICTLY_READING and ":" not in word:
        return read()
    if any(verb in DESTROYING for verb in verbs):
        return destructive(f"`{tool} … {shown_word}` removes something")
    ends = {verbs[0], verbs[-1], verbs[1] if len(verbs) > 1 else verbs[0]}
    # `release list`, `db:migrate:status`: there the word before is the thing, not the verb.
    noun = following in READING or (len(verbs) > 1 and verbs[-1] in READING)
    if not noun and ends & CHANGING:
        return risky(f"`{tool} … {shown_word}` changes something in use")
    if not noun and ends & MILD and (len(verbs) == 1 or verbs[1] in MILD or ":" in word):
        return risky(f"`{tool} … {shown_word}` changes something", Tier.REVERSIBLE)
    if verbs[0] in READING or (len(verbs) > 1 and (verbs[1] in READING or verbs[-1] in READING)):
        return read()
    if any(verb in MAKING for verb in verbs[:2]):
        return reversible()
    return None


def stranger(name: str) -> ShellVerdict:
    """Judge a program or a script that nobody knows by its own name: `./wipe-all.sh` says what it does.

    Args:
        name: As typed, with or without a folder.
    """
    last = name.rsplit("/", 1)[-1][:_LONGEST_VERB]
    verbs = _cut(last.rsplit(".", 1)[0]) if ":" not in last else []
    if len(verbs) > 1 and verbs[1] in _STRICTLY_READING:
        verbs = []
    if any(verb in DESTROYING for verb in verbs):
        return risky(f"`{name[:40]}` is called like something that removes")
    return unfamiliar(f"nobody has told the supervisor what `{name[:40]}` does")


def judge_method(method: str) -> ShellVerdict:
    """Judge a request to a server by its method."""
    if method in ("GET", "HEAD", "OPTIONS", "TRACE"):
        return read("only fetches")
    if method == "DELETE":
        return destructive("deletes something on a server")
    return risky(f"sends a {method[:10]} request that changes something on a server")


def _by_flags(command: Command) -> ShellVerdict | None:
    """Judge by flags that say themselves that they destroy, or that they only look."""
    names = [option.lstrip("-").split("=", 1)[0].lower() for option in command.options]
    for name in names:
        pieces = _SPLIT.split(name)
        if pieces[0] in _DESTROYING_FLAGS or pieces[-1] in ("delete", "destroy"):
            return destructive(f"`--{name[:40]}` removes or overrides something")
    if "force" in names:
        return risky("`--force` overrides what would stop it")
    if any(name in ("reset", "reset-offsets", "revoke", "kill", "shutdown", "stop") for name in names):
        return risky("an option of it stops or resets something")
    if any(name in READING or name.split("-")[0] in ("list", "show", "describe") for name in names if len(name) > 2):
        return read()
    if any(name in ("create", "add", "new", "init") for name in names):
        return reversible()
    return None
