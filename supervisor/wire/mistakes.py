"""Says in plain words what a caller got wrong in the fields of a message, and what belongs there.

Pydantic's own sentences are about Python: those who read these write JSON, and many of them are models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN: Final[Mapping[str, str]] = {
    "missing": "it is missing",
    "extra_forbidden": "there is no such field",
    "union_tag_not_found": "its `type` is missing",
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "it has to be a whole number"),
    **dict.fromkeys(("float_type", "float_parsing"), "it has to be a number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "it has to be true or false"),
    "string_type": "it has to be a text",
    **dict.fromkeys(("tuple_type", "list_type"), "it has to be a list"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "it has to be an object"),
}
"""By pydantic's type of error, where its sentence needs no figure."""
_FIGURES: Final[Mapping[str, tuple[str, str]]] = {
    "less_than_equal": ("le", "it may be {} at most"),
    "greater_than_equal": ("ge", "it has to be {} at least"),
    "less_than": ("lt", "it has to be less than {}"),
    "greater_than": ("gt", "it has to be more than {}"),
    "string_too_long": ("max_length", "it may have {} characters at most"),
    "string_too_short": ("min_length", "it has to have {} characters at least"),
    "too_short": ("min_length", "it has to have {} entries at least"),
    "too_long": ("max_length", "it may have {} entries at most"),
    **dict.fromkeys(("literal_error", "enum"), ("expected", "it has to be {}")),
}
"""By pydantic's type of error: which part of its context the sentence needs, and the sentence."""
_EMPTY: Final = frozenset({"string_too_short", "too_short"})


def in_plain_words(kind: str, message: str, context: Mapping[str, Any]) -> str:
    """Say what is wrong with a field, in lower case and without a full stop.

    Args:
        kind: Pydantic's type of the error.
        message: Pydantic's own sentence, for what is not known here.
        context: Pydantic's figures. What the caller wrote is in it only for `union_tag_invalid`, and is not said.
    """
    if kind == "union_tag_invalid":
        return f"its `type` has to be one of {context.get('expected_tags', '')}"
    if kind in _EMPTY and context.get("min_length") == 1:
        return "it may not be empty"
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in _FIGURES:
        name, words = _FIGURES[kind]
        figure = context.get(name)
        return words.format(f"{figure:g}" if isinstance(figure, float) else figure)
    plain = message.removeprefix("Value error, ")
    return plain[:1].lower() + plain[1:]
