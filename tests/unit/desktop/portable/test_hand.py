from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.desktop.portable.hand import Hand, HandError
from supervisor.desktop.portable.pyautogui_hand import PyautoguiHand
from supervisor.desktop.portable.pynput_hand import PynputHand
from tests.unit.desktop.portable.simulated_hand import SimulatedHand

if TYPE_CHECKING:
    # mypy compares them with the contract.
    HANDS: tuple[type[Hand], ...] = (PynputHand, PyautoguiHand, SimulatedHand)


def test_each_hand_has_all_that_the_contract_names() -> None:
    wanted = {name for name in vars(Hand) if not name.startswith("_")}
    assert wanted >= {"check", "move", "position", "button", "key", "remap"}
    for hand in (PynputHand, PyautoguiHand, SimulatedHand):
        assert wanted <= set(dir(hand)), hand
    assert issubclass(HandError, Exception)
