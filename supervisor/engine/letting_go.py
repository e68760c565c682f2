"""The hand that has answered: whether it is up again, and the drag that waits for that before it is cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.engine.person import hands_up

if TYPE_CHECKING:
    from supervisor.core.ports import PointerFacts
    from supervisor.engine.queue import AgentQueue

HANDS_S = 0.004
"""How often the person's hands are looked at, once they have answered."""


def are_hands_up(queue: AgentQueue, pointer: PointerFacts | None = None) -> bool:
    """Tell whether the person holds no key or button.

    Args:
        queue: The agent's.
        pointer: What the server has just said of pointer and modifiers; None to ask it.
    """
    engine = queue.engine
    if engine.person.down:
        # The server need not be asked, over and over while somebody holds a chord: it has a question to take away.
        return False
    if pointer is None:
        pointer = engine.parts.desktop.pointer()
    return hands_up(engine.person, pointer.modifiers, pointer.buttons, own=queue.recogniser.seat.busy)


def let_go(queue: AgentQueue, expire: str, until_ns: int) -> None:
    """Cancel the drag of an agent once the answering hand is up.

    With Ctrl and Alt down Escape would be another key, and the grab of the chord would swallow it: the program would
    see the release alone, which is the drop that was refused.

    Args:
        queue: The agent's.
        expire: Id of the fallback for what waited behind.
        until_ns: When it is cancelled all the same, monotonic.
    """
    loop = queue.engine.parts.loop
    if loop.now_ns() < until_ns and not are_hands_up(queue):
        loop.after(HANDS_S, lambda: let_go(queue, expire, until_ns))
        return
    queue.engine.cancel_drag(queue)
    queue.way_over(expire=expire)
