"""A command line cut into calls, by the grammar of bash.

tree-sitter gives a tree for any text in linear time; this module knows its node names and nothing of programs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

import tree_sitter
import tree_sitter_bash

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_NODES = 8_000
"""Nodes of a tree that are looked at; a command line of this size is not one a person would judge either."""

_EXPANSIONS = frozenset(
    {
        "simple_expansion",
        "expansion",
        "command_substitution",
        "process_substitution",
        "arithmetic_expansion",
        "brace_expression",
    }
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "v": "\v"}


class _Node(Protocol):
    """The part of a tree-sitter node that is used."""

    @property
    def type(self) -> str:
        """Name in the grammar."""

    @property
    def text(self) -> bytes | None:
        """The bytes it covers."""

    @property
    def children(self) -> list[_Node]:
        """All children, punctuation too."""

    @property
    def named_children(self) -> list[_Node]:
        """Children without punctuation."""

    @property
    def has_error(self) -> bool:
        """Something inside does not fit the grammar."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a call, quotes removed."""

    text: str
    """What the program gets, as far as it can be told without running anything."""
    fixed: bool = True
    """False when a variable, a substitution or braces decide what it becomes."""
    quoted: bool = False
    """True when quotes or backslashes keep globs and `~` from being expanded."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """Output or input of a call, sent elsewhere."""

    operator: str
    """E.g. `>`, `>>`, `&>`, `<`."""
    target: Word
    """File or descriptor."""
    descriptor: str = ""
    """Number before the operator; empty for the usual one."""


@dataclass(frozen=True, slots=True)
class Call:
    """One simple command."""

    words: tuple[Word, ...]
    """Name and arguments; empty for a bare assignment."""
    assignments: tuple[tuple[str, str], ...] = ()
    """Variables set for it."""
    fed: tuple[str, ...] = ()
    """Here-documents and here-strings on its input."""
    piped: bool = False
    """True when its input is another command's output."""


@dataclass(slots=True)
class Script:
    """A command line, cut up."""

    calls: list[Call] = field(default_factory=list)
    """Every call in it, those in substitutions, functions and branches too."""
    redirects: list[Redirect] = field(default_factory=list)
    """Every redirection to or from a file."""
    functions: set[str] = field(default_factory=set)
    """Names of the functions it defines."""
    broken: bool = False
    """True when a part does not fit the grammar, or there is too much of it."""


@lru_cache(maxsize=1)
def _parser() -> Any:
    # Through Any: the stubs that circulate for tree-sitter describe older versions. `_Node` says what is used.
    binding: Any = tree_sitter
    return binding.Parser(binding.Language(tree_sitter_bash.language()))


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What a node gets from those above it."""

    piped: bool = False
    fed: tuple[str, ...] = ()
    extra: tuple[Word, ...] = ()
    """Arguments that the grammar hangs on a redirection: `echo >file more words`."""


def parse_script(text: str) -> Script:
    """Cut a command line up.

    Args:
        text: One or more lines of bash.

    Returns:
        All calls and redirections, in no promised order.
    """
    root: _Node = _parser().parse(text.encode("utf-8", "replace")).root_node
    script = Script(broken=root.has_error)
    stack: list[tuple[_Node, _Inherited]] = [(root, _Inherited())]
    left = MOST_NODES
    while stack:
        node, above = stack.pop()
        left -= 1
        if left < 0:
            script.broken = True
            break
        stack.extend(_visit(node, above, script))
    return script


def _visit(node: _Node, above: _Inherited, script: Script) -> Iterator[tuple[_Node, _Inherited]]:
    """Note what `node` says and give the children with what they inherit."""
    kind = node.type
    if kind == "command":
        script.calls.append(_call(node, above))
        for child in node.children:
            if child.type != "variable_assignment":
                yield child, _Inherited()
            else:
                # Its value may run something: `a=$(rm x) ls`.
                yield from ((value, _Inherited()) for value in child.children)
        return
    if kind == "pipeline":
        last = len(node.named_children) - 1
        for index, child in enumerate(node.named_children):
            extra = above.extra if index == last else ()
            yield child, _Inherited(above.piped or index > 0, above.fed, extra)
        return
    if kind == "redirected_statement":
        yield from _redirected(node, above)
        return
    if kind in ("declaration_command", "unset_command"):
        script.calls.append(Call(tuple(_word(child) for child in node.children if child.type != "comment")))
    elif kind == "function_definition":
        script.functions.add(_text(node.named_children[0]) if node.named_children else "")
    elif kind == "variable_assignment":
        script.calls.append(Call((), (_assignment(node),)))
    elif kind == "file_redirect":
        script.redirects.append(_redirect(node))
    # `cat <<EOF | sh`: the grammar hangs the rest of the pipeline below the here-document.
    below = _Inherited(above.piped or kind == "heredoc_redirect", above.fed, above.extra)
    for child in node.children:
        yield child, below


def _redirected(node: _Node, above: _Inherited) -> Iterator[tuple[_Node, _Inherited]]:
    fed = above.fed
    extra = above.extra
    for child in node.named_children:
        if child.type.startswith("here"):
            fed += (_fed(child),)
            extra += tuple(_word(part) for part in _arguments(child))
        elif child.type == "file_redirect":
            extra += tuple(_word(part) for part in _destinations(child)[1:])
    for child in node.children:
        redirection = child.type == "file_redirect" or child.type.startswith("here")
        yield child, _Inherited(above.piped, fed, () if redirection else extra)


def _destinations(node: _Node) -> list[_Node]:
    return [child for child in node.named_children if child.type != "file_descriptor"]


def _arguments(node: _Node) -> list[_Node]:
    """Give the words after a here-document's start that belong to the command."""
    own = ("heredoc_start", "heredoc_body", "heredoc_end", "pipeline", "file_redirect", "file_descriptor", "list")
    if node.type != "heredoc_redirect":
        return node.named_children[1:]
    return [child for child in node.named_children if child.type not in own]


def _call(node: _Node, above: _Inherited) -> Call:
    words: list[Word] = []
    assignments: list[tuple[str, str]] = []
    fed = list(above.fed)
    for child in node.named_children:
        if child.type == "variable_assignment":
            assignments.append(_assignment(child))
        elif child.type.startswith("here"):
            fed.append(_fed(child))
        elif child.type == "file_redirect":
            words.extend(_word(part) for part in _destinations(child)[1:])
        elif child.type != "comment":
            words.append(_word(child))
    return Call((*words, *above.extra), tuple(assignments), tuple(fed), above.piped)


def _assignment(node: _Node) -> tuple[str, str]:
    parts = node.named_children
    name = _text(parts[0]) if parts else ""
    return name, _word(parts[1]).text if len(parts) > 1 else ""


def _fed(node: _Node) -> str:
    """Give the text of a here-document or here-string."""
    for child in node.named_children:
        if child.type == "heredoc_body":
            return _text(child)
    return _word(node.named_children[-1]).text if node.type == "herestring_redirect" and node.named_children else ""


def _redirect(node: _Node) -> Redirect:
    operator = next((child.type for child in node.children if set(child.type) <= set("<>&|-")), "")
    descriptor = next((_text(child) for child in node.children if child.type == "file_descriptor"), "")
    targets = _destinations(node)
    return Redirect(operator, _word(targets[0]) if targets else Word("", fixed=False), descriptor)


def _text(node: _Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _unescaped(text: str, only: str = "") -> str:
    """Take backslashes away; inside double quotes `only` the ones before these signs."""
    out: list[str] = []
    signs = iter(text)
    for sign in signs:
        if sign != "\\":
            out.append(sign)
            continue
        following = next(signs, "")
        if following == "\n":
            continue
        out.append(following if not only or following in only else sign + following)
    return "".join(out)


def _ansi(text: str) -> str:
    """Decode `$'…'`."""
    out: list[str] = []
    index = 0
    while index < len(text):
        sign = text[index]
        if sign != "\\" or index + 1 >= len(text):
            out.append(sign)
            index += 1
            continue
        code = text[index + 1]
        width, base = {"x": (2, 16), "u": (4, 16), "U": (8, 16)}.get(code, (3, 8) if code in "01234567" else (0, 0))
        if not width:
            out.append(_ESCAPES.get(code, code))
            index += 2
            continue
        start = index + (1 if base == 8 else 2)
        digits = ""
        for digit in text[start : start + width]:
            if digit.lower() not in "0123456789abcdef"[:base]:
                break
            digits += digit
        value = int(digits, base) if digits else 0
        out.append(chr(value) if 0 < value < 0x110000 else "\ufffd")
        index = start + max(len(digits), 0 if digits else 1)
    return "".join(out)


def _word(node: _Node) -> Word:
    kind, text = node.type, _text(node)
    if kind in _EXPANSIONS:
        return Word(text, fixed=False)
    if kind == "raw_string":
        return Word(text[1:-1], quoted=True)
    if kind == "ansi_c_string":
        return Word(_ansi(text[2:-1]), quoted=True)
    if kind in ("string", "translated_string"):
        inner = text[2:-1] if kind == "translated_string" else text[1:-1]
        return Word(_unescaped(inner, '"\\$`\n'), fixed=not _expands(node), quoted=True)
    if kind in ("concatenation", "command_name"):
        parts = [_word(child) for child in node.children]
        joined = "".join(part.text for part in parts)
        fixed = all(part.fixed for part in parts) and not _braces(parts)
        return Word(joined, fixed, bool(parts) and all(part.quoted for part in parts))
    return Word(_unescaped(text), fixed=not _expands(node), quoted="\\" in text)


def _expands(node: _Node) -> bool:
    return any(child.type in _EXPANSIONS or _expands(child) for child in node.children)


def _braces(parts: list[Word]) -> bool:
    """Tell whether an unquoted `{a,b}` is in the word."""
    bare = "".join(part.text for part in parts if not part.quoted)
    return "{" in bare and "," in bare and "}" in bare
