"""Package managers and build tools: the project's own packages are part of the work, new ones run foreign code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell.command import Command, shown
from supervisor.detect.shell.generic import TABLES, asks_help, is_dry, judge_tool, leading_words, stranger
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, unfamiliar, worst
from supervisor.detect.shell.wrappers import RUNNERS
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable

_PACKAGE_READ = wordlist(
    "list search show info policy depends rdepends provides repoquery files contents desc leaves"
)


def _packages(command: Command) -> ShellVerdict:
    """Judge package managers of the system."""
    words = leading_words(command)
    verb = words[0] if words else ""
    helps = asks_help(command) or (command.args[-1:] == ["-h"] and command.name != "port")
    if is_dry(command) or (command.short("s") and command.name.startswith("apt")) or helps:
        return read("only says what it would do")
    if command.name in ("pacman", "yay", "paru"):
        return _pacman(command)
    if verb == "history" and {"undo", "redo", "rollback"} & set(words):
        return risky("takes back what was installed or removed")
    if verb in (
        "se",
        "lr",
        "repolist",
        "repos",
        "remotes",
        "installed",
        "outdated",
        "repoinfo",
        "module",
        "history",
        "check",
    ):
        return read()
    if verb in _PACKAGE_READ or verb.startswith("list"):
        return read()
    if verb in ("update", "refresh", "makecache", "fetch", "download", "check-update", "index"):
        return reversible("refreshes the list of packages")
    if verb in (
        "install",
        "add",
        "reinstall",
        "upgrade",
        "dist-upgrade",
        "full-upgrade",
        "localinstall",
        "up",
        "dup",
    ):
        return risky(f"installs software {shown(words[1:])}")
    return judge_tool(command)


def _pacman(command: Command) -> ShellVerdict:
    flags = next((option for option in command.options if option[1:2].isupper()), "")
    if flags[1:2] == "R":
        return destructive(f"removes software {shown(command.operands)}")
    if flags[1:2] in ("Q", "F") or flags[2:3] in ("s", "i", "l"):
        return read()
    return risky(f"installs software {shown(command.operands)}")


def _language_packages(command: Command) -> ShellVerdict:
    """Judge npm, pip and their like: the project's own packages are part of the work, new ones run foreign code."""
    words = leading_words(command)
    verb = words[0] if words else ""
    runner = RUNNERS.get(command.name)
    if runner and verb == runner:
        index = command.args.index(verb) + 1
        inner = [word for word in command.words[index:] if word.text != "--"]
        return worst([reversible(), command.nested.call(inner)]) if inner else read()
    if verb in _FETCHING and (verb != "run" or command.name == "pipx") and len(words) > 1:
        name = f"create-{words[1]}" if verb in ("create", "init") else ""
        rest = command.words[command.args.index(verb) + 1 :]
        return _fetching_runner(Command("npx", (Word(name), *rest[1:]) if name else rest, command.nested))
    if command.name == "uv" and words[:2] == ["tool", "run"]:
        return _fetching_runner(Command("uvx", command.words[2:], command.nested))
    if (
        verb == "run"
        and command.name == "go"
        and any("@" in word or "." in word.split("/")[0][1:] for word in words[1:2])
    ):
        foreign = not words[1].endswith(".go")
        return unfamiliar(f"fetches and runs `{words[1][:40]}`") if foreign else reversible("runs the project's run")
    if command.name == "bun" and _SCRIPT_FILE.search(verb):
        return stranger(verb)
    if verb == "config" and words[1:2] in (["get"], ["list"], ["ls"]):
        return read()
    if verb in ("config", "set") and {"script-shell", "shell", "node-options", "prefix", "registry", "git"} & set(
        words
    ):
        return risky("changes what the package manager runs or fetches")
    if verb in ("install", "i", "add", "get") and not is_dry(command):
        named = [word for word in command.operands[1:] if not word.endswith((".txt", ".toml", ".lock", "."))]
        return risky(f"installs software {shown(named)}") if named else reversible("installs the project's packages")
    if verb in ("run", "run-script", "test", "t", "start", "build", "ci", "dev", "lint", "bench", "check", "doc"):
        return reversible(f"runs the project's {verb}")
    if not words and not command.options and command.name in ("yarn", "pnpm", "bundle"):
        return reversible("installs the project's packages")
    return judge_tool(command)


_FETCHING = frozenset({"dlx", "x", "create", "init", "run"})
_SCRIPT_FILE = re.compile(r"\.[cm]?[jt]sx?$")
_NODE_TOOLS = wordlist(
    "tsc tsx ts-node eslint prettier jest vitest vite next nuxt astro playwright tailwindcss husky lint-"
    " staged mocha cypress sb"
    " storybook concurrently nodemon serve http-server expo json-server depcheck npm-check-updates ncu"
    " knip biome swc esbuild"
    " rollup webpack babel postcss sass svelte-kit svelte-check tsup turbo changeset commitlint standard xo typedoc"
)
"""Programs of Node that build, check or serve."""


_STARTERS = wordlist(
    "create-vite create-react-app create-next-app create-vue create-svelte create-astro create-expo-app create-remix"
    " create-nuxt create-turbo create-t3-app create-electron-app create-solid create-nx-workspace create-rspack"
    " create-docusaurus create-playwright create-eslint create-storybook create-hono create-tauri-app"
)
"""What `npm create` and `npm init` are asked for most."""


def _fetching_runner(command: Command) -> ShellVerdict:
    """Judge npx and its like, which fetch a program and run it."""
    words = list(command.words)
    while words and words[0].text.startswith("-"):
        words = words[
            2 if words[0].text in ("-p", "--package", "--from", "--python", "--with", "-c", "--call") else 1 :
        ]
    if not words:
        return read("runs nothing")
    name = words[0].text
    bare = name if name.startswith("@") else name.split("@", 1)[0]
    if bare in _NODE_TOOLS or bare in _STARTERS:
        return reversible(f"runs {bare[:40]}")
    judged = command.nested.call([Word(bare), *words[1:]])
    # By its bare name: a program that nobody knows is run with `--help` as well.
    foreign = Shell.UNKNOWN in (judged.kind, command.nested.call([Word(bare)]).kind)
    return worst([judged, unfamiliar(f"fetches and runs `{name[:40]}`")]) if foreign else judged


def _make(command: Command) -> ShellVerdict:
    if command.short("n") or command.long("--dry-run", "--just-print", "--question"):
        return read("only says what it would do")
    if any(word.text.startswith(("SHELL=", "MAKEFLAGS=", "CC=", "MAKE=")) for word in command.words):
        return risky("makes the build run another program")
    place = command.value("-C", "--directory", "-f", "--file", "--makefile") or ""
    if place.startswith(("/", "~", "..")):
        return unfamiliar(f"builds `{place[:40]}`, which is not the project's")
    tool = {"mvnw": "mvn", "gradlew": "gradle"}.get(command.name, command.name)
    if tool in TABLES:
        return judge_tool(Command(tool, command.words, command.nested))
    if tool == "rake" and any(target.startswith("db:") for target in command.operands):
        # The tasks of Rails on its database; `rails db:drop` is the same one.
        return judge_tool(Command("rails", command.words, command.nested))
    if any(
        target in ("install", "uninstall", "deploy", "publish", "release", "purge") for target in command.operands
    ):
        return risky(f"makes {shown(command.operands)}")
    if any(_CLEANS.search(target) for target in command.operands):
        return risky(f"makes {shown(command.operands)}", Tier.REVERSIBLE)
    return reversible("builds the project")


_CLEANS = re.compile(
    r"(?:^|[-_:])(?:clean|distclean|mrproper|reset|destroy|wipe|nuke|drop|down|prod|production)(?:$|[-_:])"
)

HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **dict.fromkeys(("npx", "pnpx", "bunx", "uvx"), _fetching_runner),
    **dict.fromkeys(
        wordlist("apt apt-get aptitude dnf yum zypper pacman yay paru apk snap flatpak brew port microdnf"), _packages
    ),
    **dict.fromkeys(
        wordlist(
            "npm pnpm yarn bun pip pip3 cargo go gem poetry uv pipenv pdm hatch conda mamba bundle composer"
            " pipx luarocks mise asdf direnv doppler op aws-vault"
        ),
        _language_packages,
    ),
    **dict.fromkeys(("make", "gmake", "ninja", "rake", "just", "task", "gradle", "gradlew", "mvn", "mvnw"), _make),
}
"""Programs of this module."""
