"""Programs that run the code of the folder they are called in, or of files they are told to take it from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.detect.shell.files import overwriting
from supervisor.detect.shell.generic import asks_help
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.verdict import ShellVerdict, risky, unfamiliar
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.detect.shell.command import Command

_ALWAYS = wordlist(
    """
    make gmake ninja meson bazel scons configure autoreconf autoconf automake cmake ctest gradle gradlew mvn mvnw ant
    sbt lein rake pytest py.test nosetests tox nox jest mocha vitest ava cypress playwright phpunit rspec behave
    cucumber just task invoke npx webpack vite rollup eslint stylelint prettier pylint mypy buck mix rebar3 latexmk
    hugo jekyll mkdocs sphinx-build turbo nx lerna rails flask ng next nuxt parcel cabal stack dune msbuild irb ghci
    ipython pdb
    """
)
_SCRIPTS = wordlist(
    "run run-script test t start stop restart install i ci add build exec x rebuild publish pack version update"
    " upgrade dev link install-test it create init dlx"
)
_SUBCOMMANDS = {
    **dict.fromkeys(("npm", "yarn", "pnpm", "bun", "corepack"), _SCRIPTS),
    "cargo": wordlist("run r test t bench build b check c clippy doc miri nextest watch fix expand"),
    "go": wordlist("run test generate"),
    "bundle": wordlist("exec install"),
    "dotnet": wordlist("run test build publish watch restore"),
    "swift": wordlist("run test build"),
    "docker-compose": wordlist("up build run create start restart"),
    "podman-compose": wordlist("up build run create start restart"),
    "composer": wordlist("install update run run-script exec require"),
    "vagrant": wordlist("up reload provision"),
    "flutter": wordlist("run test build"),
    "dart": wordlist("run test build"),
    "zig": wordlist("build run test"),
    "nim": wordlist("r"),
    "pre-commit": wordlist("run"),
    "toolbox": wordlist("run enter"),
    "machinectl": wordlist("shell login start"),
    "coverage": wordlist("run"),
    **dict.fromkeys(("pip", "pip3"), wordlist("install download wheel")),
    "poetry": wordlist("install build run shell"),
    "uv": wordlist("sync run build"),
    "nix": wordlist("build develop run shell flake"),
    **dict.fromkeys(("terraform", "tofu"), wordlist("init plan apply destroy refresh import test")),
}
_COMPOSE = frozenset({"docker", "podman", "nerdctl"})
_SPOKEN = _COMPOSE | frozenset(_SUBCOMMANDS)
"""Programs of which the first words tell."""
_OPTIONS: dict[str, tuple[str, ...]] = {
    "go": ("-vettool", "--vettool", "-exec", "--exec", "-toolexec", "--toolexec"),
    "cargo": ("--config",),
    "npm": ("--registry", "--script-shell", "--prefix", "--userconfig", "--globalconfig"),
    "yarn": ("--script-shell", "--cwd", "--use-yarnrc"),
    "pnpm": ("--script-shell", "-C", "--dir"),
    "mypy": ("--config-file",),
    "eslint": ("-c", "--config", "--rulesdir", "--resolve-plugins-relative-to", "--plugin", "-f", "--format"),
    "zellij": ("--layout", "-l", "--config", "-c"),
    "terraform": ("-chdir",),
    "tofu": ("-chdir",),
    **dict.fromkeys(
        ("pip", "pip3"), ("--python", "-i", "--index-url", "--extra-index-url", "--proxy", "-f", "--find-links")
    ),
    **dict.fromkeys(("docker", "podman"), ("-H", "--host", "--config")),
    "kubectl": ("-s", "--server", "--kubeconfig"),
    "aws": ("--endpoint-url",),
    "sftp": ("-D", "-S", "-F"),
    "scp": ("-D", "-S", "-F"),
    "man": ("-C", "-P", "-H", "--config-file", "--pager", "--html"),
}
"""Program to the options whose value it runs, or takes settings from that make it run something."""
_SSH_OPTIONS = (
    "proxycommand",
    "localcommand",
    "knownhostscommand",
    "permitlocalcommand",
    "pkcs11provider",
    "securitykeyprovider",
    "xauthlocation",
    "remoteforward",
    "tunnel=",
)
_SESSIONS_LOOK = wordlist(
    """
    ls list-sessions lsw list-windows lsp list-panes lsc list-clients list-commands lscm list-keys lsk list-buffers
    lsb
    attach attach-session a at detach detach-client has has-session info show show-options show-buffer showb
    display-message rename rename-session rename-window renamew kill-session kill-window kill-pane kill-server
    switch-client switchc select-window selectw select-pane selectp next previous last resize-pane
    """
)
_SESSIONS_OPEN = wordlist("new new-session neww new-window splitw split-window")
_SESSION_VALUES = frozenset({"-s", "-n", "-t", "-c", "-x", "-y", "-F", "-l", "-p", "-L", "-S", "-e"})
_SCREEN_VALUES = frozenset({"-S", "-t", "-s", "-c", "-e", "-h", "-p", "-T", "-r", "-x", "-d", "-R", "-D", "-Logfile"})
_OUTPUT_OPERANDS: dict[str, frozenset[str]] = {
    "uniq": frozenset({"-f", "-s", "-w"}),
    "xxd": frozenset({"-c", "-g", "-l", "-s", "-o", "-n", "-R"}),
    "pdftotext": frozenset({"-f", "-l", "-r", "-x", "-y", "-W", "-H", "-enc", "-opw", "-upw", "-eol"}),
    "ps2pdf": frozenset(),
}
"""Programs that write over their second operand, with the options that take a value."""


def through_folder(command: Command) -> Iterator[ShellVerdict]:
    """Judge what a call runs or writes beside what its name says.

    Args:
        command: The call.

    Yields:
        A verdict for each.
    """
    if asks_help(command):
        return
    if _runs_folder(command):
        yield unfamiliar(f"`{command.name}` runs the code of this folder")
    for option in _OPTIONS.get(command.name, ()):
        short = len(option) == len("-o") and command.value(option) is not None
        if short or any(arg == option or arg.startswith(f"{option}=") for arg in command.args):
            yield unfamiliar(f"`{option}` makes `{command.name}` run or load something")
    if command.name in ("ssh", "scp", "sftp"):
        said = " ".join(command.args).lower()
        if any(option in said for option in _SSH_OPTIONS):
            yield unfamiliar(f"makes `{command.name}` run another program")
    if command.name == "dc" and any("!" in word.text for word in command.words):
        yield unfamiliar("makes `dc` run another program")
    if command.name == "hash" and command.short("p"):
        yield risky("makes a name mean another program")
    if command.name == "set" and "-o" in command.args and {"keyword", "allexport"} & set(command.args):
        yield unfamiliar("makes the shell take arguments for variables, or hand variables on")
    if command.name == "set" and command.args[:1] and command.args[0].startswith("-") and command.short("ka"):
        yield unfamiliar("makes the shell take arguments for variables, or hand variables on")
    if command.name in ("reset", "tset") and command.options:
        yield unfamiliar("changes what the keys of the terminal do")
    if command.name == "enable" and command.short("f"):
        yield risky("loads a library into the shell")
    if (command.name == "zellij" and {"run", "action", "edit"} & set(command.args)) or (
        command.name == "go" and command.operands[:1] == ["env"] and command.short("w")
    ):
        yield unfamiliar(f"makes `{command.name}` run something, now or later")
    if command.name in ("tmux", "screen", "byobu"):
        yield from _session(command)
    values = _OUTPUT_OPERANDS.get(command.name)
    if values is not None:
        operands = _operands(command, values)
        if len(operands) > 1 and operands[1] != "-":
            yield overwriting(Word(operands[1]))


def _runs_folder(command: Command) -> bool:
    name = command.name
    if name == "cmake":
        return not command.single("-E")
    if name in _ALWAYS:
        return True
    said = [operand for operand in command.operands if operand] if name in _SPOKEN else []
    if name == "podman" and said[:1] in (["unshare"], ["kube"], ["play"]):
        return True
    if name in _COMPOSE:
        return "compose" in said[:3] and any(word in ("up", "build", "run", "create", "start") for word in said[1:])
    if name == "yarn" and not said:
        return True
    table = _SUBCOMMANDS.get(name)
    return table is not None and any(word in table for word in said[:6])


def _session(command: Command) -> Iterator[ShellVerdict]:
    """Judge what a terminal in a terminal is told to run."""
    if command.name == "screen":
        if command.single("-X", "-c") or any(arg in ("exec", "stuff", "eval", "source") for arg in command.args):
            yield unfamiliar("gives a command to another terminal")
        inner = _after(command.words, _SCREEN_VALUES)
        if inner and not command.single("-X"):
            yield command.nested.call(inner)
        return
    if command.value("-f") is not None:
        yield unfamiliar("takes the settings of the terminal from a file")
    words = _after(command.words, _SESSION_VALUES | {"-f"})
    if not words or (words[0].text in _SESSIONS_LOOK and ";" not in command.args):
        return
    inner = _after(words[1:], _SESSION_VALUES) if words[0].text in _SESSIONS_OPEN else words
    if words[0].text in _SESSIONS_OPEN and ";" not in command.args:
        if inner:
            yield command.nested.script(" ".join(word.text for word in inner))
        return
    yield unfamiliar("gives a command to another terminal")
    for word in words[1:]:
        if " " in word.text:
            yield command.nested.script(word.text)


def _after(words: tuple[Word, ...], values: frozenset[str]) -> tuple[Word, ...]:
    """Skip options and their values."""
    index = 0
    while index < len(words) and words[index].text.startswith("-"):
        if words[index].text == "--":
            return words[index + 1 :]
        index += 2 if words[index].text in values else 1
    return words[index:]


def _operands(command: Command, values: frozenset[str]) -> list[str]:
    """Give the operands, without the values of options."""
    out: list[str] = []
    skip = False
    for arg in command.args:
        if skip or (arg.startswith("-") and arg != "-"):
            skip = not skip and arg in values
        else:
            out.append(arg)
    return out
