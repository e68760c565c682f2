"""What would this action do? Pure.

Lives here: keys, control names, typed shell text, and their combination into an assessment; the words for it.
Never here: looking things up on the machine, and running anything that is typed. (The lexicons are part of the
package and are read once, like a module.)

    combine        all evidence to an assessment; `judge` adds the policy
    programs       which kind of program a window belongs to; pages does so for the web
    pressed        clicks, Enter and Space on controls
    controls       what names mean: English by control_names, other languages by reading and grammar
    reading        which words of which language stand in a name; lexicon has the words, scripts tells alphabets apart
    grammar        what such words mean together
    dialogs        what saying yes to a dialog does
    web            what the page makes of a name
    fold           one form for every way to write a name
    keys           what a key does in a kind of program
    typed          which line is handed over in a terminal; shell judges it
    tool_calls     calls of tools: by tool_names, and by what they are given (tool_commands, tool_operations,
                   tool_places, tool_queries, tool_amounts)
    sentence       what a person is told; telling puts it as a person would
    explain        one line of `policy explain --jsonl`
    examples       what `policy test` decides
    rule_review    which rules of a policy can never match or never decide
"""

from supervisor.detect.combine import assess, gather, judge
from supervisor.detect.explain import explain_line
from supervisor.detect.lexicon import prepare
from supervisor.detect.sentence import ask_sentence, hides_text, words

__all__ = ["ask_sentence", "assess", "explain_line", "gather", "hides_text", "judge", "prepare", "words"]
