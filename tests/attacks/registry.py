"""The matrix: every route by which an agent could get round its supervisor, what it could win there, what stops it.

The page `resources/manual/attacks.md` is made of this, and `test_page` holds that each route here has its test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_F = TypeVar("_F", bound="Callable[..., Any]")


class Control(StrEnum):
    """What an attack could win; each test asserts those of its route."""

    UNSEEN = "act unseen"
    APPROVE = "approve"
    ANOTHERS = "reject another's"
    REARM = "re-arm"
    STOP = "prevent or delay stop"
    POLICY = "change policy"
    RECORDS = "forge or lose records"
    SECRETS = "read secrets"


@dataclass(frozen=True, slots=True)
class Route:
    """One way round."""

    id: str
    """Short name; a test names it with `tries`."""
    what: str
    """What is tried, for a person."""
    controls: tuple[Control, ...]
    """What it could win."""
    defence: str
    """What holds."""


C = Control
_ACT = (C.UNSEEN, C.APPROVE, C.RECORDS)
_GATE = "the gate cuts the agent's X11 stream and makes each input an action: shown, decided, recorded"

_DEVICES = (C.UNSEEN, C.APPROVE, C.STOP, C.REARM)
_LIVES = (C.STOP, C.RECORDS, C.UNSEEN)
_INSIDE = (C.APPROVE, C.REARM, C.STOP, C.POLICY, C.RECORDS, C.SECRETS)
_FILES = (C.REARM, C.STOP, C.POLICY, C.RECORDS)
_OUT = (C.UNSEEN, C.STOP, C.SECRETS)
_POPUP = (C.APPROVE, C.ANOTHERS, C.STOP)
_WINDOWS = "windows of others are refused; the hold is in the service"
_PIDS = "a PID namespace: these processes have no number inside"
_NETWORK = "a network of its own by pasta; without pasta it is open, and `run`, tray, `status` and record say so"
_MOUNTS = "mounts of its own: they are not there"

ROUTES: tuple[Route, ...] = (
    Route("xtest", "XTEST FakeInput, core form, both byte orders", _ACT, _GATE),
    Route("bit-of-sent-events", "FakeInput with the bit of sent events in its type", _ACT, _GATE),
    Route("long-form", "FakeInput as a BIG-REQUESTS request", _ACT, _GATE),
    Route("guessed-opcode", "FakeInput at every opcode there may be, XTEST never asked for", _ACT, _GATE),
    Route("device-form", "FakeInput that names a physical device", _ACT, "it leaves in the core form, of no device"),
    Route("one-write", "FakeInput between harmless requests of one write", _ACT, _GATE),
    Route("sent-events", "SendEvent of keys and buttons: to a window, the focus, the pointer's window", _ACT, _GATE),
    Route("warps", "WarpPointer and XIWarpPointer", (C.UNSEEN, C.RECORDS), _GATE),
    Route("many-connections", "a second and third connection while the first is held", _ACT, "one queue an agent"),
    Route("extension-event", "XI1 SendExtensionEvent", _ACT, "refused"),
    Route("hierarchy", "XIChangeHierarchy: masters of its own, the person's devices floated", _DEVICES, "refused"),
    Route("disable-devices", "the person's devices turned off by their properties", _DEVICES, "refused"),
    Route("remap", "keys, modifiers and buttons given another meaning", _DEVICES, "spare keycodes only"),
    Route("signals", "signals to service, `human`, ui and the person's programs", _LIVES, _PIDS),
    Route("everyone", "a signal to all processes", _LIVES, _PIDS),
    Route("process-memory", "/proc/PID/mem, environ, fd, root of all of them", _INSIDE, _PIDS),
    Route("trace", "ptrace and pidfd of all of them", _INSIDE, _PIDS),
    Route("priority", "their priority, and real time for itself", (C.STOP,), _PIDS),
    Route(
        "orphans",
        "double fork and setsid, going on after its parents",
        (C.STOP, C.UNSEEN),
        "one kill of the PID namespace",
    ),
    Route("end-of-starter", "killing its own init, parent and group", _LIVES, _PIDS),
    Route(
        "clock",
        "setting the clock",
        (C.STOP, C.RECORDS),
        "an ordinary user may not; deadlines go by the monotonic clock",
    ),
    Route(
        "interpreter",
        "start-up hooks of Python while our commands are called",
        (C.REARM, C.POLICY, C.RECORDS),
        "what a command of ours asks for is a question to the person at most",
    ),
    Route("own-files", "settings, policy, latch, key, record and log written, replaced, moved", _FILES, _MOUNTS),
    Route("own-secrets", "the record of others, the signing key, the log read", (C.SECRETS, C.RECORDS), _MOUNTS),
    Route(
        "named-files",
        "a policy given by `--policy`, and a trusted program, that lie in the home: written, replaced, moved",
        (C.APPROVE, C.POLICY),
        "mounted read-only; a program that changed all the same is asked about anew",
    ),
    Route(
        "kernel-keys",
        "keys that the kernel keeps for the person, searched, requested and by their numbers",
        (C.SECRETS,),
        "a filter of system calls, and a session keyring of its own",
    ),
    Route("own-code", "our code written, replaced, moved", _INSIDE, "mounted read-only"),
    Route(
        "start-up-files",
        "start-up files of shells, X resources, autostart, ssh",
        (C.UNSEEN, C.POLICY),
        "mounted read-only",
    ),
    Route(
        "replaced-files",
        "start-up files and cookies after a program of the person's has replaced or removed them",
        (C.UNSEEN, C.POLICY),
        "what is mounted over a name is watched, and mounted again",
    ),
    Route(
        "empty-namespace",
        "all of these freed from a namespace out of which the mounts that protect them were thrown",
        (C.UNSEEN, C.POLICY, C.REARM, C.RECORDS),
        "a filter of system calls: no namespace of mounts, no other root, and no mount goes",
    ),
    Route(
        "record-outside",
        "the database and its log changed by a program that may",
        (C.RECORDS,),
        "chain and signed head",
    ),
    Route("display-socket", "the real X server by its path, with its cookie", _OUT, "the proxy stands at that path"),
    Route("display-abstract", "the real X server by its abstract name", _OUT, "Landlock's scope"),
    Route("vnc-socket", "a viewer of the person's desktop, by its socket", (*_OUT, C.APPROVE, C.REARM), _MOUNTS),
    Route(
        "vnc-tcp",
        "a viewer of the person's desktop, by a TCP port",
        (*_OUT, C.APPROVE, C.REARM),
        _NETWORK,
    ),
    Route("display-tcp", "the real X server by a TCP port, with its cookie", _OUT, _NETWORK),
    Route("buses", "session bus, accessibility bus, `systemd-run`", (C.UNSEEN, C.STOP, C.SECRETS), _MOUNTS),
    Route("control-socket", "our control socket in every role", tuple(C), "callers are told by process, not by user"),
    Route(
        "control-socket-stop", "stop and pause at our socket, for all", (C.STOP, C.ANOTHERS), "an agent stops itself"
    ),
    Route(
        "control-socket-outside",
        "forged answers, re-arms and settings at our socket, by a program that is not contained",
        (C.APPROVE, C.ANOTHERS, C.REARM, C.POLICY),
        "answers come from `human` alone; the socket knows no such message",
    ),
    Route(
        "press-accessible", "DoAction on all that the popup is made of", (C.APPROVE, C.ANOTHERS), "it has no action"
    ),
    Route("elements", "DoAction and SetText in the person's programs", (C.UNSEEN, C.SECRETS), "a filter at the bus"),
    Route("screenshot", "a picture of the popup", (C.SECRETS, C.APPROVE), "its pixels are replaced in the answer"),
    Route("listen", "keys heard by root events, raw events, RECORD, QueryKeymap", (C.SECRETS,), "refused"),
    Route(
        "terminal",
        "a command typed into the person's terminal, also in parts and with another Return, or painted over",
        (C.UNSEEN, C.RECORDS),
        "the line is what was typed through the gate; what a terminal shows makes nothing sure",
    ),
    Route(
        "run-dialog",
        "a command typed into the person's run dialog, which takes the keys and never the focus",
        (C.UNSEEN, C.RECORDS),
        "launchers are known by their class; what is on the line is read where it is handed over",
    ),
    Route("sockets", "systemd, docker, the system bus, the sockets of the person's programs", _OUT, _MOUNTS),
    Route("kill-client", "KillClient on the popup", _POPUP, _WINDOWS),
    Route("unmap", "UnmapWindow and UnmapSubwindows of the popup", _POPUP, _WINDOWS),
    Route("destroy", "DestroyWindow of the popup", _POPUP, _WINDOWS),
    Route("move", "moving and shrinking the popup", _POPUP, _WINDOWS),
    Route("lower", "lowering the popup", _POPUP, _WINDOWS),
    Route("reparent", "reparenting the popup", _POPUP, _WINDOWS),
    Route("change", "shape, opacity and attributes of the popup", _POPUP, _WINDOWS),
    Route(
        "cover",
        "a window of its own above the popup, again and again",
        _POPUP,
        "a press counts where the popup shows",
    ),
    Route(
        "imitate",
        "windows that are called as the popup is, kept above it",
        _POPUP,
        "answers are chords, or presses on the popup itself",
    ),
    Route("titles", "titles with control, bidirectional and 100,000 characters", _POPUP, "quoted, cut, and marked"),
    Route(
        "names",
        "elements called by control, bidirectional and 100,000 characters",
        (*_POPUP, C.RECORDS),
        "quoted, cut, and marked",
    ),
    Route(
        "long-text",
        "100,000 typed characters in one stream",
        (C.UNSEEN, C.STOP, C.RECORDS),
        "each is recorded before it is sent; nothing is read past a bound, and the stop does not wait for it",
    ),
    Route(
        "flood",
        "thousands of dangerous actions a second from many connections",
        (C.APPROVE, C.STOP),
        "one question at a time",
    ),
    Route("grab-server", "GrabServer", (C.STOP,), "swallowed"),
    Route(
        "grab-input",
        "keyboard, pointer, key and button grabs, frozen ones too",
        (C.STOP,),
        "bounded; raw listeners hear the person",
    ),
    Route("lock-screen", "what a screen lock does", (C.STOP,), "bounded; raw listeners hear the person"),
    Route("fork-bomb", "a fork bomb, within its own limit", (C.STOP,), "low priority; one kill of the PID namespace"),
    Route(
        "sessions",
        "many sessions, each with a share of the processor",
        (C.STOP,),
        "the gate of `setsid`: they have an end, and come no faster than their shares are made small",
    ),
    Route("descriptors", "all connections that the display takes", (C.STOP, C.UNSEEN), "a bound for each agent"),
    Route(
        "memory",
        "requests without end whose answers nobody reads",
        (C.STOP, C.UNSEEN),
        "nothing is read past a bound",
    ),
    Route(
        "disk",
        "files up to its own limit, and a disk that is full then",
        (C.RECORDS,),
        "what cannot be recorded is not done",
    ),
    Route(
        "shared-memory",
        "descriptors of MIT-SHM and DRI3, and hundreds that nobody asked for",
        (C.UNSEEN, C.STOP),
        "they travel with their bytes, bounded",
    ),
)


def route(name: str) -> Route:
    """Give a route by its id."""
    return next(route for route in ROUTES if route.id == name)


def tries(*names: str) -> Callable[[_F], _F]:
    """Say which routes a test tries."""

    def mark(test: _F) -> _F:
        test.__dict__["routes"] = tuple(route(name).id for name in names)
        return test

    return mark
