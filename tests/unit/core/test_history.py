from __future__ import annotations

from supervisor.core.assessment import Category
from supervisor.core.context import Context, Window
from supervisor.core.history import SPAN_NS, Histories


def at(executable: str, app: str = "") -> Context:
    return Context(Window(1, executable=executable, app=app))


def test_programs_count_within_the_span_and_the_one_at_hand_always() -> None:
    histories = Histories()
    assert histories.of("a", at("thunar"), 0).programs == 1
    histories.acted("a", at("thunar"), 0)
    histories.acted("a", at("", "Firefox"), 10)
    assert histories.of("a", at("thunar"), 20).programs == 2
    assert histories.of("a", at("mousepad"), 20).programs == 3
    assert histories.of("a", at("mousepad"), SPAN_NS + 5).programs == 2
    assert histories.of("a", at("mousepad"), 2 * SPAN_NS).programs == 1
    assert histories.of("b", at("mousepad"), 20).programs == 1


def test_visits_are_counted_for_as_long_as_the_agent_runs() -> None:
    histories = Histories()
    assert histories.of("a", at("thunar"), 0).visits == 0
    for now_ns in range(3):
        histories.acted("a", at("thunar"), now_ns)
    assert histories.of("a", at("thunar"), 99 * SPAN_NS).visits == 3
    assert histories.of("b", at("thunar"), 0).visits == 0
    histories.forget("a")
    assert histories.of("a", at("thunar"), 0).visits == 0


def test_a_program_that_is_not_known_has_no_visits_and_is_none_of_many() -> None:
    histories = Histories()
    for context in (Context(), at("")):
        histories.acted("a", context, 0)
        history = histories.of("a", context, 0)
        assert (history.programs, history.visits) == (0, None)


def test_a_no_counts_in_its_program_for_its_category_until_a_yes() -> None:
    histories = Histories()
    for _ in range(2):
        histories.answered("a", at("thunar"), Category.FILES, approved=False)
    histories.answered("a", at("thunar"), Category.SHELL, approved=False)
    here = histories.of("a", at("thunar"), 0)
    assert (here.rejections(Category.FILES), here.rejections(Category.SHELL), here.rejections(Category.EMAIL)) == (
        2,
        1,
        0,
    )
    assert histories.of("a", at("mousepad"), 0).rejections(Category.FILES) == 0
    assert histories.of("b", at("thunar"), 0).rejections(Category.FILES) == 0
    histories.answered("a", at("thunar"), Category.FILES, approved=True)
    assert histories.of("a", at("thunar"), 0).rejections(Category.FILES) == 0
    assert histories.of("a", at("thunar"), 0).rejections(Category.SHELL) == 1
    histories.forget("a")
    assert histories.of("a", at("thunar"), 0).rejections(Category.SHELL) == 0


def test_what_has_no_category_is_like_no_other() -> None:
    histories = Histories()
    histories.answered("a", at("thunar"), Category.OTHER, approved=False)
    assert histories.of("a", at("thunar"), 0).rejections(Category.OTHER) == 0


def test_attack_programs_without_end_are_bounded_and_forgotten_ones_are_new() -> None:
    histories = Histories()
    for number in range(1000):
        histories.acted("a", at(f"program-{number}"), number)
        histories.answered("a", at(f"program-{number}"), Category.FILES, approved=False)
    assert histories.of("a", at("program-999"), 1000).programs == 256
    assert histories.of("a", at("program-0"), 1000).visits == 0
