"""A command line cut into calls, by the grammar of bash.

tree-sitter gives a tree for any text in linear time; this module knows its node names and nothing of programs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import tree_sitter
import tree_sitter_bash

from supervisor.detect.shell.quoting import ansi_decoded, recalls, recalls_unquoted, unescaped
from supervisor.detect.shell.script import Call, Redirect, Script, Word, printed_text
from supervisor.detect.shell.simple import simple_script

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Call", "Redirect", "Script", "Word", "by_grammar", "parse_script"]

MOST_NODES = 8_000
"""Nodes of a tree that are looked at; a command line of this size is not one a person would judge either."""
MOST_LOOP_VALUES = 50
"""Values of a `for` loop that are kept."""

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

_AGAIN = re.compile(r"\$\(|`|\$\{[^}]*(?:@[A-Za-z]|!|\[)|\$\[")
"""What runs something when a text is evaluated again."""
_EVALUATING = frozenset(
    {
        *(
            "test",
            "[",
            "let",
            "read",
            "declare",
            "local",
            "typeset",
            "export",
            "readonly",
            "unset",
            "wait",
            "mapfile",
        ),
        *("readarray", "getopts", "compgen", "complete", "env", "set"),
    }
)
"""Commands that evaluate their arguments once more, or set variables by them."""
_SETS = re.compile(r"\$\{([A-Za-z_]\w*)(?:\[[^]]*\])?:?=(.*)\}", re.DOTALL)
_PART = re.compile(r"\$\{#?!?\w+(?:\[(?![@*]\])([^]]*)\]|:(?![-=+?])(.*)\}|\[[@*]\]:(?![-=+?])(.*)\})", re.DOTALL)
_INDIRECT = re.compile(r"\$\{!(?!\w+(?:\[[@*]\]|[@*])\})")
_OLD_ARITHMETIC = re.compile(r"\$\[(?![\d+*/%() -]{0,200}\])")
_OF_WORDS = re.compile(r"-[grx]*A[grx]*")
"""Options of `declare` by which the places of a list are words, and not evaluated."""
_PLACES = re.compile(r"[(\s]\[([^]\s]{1,80})\]=")
"""Places in a list: `a=([x]=1)` evaluates x."""
_COMPARING = frozenset({"-eq", "-ne", "-lt", "-le", "-gt", "-ge"})
"""Tests in which bash reckons."""
_REACH = 3
"""Words that may stand before the one that counts: `builtin`, `command`, `sudo`."""


class _Node(Protocol):
    """The part of a tree-sitter node that is used."""

    @property
    def type(self) -> str:
        """Name in the grammar."""

    @property
    def start_byte(self) -> int:
        """Where it begins."""

    @property
    def end_byte(self) -> int:
        """Where it ends."""

    @property
    def children(self) -> list[_Node]:
        """All children, punctuation too."""

    @property
    def named_children(self) -> list[_Node]:
        """Children without punctuation."""

    @property
    def has_error(self) -> bool:
        """Something inside does not fit the grammar."""


@lru_cache(maxsize=1)
def _parser() -> Any:
    # Through Any: the stubs that circulate for tree-sitter describe older versions. `_Node` says what is used.
    binding: Any = tree_sitter
    return binding.Parser(binding.Language(tree_sitter_bash.language()))


class _Inherited(NamedTuple):
    """What a node gets from those above it."""

    piped: bool = False
    fed: tuple[str, ...] = ()
    extra: tuple[Word, ...] = ()
    """Arguments that the grammar hangs on a redirection: `echo >file more words`."""
    told: str = ""
    """What `echo` right before it in a pipeline prints."""


_NOTHING = _Inherited()
_TELLING = frozenset(
    {
        *("command", "pipeline", "redirected_statement", "declaration_command", "unset_command", "test_command"),
        *("function_definition", "for_statement", "c_style_for_statement", "variable_assignment", "file_redirect"),
        *("heredoc_redirect", "arithmetic_expansion", "compound_statement", "subshell", "expansion"),
        "process_substitution",
    }
)
"""Nodes that say something by themselves; of the others only what is in them counts."""


def parse_script(text: str) -> Script:
    """Cut a command line up.

    Args:
        text: One or more lines of bash.

    Returns:
        All calls and redirections, in no promised order.
    """
    return simple_script(text) or by_grammar(text)


def by_grammar(text: str) -> Script:
    """Cut any command line up by its tree.

    Args:
        text: One or more lines of bash.
    """
    # INVARIANT: the parser sees ASCII only. Its scanner looks characters up in tables of 256 entries, so a letter
    # from elsewhere reads foreign memory and can end the process. An `x` stands for each, and places stay the same.
    plain = text if text.isascii() and "\0" not in text else "".join(c if "\0" < c < "\x80" else "x" for c in text)
    root: _Node = _parser().parse(plain.encode("ascii")).root_node
    reckoned = ["$[…] of a name"] if _OLD_ARITHMETIC.search(text) else []
    return _Cutter(text, Script(broken=root.has_error, recalls=recalls(text), reckoned=reckoned)).cut(root)


class _Cutter:
    """Turns one tree into a script.

    Attributes:
        source: The text as typed.
        script: What has been found so far.
    """

    def __init__(self, source: str, script: Script) -> None:
        self.source = source
        self.script = script
        self._of_words: set[int] = set()

    def cut(self, root: _Node) -> Script:
        """Walk the tree, at most `MOST_NODES` of it."""
        self.script.settled = self._settled(root)
        stack: list[tuple[_Node, _Inherited]] = [(root, _NOTHING)]
        left = MOST_NODES
        while stack:
            node, above = stack.pop()
            left -= 1
            if left < 0:
                self.script.broken = True
                break
            children = node.children
            if not children:
                # A word or a sign: those above it have told of it.
                continue
            if node.type in _TELLING:
                stack.extend(self._visit(node, above))
                continue
            if children:
                self._note_background(node)
                below = above._replace(told="") if above.told else above
                stack += [(child, below) for child in children]
        return self.script

    def _settled(self, root: _Node) -> list[str]:
        """Give the names assigned by the statements that the line begins with, one by one and unconditionally."""
        names: list[str] = []
        looped = False
        for child in root.children:
            if child.type in (";", "\n", "comment"):
                continue
            plain = [child] if child.type == "variable_assignment" else child.named_children
            if child.type not in ("variable_assignment", "variable_assignments"):
                # `a=1 &` and `a=1 | b` set nothing here.
                if child.type in ("&", "|", "|&"):
                    return []
                counted = None if looped else self._counted(child)
                if counted is None:
                    return names
                # What is assigned after a loop is not what is in it.
                looped = True
                names.append(counted)
                continue
            if looped:
                return names
            texts = [self._text(part).partition("=")[0] for part in plain]
            names += [text for text in texts if text.isidentifier()]
        return names

    def _counted(self, node: _Node) -> str | None:
        """Give the name that a loop over nothing but numbers sets; None when it is none."""
        if node.type != "for_statement" or self._text(node.children[0]) != "for":
            return None
        name, *given = (child for child in node.named_children if child.type != "do_group")
        texts = [self._text(child) for child in given]
        numbers = bool(texts) and all(text.isascii() and text.isdigit() for text in texts)
        return self._text(name) if numbers and len(texts) <= MOST_LOOP_VALUES else None

    def _visit(self, node: _Node, above: _Inherited) -> Iterator[tuple[_Node, _Inherited]]:
        """Note what `node` says and give the children with what they inherit."""
        kind = node.type
        if kind == "command":
            self.script.calls.append(self._call(node, above))
            for child in node.children:
                if child.type != "variable_assignment":
                    yield child, _NOTHING
                else:
                    # Its value may run something: `a=$(rm x) ls`.
                    yield from ((value, _NOTHING) for value in child.children)
            return
        if kind == "pipeline":
            last = len(node.named_children) - 1
            printed: tuple[str, ...] = ()
            told = ""
            plain = not above.piped and not above.fed
            for index, child in enumerate(node.named_children):
                extra = above.extra if index == last else ()
                yield child, _Inherited(above.piped or index > 0, above.fed + printed, extra, told if plain else "")
                printed = self._printed(child)
                # A backslash means something else to `echo`, to `printf` and to the one who reads: not known then.
                told = "".join(printed) if "\\" not in self._text(child) else ""
            return
        if kind == "redirected_statement":
            yield from self._redirected(node, above)
            return
        if kind in ("declaration_command", "unset_command"):
            words = tuple(self._word(child) for child in node.children if child.type != "comment")
            self.script.calls.append(Call(words))
            if [word.text for word in words[:1]] in (["declare"], ["typeset"]) and any(
                _OF_WORDS.fullmatch(word.text) for word in words[1:2]
            ):
                self._of_words.update(child.start_byte for child in node.children)
        elif kind == "function_definition":
            self.script.functions.add(self._text(node.named_children[0]) if node.named_children else "")
        elif kind == "for_statement" and node.named_children:
            given = [child for child in node.named_children[1:] if child.type != "do_group"]
            values = [self._word(child).text for child in given]
            for child in given:
                self._weigh(child)
            self.script.loops.setdefault(self._text(node.named_children[0]), []).extend(values[:MOST_LOOP_VALUES])
        elif kind == "variable_assignment":
            self.script.calls.append(Call((), (self._assignment(node),)))
        elif kind == "file_redirect":
            self.script.redirects.append(self._redirect(node))
        self._note(node)
        # `cat <<EOF | sh`: the grammar hangs the rest of the pipeline below the here-document.
        # `>(sh)` runs what is written into it.
        into = kind == "heredoc_redirect" or (kind == "process_substitution" and self._text(node).startswith(">"))
        below = _Inherited(above.piped or into, above.fed, above.extra)
        for child in node.children:
            yield child, below

    def _note(self, node: _Node) -> None:
        """Note what bash evaluates again, and what goes on in the background."""
        kind, text = node.type, self._text(node)
        if kind in ("declaration_command", "unset_command", "test_command"):
            self._weigh(node)
            if kind == "test_command" and text.startswith("[["):
                words = text.split()
                for index, word in enumerate(words):
                    if word in _COMPARING:
                        self.script.reckoned += words[index - 1 : index] + words[index + 1 : index + 2]
            named = re.findall(r"\s-[vR]\s+(\S+)", text)
            self.script.reckoned += [name for name in named if re.search(r"[$`\[]", name)]
        elif kind in ("arithmetic_expansion", "c_style_for_statement") or text.startswith("(("):
            if kind in ("arithmetic_expansion", "c_style_for_statement", "compound_statement", "subshell"):
                self._weigh(node)
                head = text.partition("((")[2].partition(")); do" if kind == "c_style_for_statement" else "\0")[0]
                self.script.reckoned.append("((" + re.split(r"\)\)\s*;?\s*(?:do\b|\{)", head)[0])
        elif kind == "expansion":
            self._expansion(text)
        self._note_background(node)

    def _note_background(self, node: _Node) -> None:
        children = node.children
        if "&" not in self.source:
            return
        for index, child in enumerate(children[1:]):
            if child.type == "&":
                self.script.background.append(self._text(children[index]))

    def _expansion(self, text: str) -> None:
        """Note what `${…}` evaluates and sets."""
        if re.search(r"@P\}$", text):
            self.script.hides = True
        sets = _SETS.fullmatch(text)
        if sets:
            self.script.calls.append(Call((), ((sets[1], sets[2]),)))
            self.script.hides = self.script.hides or _AGAIN.search(sets[2].replace("'", "")) is not None
        part = _PART.match(text)
        if part:
            self.script.reckoned += [found for found in part.groups() if found]
        if _INDIRECT.match(text):
            self.script.reckoned.append(text)

    def _weigh(self, node: _Node) -> None:
        """Note whether there is a command in what is left of a node without its quotes and expansions."""
        if _AGAIN.search(self._literal(node)):
            self.script.hides = True

    def _literal(self, node: _Node) -> str:
        """Give the text of a node, quotes removed, without what the shell expands in it."""
        kind, text = node.type, self._text(node)
        if kind == "arithmetic_expansion":
            return "".join(self._literal(child) for child in node.named_children)
        if kind in _EXPANSIONS or kind == "simple_expansion":
            return "x"
        if kind == "raw_string":
            return text[1:-1]
        if kind == "ansi_c_string":
            return ansi_decoded(text[2:-1])
        out, at = [], node.start_byte
        for child in node.children:
            out += [unescaped(self.source[at : child.start_byte]), self._literal(child)]
            at = child.end_byte
        return "".join((*out, unescaped(self.source[at : node.end_byte]))).replace('"', "")

    def _printed(self, node: _Node) -> tuple[str, ...]:
        """Give the text that `echo` or `printf` hands to the next command of a pipeline, where it is fixed."""
        text = self._text(node)
        plain = not any(sign in text for sign in "'\"\\")
        if (
            node.type != "command"
            or not node.named_children
            or (plain and "echo" not in text and "printf" not in text)
        ):
            return ()
        return printed_text(self._call(node, _Inherited()).words)

    def _redirected(self, node: _Node, above: _Inherited) -> Iterator[tuple[_Node, _Inherited]]:
        fed = above.fed
        extra = above.extra
        piped = above.piped
        for child in node.named_children:
            if child.type == "file_redirect" and any(part.type.startswith("<") for part in child.children):
                # What a file holds is as unknown as what another command prints.
                piped = self._reads_file(child)
            if child.type.startswith("here"):
                fed += (self._fed(child),)
                extra += tuple(self._word(part) for part in _arguments(child))
            elif child.type == "file_redirect":
                extra += tuple(self._word(part) for part in _destinations(child)[1:])
        for child in node.children:
            redirection = child.type == "file_redirect" or child.type.startswith("here")
            yield child, _Inherited(piped, fed, () if redirection else extra)

    def _call(self, node: _Node, above: _Inherited) -> Call:
        words: list[Word] = []
        assignments: list[tuple[str, str]] = []
        fed = list(above.fed)
        piped = above.piped
        for child in node.named_children:
            if child.type == "variable_assignment":
                assignments.append(self._assignment(child))
            elif child.type.startswith("here"):
                fed.append(self._fed(child))
            elif child.type == "file_redirect":
                # `<f sh` reads a file as `sh <f` does.
                piped = self._reads_file(child) or piped
                words.extend(self._word(part) for part in _destinations(child)[1:])
            elif child.type != "comment":
                words.append(self._word(child))
        told = above.told if tuple(fed) == above.fed else ""
        first = [word.text for word in words[:_REACH]]
        if _EVALUATING & set(first) or ("printf" in first and any(text.startswith("-v") for text in first)):
            self._weigh(node)
        if "let" in first:
            self.script.reckoned += [word.text for word in words[first.index("let") + 1 :]]
        return Call((*words, *above.extra), tuple(assignments), tuple(fed), piped, told)

    def _assignment(self, node: _Node) -> tuple[str, str]:
        parts = node.named_children
        name = self._text(parts[0]) if parts else ""
        self._weigh(node)
        if "[" in name and not re.search(r"\[\d*\]$", name):
            self.script.reckoned.append(name.partition("[")[2])
        if len(parts) > 1 and parts[1].type == "array" and node.start_byte not in self._of_words:
            self.script.reckoned += _PLACES.findall(self._text(parts[1]))
        return name, self._word(parts[1]).text if len(parts) > 1 else ""

    def _fed(self, node: _Node) -> str:
        """Give the text of a here-document or here-string."""
        for child in node.named_children:
            if child.type == "heredoc_body":
                return self._text(child)
        return (
            self._word(node.named_children[-1]).text
            if node.type == "herestring_redirect" and node.named_children
            else ""
        )

    def _reads_file(self, node: _Node) -> bool:
        reads = any(part.type.startswith("<") for part in node.children)
        return reads and not self._text(node).endswith("/dev/null")

    def _redirect(self, node: _Node) -> Redirect:
        operator = next((child.type for child in node.children if set(child.type) <= set("<>&|-")), "")
        descriptor = next((self._text(child) for child in node.children if child.type == "file_descriptor"), "")
        targets = _destinations(node)
        return Redirect(operator, self._word(targets[0]) if targets else Word("", fixed=False), descriptor)

    def _text(self, node: _Node) -> str:
        """Give what was typed there; bytes are characters because the parser saw ASCII."""
        return self.source[node.start_byte : node.end_byte]

    def _word(self, node: _Node) -> Word:
        kind, text = node.type, self._text(node)
        if kind in _EXPANSIONS:
            return Word(text, fixed=False)
        if "!" in text and (kind in ("word", "string") or recalls(text)) and recalls_unquoted(text):
            self.script.recalls = True
        if kind == "raw_string":
            return Word(text[1:-1], quoted=True)
        if kind == "ansi_c_string":
            return Word(ansi_decoded(text[2:-1]), quoted=True)
        if kind in ("string", "translated_string"):
            inner = text[2:-1] if kind == "translated_string" else text[1:-1]
            return Word(unescaped(inner, '"\\$`\n'), fixed=not _expands(node), quoted=True)
        if kind in ("concatenation", "command_name"):
            parts = [self._word(child) for child in node.children]
            if kind == "command_name" and len(parts) == 1 and not ("{" in text and "," in text):
                return parts[0]
            joined = "".join(part.text for part in parts)
            fixed = all(part.fixed for part in parts) and not _braces(parts)
            return Word(joined, fixed, bool(parts) and all(part.quoted for part in parts))
        return Word(unescaped(text), not (node.children and _expands(node)), "\\" in text)


def _destinations(node: _Node) -> list[_Node]:
    return [child for child in node.named_children if child.type != "file_descriptor"]


def _arguments(node: _Node) -> list[_Node]:
    """Give the words after a here-document's start that belong to the command."""
    own = ("heredoc_start", "heredoc_body", "heredoc_end", "pipeline", "file_redirect", "file_descriptor", "list")
    if node.type != "heredoc_redirect":
        return node.named_children[1:]
    return [child for child in node.named_children if child.type not in own]


def _expands(node: _Node) -> bool:
    return any(child.type in _EXPANSIONS or (bool(child.children) and _expands(child)) for child in node.children)


def _braces(parts: list[Word]) -> bool:
    """Tell whether an unquoted `{a,b}` is in the word."""
    bare = "".join(part.text for part in parts if not part.quoted)
    return "{" in bare and "," in bare and "}" in bare
