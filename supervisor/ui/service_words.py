"""Fixed sentences of the service in the person's language: why the shipped rules ask, questions about the supervisor.

They come in English, as they are in the record, and are looked up whole. What has names or numbers in it stays
English, and what a person wrote into a policy stays as it was written.
"""

from __future__ import annotations

from supervisor.ui.mirroring import inserted
from supervisor.ui.translation import translate


def in_our_language(said: str) -> str:
    """Give what the service said in the person's language, if it is one of its fixed sentences."""
    whole = translate("ui", said)
    reason, colon, detail = said.partition(": ")
    if not colon or whole != said or translate("ui", reason) == reason:
        return whole
    together = translate("ui", "{reason}: {detail}")
    return together.format(reason=translate("ui", reason), detail=inserted(detail))


def full_stop(sentence: str) -> str:
    """End a sentence as the person's language does."""
    return translate("ui", "{sentence}.").format(sentence=sentence)


def asking() -> tuple[str, ...]:
    """Give why the rules of the shipped policies ask; here, so that Qt's tool finds them."""
    return (
        translate("ui", "your policy asks before commands that delete or overwrite: a shell has no undo"),
        translate(
            "ui", "your policy asks before risky commands: on the system, rights, other programs or other machines"
        ),
        translate("ui", "your policy asks before commands of which nobody can tell beforehand what they do"),
        translate(
            "ui", "your policy asks before a paste into a terminal that could not be read: it can run commands"
        ),
        translate("ui", "your policy asks before anything is deleted for good"),
        translate("ui", "your policy asks before anything goes to the trash"),
        translate("ui", "your policy asks before the trash is emptied"),
        translate("ui", "your policy asks before work is thrown away or something is replaced"),
        translate("ui", "your policy asks before anything is sent"),
        translate("ui", "your policy asks before anything is shown to others"),
        translate("ui", "your policy asks before money is spent or moved"),
        translate("ui", "your policy asks before accounts and rights are changed"),
        translate("ui", "your policy asks before the computer's settings change or programs are ended"),
        translate("ui", "your policy asks before programs are installed, removed or started from a file"),
        translate("ui", "your policy asks when nobody can tell what a press does and it could do harm"),
        translate("ui", "your policy asks before Enter where money is handled"),
        translate("ui", "your policy asks before a button is pressed where money is handled"),
        translate("ui", "your policy asks before a password is typed"),
        translate("ui", "your policy asks before anything typed is handed over where money is handled"),
        translate("ui", "your policy asks before every command that changes something"),
        translate("ui", "your policy asks when it is not known which window this would reach"),
    )


def passing() -> tuple[str, ...]:
    """Give why levels let pass what a rule would ask about, and the default why something passes; likewise."""
    return (
        translate("ui", "the agent has earned it: your answers to such actions were yes"),
        translate("ui", "at this level it acts now, and you go through all of it afterwards"),
        translate("ui", "at this level only what is out of the ordinary is asked"),
        translate("ui", "at this level it acts without asking"),
        translate("ui", "this only looks at something"),
        translate("ui", "this can be undone"),
        translate("ui", "this may do harm that is hard to undo"),
        translate("ui", "asked: a person must confirm it at the screen"),
        translate("ui", "all is stopped: re-arm first, what is laxer holds for agents that work"),
    )


def other_sentences() -> tuple[str, ...]:
    """Give the fixed sentences that are no rule's; likewise."""
    return (
        translate("ui", "the overlay is not running, so nothing can be shown before it happens"),
        translate("ui", "a rule depends on the page, and the browser does not tell which one this is"),
        translate("ui", "the target changed while the action was held"),
        translate("ui", "a person changed what the agent proposed"),
        translate("ui", "the external judge did not answer"),
        translate("ui", "the agent itself warns of it"),
        translate("ui", "its server does not say of this tool what it said at first"),
        translate("ui", "you ordered that something be taken back"),
        translate("ui", "a person paused the agents"),
        translate("ui", "the screen is locked, so nobody sees what happens"),
        translate("ui", "Let agents work again after the stop?"),
        translate("ui", "a person pressed stop; only a person can undo it"),
        translate("ui", "Open the gate for the agents again?"),
        translate("ui", "a person paused the agents; only a person can undo it"),
        translate("ui", "Ask again about what is refused since you rejected it?"),
        translate("ui", "until now the agents are refused it without a question; only a person can undo it"),
        translate("ui", "End the supervisor and the agents that run under it?"),
        translate("ui", "while it is gone nothing is supervised"),
        translate("ui", "Practice: approve this."),
        translate("ui", "Practice: now reject this."),
        translate("ui", "you are learning the keys: nothing happens, whichever answer you give"),
        translate("ui", "An agent is running. Practise when none is, for a stop ends it."),
        translate("ui", "Everything is stopped. Let agents work again first, then practise."),
        translate("ui", "That was a no. Try again: approve it."),
        translate("ui", "That was a yes. Try again: reject it."),
        translate("ui", "Nothing is changed."),
        translate("ui", "Nothing was changed."),
        translate("ui", "Confirm it in the popup, by your chord or with the mouse."),
        translate("ui", "Saved. It holds from the next start of the supervisor."),
        translate("ui", "the time to answer was over: this answer had no effect, nothing was done"),
        translate("ui", "you rejected the very same"),
        translate("ui", "you have approved nothing like it"),
        translate("ui", "this one action"),
        translate(
            "ui", "Your keyboard and mouse are not heard any more, so the supervisor has ended, too. Start it again."
        ),
    )
