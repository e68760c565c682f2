"""A model's calls, done under supervision: from what its API gives to what its API expects, in one line.

`AnthropicComputer`, `OpenAIComputer`, `GeminiComputer` and `UiTarsComputer` take the model's calls, propose each
gesture, and write the answer: what was done, what a person changed or rejected and why, what was not executed because
of that. They read the calls with those vocabularies of `supervisor.wire` that load the standard library alone.
Nothing here decides anything: it runs in the agent's own process, and the gate believes none of it.
"""

from supervisor.client.adapters.anthropic import AnthropicComputer
from supervisor.client.adapters.gemini import GeminiComputer
from supervisor.client.adapters.openai import OpenAIComputer
from supervisor.client.adapters.performing import Eyes
from supervisor.client.adapters.ui_tars import UiTarsComputer, UiTarsReply

__all__ = ["AnthropicComputer", "Eyes", "GeminiComputer", "OpenAIComputer", "UiTarsComputer", "UiTarsReply"]
