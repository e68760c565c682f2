"""Takes secrets out of what is shown and recorded, as far as the words before them tell; fields are the policy's."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from supervisor.core.credentials import MASK, merged, secret_spans, without
from supervisor.core.patterns import Matcher
from supervisor.core.record_fields import hide_sends

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.action import Action
    from supervisor.core.assessment import Assessment, Decision
    from supervisor.core.context import Context, Paste

_TAIL = 500
"""Of a line that is being typed, so much of its end tells whether a secret is."""
_DEPTH_LIMIT = 20
_NUMBERS = "sends"
"""Member of an outcome that holds kinds, keycodes and places only."""


@dataclass(frozen=True, slots=True)
class Redactor:
    """What is secret by its own words.

    Attributes:
        texts: Expressions of the policy, beside the built-in list.
    """

    texts: Matcher = field(default_factory=Matcher)

    def text(self, text: str) -> str:
        """Give a text without its secrets."""
        spans = self._spans(text)
        return without(text, spans) if spans else text

    def ends_in_secret(self, text: str) -> bool:
        """Tell whether the last character of a line that is being typed belongs to a secret."""
        tail = text[-_TAIL:]
        spans = self._spans(tail)
        return bool(spans) and spans[-1][1] == len(tail)

    def action(self, action: Action) -> Action:
        """Give an action without secrets; the same object when there are none."""
        text, reason = self.text(action.text), action.reason and self.text(action.reason)
        if (text, reason) == (action.text, action.reason):
            return action
        return replace(action, text=text, reason=reason)

    def context(self, context: Context) -> Context:
        """Give a context without secrets; the same object when there are none."""
        window, element = context.window, context.element
        if window is not None and (title := self.text(window.title)) != window.title:
            window = replace(window, title=title)
        if element is not None:
            named = (element.name, element.text, element.dialog_text, *element.selected_names, *element.recipients)
            name, text, dialog, *chosen = clean = tuple(self.text(part) for part in named)
            if clean != named:
                count = len(element.selected_names)
                names, whom = tuple(chosen[:count]), tuple(chosen[count:])
                element = replace(element, name=name, text=text, dialog_text=dialog, selected_names=names)
                element = replace(element, recipients=whom)
        addresses = (context.url, context.frame_url)
        url, frame_url = (address and self.text(address) for address in addresses)
        pastes = tuple(self._paste(paste) for paste in context.pastes)
        same = window is context.window and element is context.element and (url, frame_url) == addresses
        if same and pastes == context.pastes:
            return context
        return replace(context, window=window, element=element, url=url, frame_url=frame_url, pastes=pastes)

    def _paste(self, paste: Paste) -> Paste:
        """Clean a paste; a secret may begin in the line that it becomes a part of, and then all of it is one."""
        whole = paste.before + (paste.text or "")
        text = paste.text and self.text(paste.text)
        if text == paste.text and text and self.text(whole) != self.text(paste.before) + text:
            text = MASK
        before = self.text(paste.before)
        return paste if (text, before) == (paste.text, paste.before) else replace(paste, text=text, before=before)

    def assessment(self, assessment: Assessment) -> Assessment:
        """Give an assessment whose evidence quotes no secrets."""
        evidence = tuple(self.text(words) for words in assessment.evidence)
        return assessment if evidence == assessment.evidence else replace(assessment, evidence=evidence)

    def decision(self, decision: Decision) -> Decision:
        """Give a decision whose reason quotes no secrets."""
        reason = self.text(decision.reason)
        return decision if reason == decision.reason else replace(decision, reason=reason)

    def value(self, value: Any, depth: int = 0) -> Any:
        """Give plain JSON without secrets, as deep as it goes."""
        if isinstance(value, str):
            return self.text(value)
        if depth > _DEPTH_LIMIT:
            return value
        if isinstance(value, dict):
            return {name: m if name == _NUMBERS else self.value(m, depth + 1) for name, m in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(member, depth + 1) for member in value]
        return value

    def fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Give the arguments of `core.record.compose` without secrets, nor the keys that would spell one."""
        out = dict(fields)
        action = fields.get("action")
        for name, clean in _CLEANERS.items():
            if out.get(name) is not None:
                out[name] = clean(self, out[name])
        if action is not None and out.get("outcome") is not None and self.ends_in_secret(action.text):
            out["outcome"] = hide_sends(out["outcome"])
        return out

    def _spans(self, text: str) -> list[tuple[int, int]]:
        spans = secret_spans(text)
        return merged([*spans, *self.texts.spans(text)]) if self.texts.expressions else spans


_CLEANERS: dict[str, Callable[[Redactor, Any], Any]] = {
    "action": Redactor.action,
    "context": Redactor.context,
    "assessment": Redactor.assessment,
    "decision": Redactor.decision,
    "outcome": Redactor.value,
}
