"""Where labels and popups go so that they hide nothing that matters; pure, physical pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.action import Point, Rect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LARGE_SHARE = 0.5
"""A target that fills more of its monitor than this has no free side; labels go inside it then."""

_MOST_OBSTACLES = 16
"""A label tries to get past this many other things."""


def area_around(point: Point, radius: int) -> Rect:
    """Give the square of half-width `radius` around `point`."""
    return Rect(point.x - radius, point.y - radius, 2 * radius, 2 * radius)


def grown(rect: Rect, by: int) -> Rect:
    """Give `rect` with `by` more on each side."""
    return Rect(rect.x - by, rect.y - by, max(0, rect.width + 2 * by), max(0, rect.height + 2 * by))


def united(one: Rect, other: Rect) -> Rect:
    """Give the smallest area that holds both."""
    x, y = min(one.x, other.x), min(one.y, other.y)
    right = max(one.x + one.width, other.x + other.width)
    bottom = max(one.y + one.height, other.y + other.height)
    return Rect(x, y, right - x, bottom - y)


def overlap(one: Rect, other: Rect) -> int:
    """Give the common area, square px."""
    width = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    height = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return max(0, width) * max(0, height)


def clipped(rect: Rect, bounds: Rect) -> Rect:
    """Give the part of `rect` inside `bounds`; empty at its place when they do not meet."""
    x, y = max(rect.x, bounds.x), max(rect.y, bounds.y)
    right = min(rect.x + rect.width, bounds.x + bounds.width)
    bottom = min(rect.y + rect.height, bounds.y + bounds.height)
    return Rect(x, y, max(0, right - x), max(0, bottom - y))


def moved_inside(rect: Rect, bounds: Rect) -> Rect:
    """Give `rect` moved as little as possible to lie in `bounds`; its top left stays inside in any case."""
    x = max(bounds.x, min(rect.x, bounds.x + bounds.width - rect.width))
    y = max(bounds.y, min(rect.y, bounds.y + bounds.height - rect.height))
    return Rect(x, y, rect.width, rect.height)


def is_large(target: Rect, monitor: Rect, *, share: float = _LARGE_SHARE) -> bool:
    """Tell whether `target` is more of a scene than of a thing on it: fills more of the monitor than `share`."""
    return overlap(target, monitor) > share * monitor.width * monitor.height


def place_label(
    size: tuple[int, int], target: Rect, monitor: Rect, taken: Sequence[Rect] = (), *, gap: int = 12
) -> Rect:
    """Find the place of a label beside `target`, on its monitor, over neither target nor `taken`.

    Args:
        size: Width and height of the label.
        target: What must stay visible.
        monitor: What the label must stay on.
        taken: Areas of other labels, of popups.
        gap: Distance to the target.

    Returns:
        The place; where none is free, the one that hides least, the target counting most.
    """

    def cost(place: Rect) -> int:
        return 4 * overlap(place, target) + sum(overlap(place, other) for other in taken)

    # min() keeps the first of equals: the order of _beside is the order of preference.
    best = min((moved_inside(place, monitor) for place in _beside(size, target, gap)), key=cost)
    if cost(best):
        around = [place for other in taken[:_MOST_OBSTACLES] for place in _past(size, target, other, gap)]
        best = min([best, *(moved_inside(place, monitor) for place in around)], key=cost)
    return best


def _beside(size: tuple[int, int], target: Rect, gap: int) -> Iterator[Rect]:
    """Give places around `target`, best first. Menus and lists go on below and above: the sides come first."""
    width, height = size
    left, right = target.x - gap - width, target.x + target.width + gap
    above, below = target.y - gap - height, target.y + target.height + gap
    middle_x, middle_y = target.x + (target.width - width) // 2, target.y + (target.height - height) // 2
    for x, y in (
        (right, middle_y),
        (left, middle_y),
        (middle_x, below),
        (middle_x, above),
        (right, below),
        (left, below),
        (right, above),
        (left, above),
        (middle_x, below + height + gap),
        (middle_x, above - height - gap),
        # Inside a target without a free side: at its bottom, else at its top.
        (middle_x, target.y + target.height - height - gap),
        (middle_x, target.y + gap),
    ):
        yield Rect(x, y, width, height)


def _past(size: tuple[int, int], target: Rect, other: Rect, gap: int) -> Iterator[Rect]:
    """Give places level with `target` on the far sides of what is in the way."""
    width, height = size
    middle_x, middle_y = target.x + (target.width - width) // 2, target.y + (target.height - height) // 2
    yield Rect(other.x - gap - width, middle_y, width, height)
    yield Rect(other.x + other.width + gap, middle_y, width, height)
    yield Rect(middle_x, other.y + other.height + gap, width, height)
    yield Rect(middle_x, other.y - gap - height, width, height)


def place_popup(
    size: tuple[int, int],
    home: Rect,
    others: Sequence[Rect],
    targets: Sequence[Rect],
    pointer: Point,
    *,
    margin: int = 24,
) -> Rect:
    """Find the corner or side furthest from target and pointer, covering neither.

    Args:
        size: Width and height of the popup.
        home: Free area of the monitor where the target is.
        others: Free areas of the other monitors; used only when `home` has no place that spares the targets.
        targets: What must stay visible.
        pointer: Where the pointer is.
        margin: Distance from the monitor's edge, and room kept around the pointer.

    Returns:
        The place; where every place covers something, the one that covers least.
    """
    hand = area_around(pointer, margin)

    def hidden(place: Rect) -> int:
        return sum(overlap(place, target) for target in targets) + overlap(place, hand)

    def distance(place: Rect) -> int:
        spots = [*targets, hand]
        return min((_gap_between(place, spot) for spot in spots), default=0)

    for monitor in (home, *others):
        free = [place for place in _stations(size, monitor, margin) if hidden(place) == 0]
        if free:
            return max(free, key=distance)
    return min(_stations(size, home, margin), key=hidden)


def _stations(size: tuple[int, int], monitor: Rect, margin: int) -> Iterator[Rect]:
    """Give the corners and the middles of the sides, corners first."""
    width, height = size
    left, right = monitor.x + margin, monitor.x + monitor.width - margin - width
    top, bottom = monitor.y + margin, monitor.y + monitor.height - margin - height
    middle_x, middle_y = monitor.x + (monitor.width - width) // 2, monitor.y + (monitor.height - height) // 2
    for x, y in (
        (right, bottom),
        (right, top),
        (left, bottom),
        (left, top),
        (right, middle_y),
        (left, middle_y),
        (middle_x, bottom),
        (middle_x, top),
    ):
        yield moved_inside(Rect(x, y, width, height), monitor)


def _gap_between(one: Rect, other: Rect) -> int:
    """Give the squared distance between two areas, 0 when they touch."""
    across = max(one.x - (other.x + other.width), other.x - (one.x + one.width), 0)
    down = max(one.y - (other.y + other.height), other.y - (one.y + one.height), 0)
    return across * across + down * down
