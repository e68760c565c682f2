"""The JSON Schema of a policy file, for editors: made of the very model that reads the file.

What a schema cannot say stays with `policy check`: that two rules have one id, that an expression is RE2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from supervisor.core.policy_file import PolicyFile

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema


class _ForToml(GenerateJsonSchema):
    """TOML has no null: what may be left out is left out."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Give the schema of what is there."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Leave out a default of nothing."""
        made = super().default_schema(schema)
        if made.get("default", ...) in (None, [], {}):
            del made["default"]
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the base's name
        """Leave the keys' own names as the titles."""
        return False


def policy_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a policy file."""
    made = PolicyFile.model_json_schema(schema_generator=_ForToml)
    return {"$schema": _ForToml.schema_dialect, "title": "Policy of agent-supervisor", **made}
