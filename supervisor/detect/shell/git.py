"""git: which of its many commands lose work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.command import Command, shown
from supervisor.detect.shell.files import overwriting
from supervisor.detect.shell.generic import judge_tool
from supervisor.detect.shell.places import is_scratch, is_sweeping
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, unfamiliar, worst
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_READ = wordlist(
    """
    status log diff show blame annotate grep ls-files ls-tree ls-remote cat-file rev-parse rev-list describe
    shortlog whatchanged name-rev merge-base for-each-ref show-ref show-branch count-objects verify-commit
    verify-tag verify-pack fsck help version var check-ignore check-attr check-mailmap check-ref-format cherry
    range-diff diff-tree diff-index diff-files merge-tree column interpret-trailers get-tar-commit-id patch-id
    stripspace request-pull fmt-merge-msg difftool gui gitk citool
    """
)
_REVERSIBLE = wordlist(
    """
    add commit fetch pull merge rebase cherry-pick revert init clone mv am apply format-patch archive bundle notes
    maintenance sparse-checkout lfs remote config mergetool rerere pack-refs repack commit-graph multi-pack-index
    hash-object write-tree commit-tree read-tree mktree flow subtree svn cvsimport fast-export send-pack daemon
    instaweb credential submodule worktree bisect update-index
    """
)
_WITH_VALUE = frozenset(
    {"-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path", "--config-env", "--super-prefix"}
)
_PLACES = ("-C", "--git-dir", "--work-tree")
_RUNS = re.compile(
    r"(?:core\.(?:pager|editor|sshcommand|fsmonitor|hookspath|askpass|gitproxy)|alias\.|pager\.|diff\.external"
    r"|.*\.textconv|.*\.driver"
    r"|credential\..*helper|gpg\.|.*\.program|sequence\.editor|filter\.|.*\.cmd|.*command)",
    re.IGNORECASE,
)
_PLAIN_SETTING = re.compile(
    r"(?:user\.(?:name|email|signingkey)|color\.|column\.|advice\.|log\.|status\.|push\.(?:default|auto|follow)|pull\.(?:rebase|ff)"
    r"|branch\.|rebase\.|fetch\.|commit\.(?:gpgsign|verbose)|tag\.(?:gpgsign|sort|forcesign)|merge\.(?:ff|conflictstyle|log)"
    r"|diff\.(?:algorithm|renames|color\w*|mnemonicprefix|noprefix|context|wserrorhighlight|submodule)|rerere\.|stash\.|grep\."
    r"|core\.(?:auto\w*|safe\w*|eol|quotepath|filemode|ignorecase|abbrev|longpaths|precompose\w*|symlinks|white\w*|preloadindex"
    r"|untrackedcache|commentchar|compression|bare|sharedrepository|excludesfile|logallrefupdates|splitindex)"
    r"|gc\.|pack\.|feature\.|index\.|help\.autocorrect|init\.defaultbranch|safe\.directory|format\.(?:pretty|signoff)|blame\."
    r"|http\.(?:postbuffer|lowspeed\w*|version)|checkout\.|clone\.|transfer\.|versionsort\.|ui\.|apply\.|mailinfo\.|i18n\."
    r"|submodule\.recurse|remote\.\w+\.prune|remote\.pushdefault|maintenance\.auto|worktree\.|lfs\.)",
    re.IGNORECASE,
)
"""Settings that say how git shows and keeps things; the others may name a program, a server or other settings."""
_OWN_REMOTES = frozenset({"origin", "upstream"})
_FILE_NAME = re.compile(r"\.(?!\d)[A-Za-z]\w{0,4}$")
_CHECKOUT_MODES = frozenset({"direct", "inherit", "on-demand"})
"""What `--track` and `--recurse-submodules` may be followed by; hardly a branch is called so."""
_CHECKOUT_VALUES = frozenset({"--conflict", "-U", "--unified", "--inter-hunk-context", "-b", "-B", "--orphan"})


def judge_git(command: Command) -> ShellVerdict:
    """Judge a call of git."""
    words = list(command.words)
    verdicts: list[ShellVerdict] = []
    while words and words[0].text.startswith("-"):
        option = words.pop(0).text
        if option in ("--help", "--version", "-h", "-v") or (option == "--" and words and words[0].text == "--help"):
            return read("prints help")
        if option.startswith("--exec-path="):
            verdicts.append(risky("makes git run other programs"))
        if option.startswith("--config-env="):
            verdicts.append(unfamiliar("gives git a setting from the environment"))
        if option in _WITH_VALUE and words:
            value = words.pop(0).text
            if option in ("-c", "--config-env") and _RUNS.match(value):
                verdicts.append(risky(f"makes git run something through {shown([value])}"))
            elif option in ("-c", "--config-env") and not _is_plain(value):
                verdicts.append(unfamiliar(f"gives git a setting that may run something: {shown([value])}"))
            if option in _PLACES and is_scratch(f"{value}/x"):
                verdicts.append(unfamiliar("works by the settings of a folder for temporary files"))
        elif option.startswith(tuple(f"{place}=" for place in _PLACES)) and is_scratch(
            option.partition("=")[2] + "/x"
        ):
            verdicts.append(unfamiliar("works by the settings of a folder for temporary files"))
    if not words:
        return worst([*verdicts, read()])
    name, rest = words[0].text.lower(), Command("git", tuple(words[1:]), command.nested)
    if not words[0].fixed:
        return risky("runs a git command that is computed")
    if rest.single("--help", "-h") and rest.args[:1] in (["--help"], ["-h"]):
        return read("prints help")
    shows = any(option.startswith(("-O", "--open", "--extcmd")) for option in rest.options)
    if (name == "grep" and shows) or (name == "difftool" and (shows or rest.short("x"))):
        verdicts.append(risky("makes git run another program to show"))
    if name in ("clone", "init"):
        verdicts += _new(name, rest)
    if written := rest.value("--output"):
        verdicts.append(overwriting(Word(written)))
    foreign = any(option.startswith(("--upload", "--receive", "--exec=")) for option in rest.options)
    if foreign or any(operand.startswith(("ext::", "fd::")) for operand in rest.operands):
        verdicts.append(risky("makes git run another program to connect"))
    return worst([*verdicts, _subcommand(name, rest)])


def _is_plain(setting: str) -> bool:
    """Tell whether a setting, with its value or without, makes git run, load or call nothing."""
    name, _, value = setting.partition("=")
    return _PLAIN_SETTING.match(name) is not None and not value.lstrip().startswith("!")


def _new(name: str, rest: Command) -> Iterator[ShellVerdict]:
    """Judge the options of `clone` and `init` that bring settings, hooks and programs with them."""
    if rest.value("--template"):
        yield unfamiliar("takes the hooks of the new repository from another folder")
    if name == "clone":
        given = [value for option in ("-c", "--config") for value in [rest.value(option)] if value]
        if not all(_is_plain(value) for value in given):
            yield risky(f"makes git run something through {shown(given)}")
        if rest.value("-u") or rest.value("--upload-pack"):
            yield risky("makes git run another program to connect")


def _subcommand(name: str, rest: Command) -> ShellVerdict:
    special = _SPECIAL.get(name)
    if special is not None:
        return special(rest)
    if name in _READ:
        return read()
    if name in _REVERSIBLE:
        return reversible(f"runs git {name}")
    # An alias or an extension: its name may say what it does.
    return judge_tool(Command("git", (Word(name), *rest.words), rest.nested))


def _reset(rest: Command) -> ShellVerdict:
    # `--keep` refuses where a changed file would have to be replaced.
    if rest.long("--hard", "--merge"):
        return destructive("throws uncommitted changes away")
    return reversible("moves the branch or unstages")


def _clean(rest: Command) -> ShellVerdict:
    if rest.short("n") or rest.long("--dry-run"):
        return read("only says what it would do")
    if rest.short("fi") or rest.long("--force", "--interactive"):
        return destructive("deletes files that git does not track")
    return reversible("refuses without -f")


def _checkout(rest: Command) -> ShellVerdict:
    args = rest.args
    # `-bfix` makes a branch called fix: what follows -b, -B and -c belongs to them.
    if rest.short("bB") and not any(option in ("-f", "--force") for option in rest.options):
        return reversible("makes a branch")
    if rest.short("f") or rest.long("--force"):
        return destructive("throws uncommitted changes away")
    if rest.long("--pathspec-from-file", "--ours", "--theirs") or ("--" in args and args[args.index("--") + 1 :]):
        return destructive("overwrites files with the committed ones")
    if rest.short("t") or rest.long("--orphan", "--detach", "--track"):
        # `--track main file` names a path as well.
        return reversible("switches branches") if len(_plain(rest)) < 2 else destructive("overwrites files")
    plain = _plain(rest)
    if rest.long("--recurse-submodules") and plain and _CHECKOUT_MODES & set(rest.args):
        # A mode belongs behind a `=`: a branch that is called so gives its files.
        return destructive("overwrites files if there is a branch of this name", Tier.REVERSIBLE)
    if len(plain) > 1 or any(_is_path(word) for word in plain):
        return destructive("overwrites files with the committed ones")
    return reversible("switches branches")


def _plain(rest: Command) -> list[str]:
    """Give operands without the values of options."""
    out: list[str] = []
    skip = False
    for arg in rest.args:
        if skip:
            skip = False
        elif arg in _CHECKOUT_VALUES:
            skip = True
        elif not out and arg in _CHECKOUT_MODES:
            continue
        elif not arg.startswith("-") or arg == "-":
            out.append(arg)
    return out


def _is_path(word: str) -> bool:
    return (
        word in (".", "..", ":/")
        or word.startswith(("./", "../", "/", ":("))
        or "*" in word
        or (_FILE_NAME.search(word) is not None)
    )


def _restore(rest: Command) -> ShellVerdict:
    if (rest.short("S") or rest.long("--staged")) and not (rest.short("W") or rest.long("--worktree")):
        return reversible("unstages")
    return destructive("overwrites files with the committed ones")


def _switch(rest: Command) -> ShellVerdict:
    if any(option.startswith(("-c", "-C")) for option in rest.options):
        return reversible("makes a branch") if "-f" not in rest.options else destructive("throws changes away")
    if rest.short("f") or rest.long("--force", "--discard-changes"):
        return destructive("throws uncommitted changes away")
    return reversible("switches branches")


def _push(rest: Command) -> ShellVerdict:
    if rest.short("n") or rest.long("--dry-run"):
        return read("only says what it would do")
    refs = rest.operands
    if (
        rest.short("d")
        or rest.long("--delete", "--mirror", "--prune")
        or any(r.startswith(":") and r != ":" for r in refs)
    ):
        return destructive("deletes branches on the server")
    if rest.short("f") or _forced(rest) or any(r.startswith("+") for r in refs):
        # Also beside `--force-with-lease`, which it overrides.
        return destructive("overwrites the history on the server")
    known = not refs or refs[0] in _OWN_REMOTES or not rest.words
    return reversible("sends commits to the server") if known else _sends_to(refs[0])


def _sends_to(place: str) -> ShellVerdict:
    return risky(f"sends commits to `{place[:40]}`", Tier.REVERSIBLE)


def _forced(rest: Command) -> bool:
    return any(option.split("=", 1)[0] == "--force" for option in rest.options)


def _branch(rest: Command) -> ShellVerdict:
    force = rest.short("f") or rest.long("--force")
    if rest.short("D") or (force and (rest.short("d") or rest.long("--delete"))):
        return destructive("deletes a branch that may not be merged")
    if rest.short("MC") or force:
        return risky("overwrites a branch")
    if not rest.operands or rest.short("avrl") or rest.long("--list", "--contains", "--merged", "--show-current"):
        return read() if not (rest.short("dm") or rest.long("--delete", "--move")) else reversible()
    return reversible("changes branches")


def _tag(rest: Command) -> ShellVerdict:
    if rest.short("d") or rest.long("--delete"):
        return destructive("deletes a tag")
    if rest.short("f") or rest.long("--force"):
        return risky("moves a tag")
    return reversible("adds a tag") if rest.operands and not rest.short("l") else read()


def _stash(rest: Command) -> ShellVerdict:
    verb = rest.operands[0] if rest.operands else "push"
    if verb in ("drop", "clear"):
        return destructive("throws stashed work away")
    return read() if verb in ("list", "show") else reversible("sets work aside or takes it back")


def _reflog(rest: Command) -> ShellVerdict:
    if rest.operands[:1] in (["expire"], ["delete"], ["drop"]):
        return destructive("removes the way back to lost commits")
    return read()


def _gc(rest: Command) -> ShellVerdict:
    if any(option.startswith("--prune=") and option[8:] in ("now", "all") for option in rest.options):
        return destructive("removes unreachable commits for good")
    return reversible("tidies the repository")


def _worktree(rest: Command) -> ShellVerdict:
    verb = rest.operands[0] if rest.operands else ""
    if verb == "remove" and (rest.short("f") or rest.long("--force")):
        return destructive("deletes a work tree with its changes")
    return read() if verb == "list" else reversible("changes work trees")


def _rm(rest: Command) -> ShellVerdict:
    if rest.short("n") or rest.long("--dry-run"):
        return read("only says what it would do")
    if rest.long("--cached"):
        return reversible("stops tracking files")
    if rest.short("f") or rest.long("--force"):
        return destructive(f"deletes {shown(rest.operands)} from disk with its changes")
    if rest.short("r") or any(is_sweeping(operand) or "*" in operand for operand in rest.operands):
        return destructive(f"deletes {shown(rest.operands)} from disk", Tier.HIGH_RISK)
    return reversible("deletes files that git still has")


def _config(rest: Command) -> ShellVerdict:
    operands = rest.operands
    if (
        rest.long("--list", "--get", "--get-all", "--get-regexp")
        or rest.short("l")
        or operands[:1] in (["list"], ["get"])
    ):
        return read()
    if rest.long("--unset", "--unset-all", "--remove-section") or operands[:1] == ["unset"]:
        return risky("removes a setting of git")
    if len(operands) == 1:
        return read()
    if any(_RUNS.match(operand) for operand in operands[:2]):
        return risky("makes git run something later")
    named = next((operand for operand in operands if "." in operand), "")
    if not _is_plain(named) or any(operand.startswith("!") for operand in operands):
        return risky("changes what git runs, or where it sends and takes things from", Tier.REVERSIBLE)
    return reversible("changes a setting of git")


def _foreach(rest: Command) -> ShellVerdict:
    operands = rest.operands
    if operands[:1] == ["foreach"]:
        given = rest.args[rest.args.index("foreach") + 1 :]
        while given and given[0].startswith("--"):
            given = given[1:]
        return worst([reversible(), rest.nested.script(" ".join(given))])
    if operands[:1] == ["deinit"] and (rest.short("f") or rest.long("--force")):
        return destructive("deletes a submodule's files")
    return read() if operands[:1] in ([], ["status"], ["summary"]) else reversible("changes submodules")


def _bisect(rest: Command) -> ShellVerdict:
    if rest.operands[:1] in (["log"], ["view"], ["visualize"]):
        return read()
    if rest.operands[:1] == ["run"]:
        return worst([reversible(), rest.nested.call(rest.words[1:])])
    return reversible("steps through history")


def _rebase(rest: Command) -> ShellVerdict:
    run = rest.value("-x", "--exec")
    rewrites = reversible("rewrites commits, which git keeps for a while")
    return worst([rewrites, rest.nested.script(run)]) if run else rewrites


def _remote(rest: Command) -> ShellVerdict:
    verb = rest.operands[0] if rest.operands else ""
    if verb in ("remove", "rm", "prune"):
        return risky("removes a remote")
    if verb == "set-url" or (verb in ("add", "rename") and _OWN_REMOTES & set(rest.operands[1:])):
        return risky("changes where git sends things", Tier.REVERSIBLE)
    return read() if verb in ("", "show", "get-url") else reversible("changes remotes")


def _notes(rest: Command) -> ShellVerdict:
    if rest.operands[:1] in (["remove"], ["prune"]):
        return risky("removes notes")
    return read() if rest.operands[:1] in ([], ["list"], ["show"]) else reversible("changes notes")


def _lfs(rest: Command) -> ShellVerdict:
    verb = rest.operands[0] if rest.operands else ""
    if verb in ("prune", "uninstall", "migrate") and not rest.long("--dry-run"):
        return risky(f"git lfs {verb} removes or rewrites files")
    return (
        read()
        if verb in ("", "ls-files", "status", "env", "logs", "locks", "version")
        else reversible(f"runs git lfs {verb}")
    )


def _for_good(rest: Command) -> ShellVerdict:
    if rest.short("n") or rest.long("--dry-run", "--list"):
        return read("only says what it would do")
    return destructive(f"rewrites or removes history for good {shown(rest.operands)}")


def _send_email(rest: Command) -> ShellVerdict:
    return read("only says what it would do") if rest.long("--dry-run") else risky("sends mail")


def _opens(rest: Command) -> ShellVerdict:
    return risky(f"shows passwords, or opens a server or a timer: {shown(rest.operands)}", Tier.REVERSIBLE)


def _read_tree(rest: Command) -> ShellVerdict:
    if rest.short("uf") or rest.long("--reset"):
        return destructive("overwrites files with the committed ones")
    return reversible("changes the index")


def _send_pack(rest: Command) -> ShellVerdict:
    return _sends_to(next(iter(rest.operands), ""))


def _symbolic_ref(rest: Command) -> ShellVerdict:
    if rest.short("d") or rest.long("--delete"):
        return destructive("removes a reference")
    return reversible("points a name at another branch") if len(rest.operands) > 1 else read()


def _update_ref(rest: Command) -> ShellVerdict:
    return destructive("removes a reference") if rest.short("d") else risky("moves a reference")


_SPECIAL: dict[str, Callable[[Command], ShellVerdict]] = {
    "reset": _reset,
    "clean": _clean,
    "checkout": _checkout,
    "restore": _restore,
    "switch": _switch,
    "push": _push,
    "branch": _branch,
    "tag": _tag,
    "stash": _stash,
    "reflog": _reflog,
    "gc": _gc,
    "worktree": _worktree,
    "rm": _rm,
    "config": _config,
    "submodule": _foreach,
    "bisect": _bisect,
    "rebase": _rebase,
    "remote": _remote,
    "update-ref": _update_ref,
    "notes": _notes,
    "lfs": _lfs,
    "send-email": _send_email,
    "symbolic-ref": _symbolic_ref,
    **dict.fromkeys(
        ("credential", "credential-store", "credential-cache", "daemon", "instaweb", "maintenance"), _opens
    ),
    **dict.fromkeys(("read-tree", "checkout-index"), _read_tree),
    **dict.fromkeys(("send-pack", "http-push"), _send_pack),
    **dict.fromkeys(("filter-branch", "filter-repo", "prune", "replace", "prune-packed"), _for_good),
}
