from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import Point, Rect
from supervisor.core.context import Window
from supervisor.desktop.applications import Memory
from supervisor.desktop.element_lookup import element_at, element_in_focus
from tests.unit.desktop.simulated_bus import SHOWN, SimulatedBus, Thing, application

if TYPE_CHECKING:
    from supervisor.core.context import Element

FRAME = (100, 100, 400, 300)
WINDOW = Window(id=1, title="docs - Files", pid=100, rect=Rect(101, 120, 398, 279))
MENU_WINDOW = Window(id=2, title="Files", pid=100, rect=Rect(200, 200, 150, 60), override_redirect=True)


def frame(*below: Thing) -> Thing:
    return Thing("frame", "docs - Files", FRAME, (*SHOWN, "active"), list(below))


def at(bus: SimulatedBus, x: int, y: int, window: Window = WINDOW, memory: Memory | None = None) -> Element | None:
    root = next(iter(bus.roots.values())).node
    return asyncio.run(element_at(bus, root, window, Point(x, y), memory or Memory()))


def focus(bus: SimulatedBus, focused: Thing | None = None, window: Window = WINDOW) -> Element | None:
    memory = Memory()
    if focused:
        memory.note(focused.node, "focused", True)
    root = next(iter(bus.roots.values())).node
    return asyncio.run(element_in_focus(bus, root, window, memory))


def test_the_deepest_control_at_the_point_with_its_ancestors() -> None:
    button = Thing("push button", "Delete", (120, 150, 80, 30))
    bus = SimulatedBus(app=application(frame(Thing("panel", "Tools", (110, 140, 300, 60), below=[button]))))
    found = at(bus, 130, 160)
    assert found is not None
    assert (found.name, found.role, found.rect) == ("Delete", "push button", Rect(120, 150, 80, 30))
    assert found.path == ("docs - Files", "Tools")
    assert "sensitive" in found.states
    assert found.dialog_text == ""


def test_a_menu_item_knows_how_many_are_selected_where_it_acts() -> None:
    rows = Thing("table", "", (110, 140, 300, 60), chosen=3)
    item = Thing("menu item", "Delete", (200, 200, 150, 30))
    menu = Thing("window", "", (200, 200, 150, 60), below=[Thing("menu", "", (200, 200, 150, 60), below=[item])])
    bus = SimulatedBus(app=application(frame(rows), menu))
    memory = Memory()
    memory.note(rows.node, "focused", True)
    found = at(bus, 210, 210, MENU_WINDOW, memory)
    assert found is not None
    assert (found.name, found.selected) == ("Delete", 3)


def test_the_button_is_meant_and_not_the_label_inside_it() -> None:
    label = Thing("label", "Send", (130, 155, 40, 20))
    button = Thing(
        "push button", "", (120, 150, 80, 30), below=[Thing("filler", "", (122, 152, 76, 26), below=[label])]
    )
    found = at(SimulatedBus(app=application(frame(button))), 140, 160)
    assert found is not None
    assert (found.name, found.role) == ("Send", "push button")


def test_a_label_in_a_text_is_not_lifted_over_what_is_between() -> None:
    label = Thing("label", "note", (130, 155, 40, 20))
    between = Thing("text", "", (125, 152, 60, 26), below=[label])
    found = at(
        SimulatedBus(app=application(frame(Thing("push button", "B", (120, 150, 80, 30), below=[between])))), 140, 160
    )
    assert found is not None
    assert found.role == "label"


def test_an_icon_that_can_be_selected_is_a_thing_of_its_own() -> None:
    icon = Thing("icon", "a.txt", (130, 155, 40, 20), (*SHOWN, "selectable"))
    found = at(
        SimulatedBus(app=application(frame(Thing("list item", "row", (120, 150, 80, 30), below=[icon])))), 140, 160
    )
    assert found is not None
    assert found.name == "a.txt"


def test_an_icon_without_a_name_is_known_by_its_description() -> None:
    button = Thing("push button", "", (120, 150, 80, 30), description="Empty the trash")
    found = at(SimulatedBus(app=application(frame(button))), 130, 160)
    assert found is not None
    assert found.name == "Empty the trash"


def test_a_container_that_does_not_answer_has_its_children_tested() -> None:
    hidden = Thing("push button", "Hidden", (120, 150, 80, 30), states=())
    shown = Thing("push button", "Shown", (120, 150, 80, 30))
    silent = Thing("panel", "", (110, 140, 300, 60), below=[shown, hidden], answers_at=False)
    found = at(SimulatedBus(app=application(frame(silent))), 130, 160)
    assert found is not None
    assert found.name == "Shown"


def test_what_is_on_a_tab_is_found_though_the_tab_has_no_place() -> None:
    tab = Thing("page tab", "Tab", None, below=[Thing("icon", "a.txt", (120, 150, 80, 30))])
    found = at(SimulatedBus(app=application(frame(Thing("page tab list", "", FRAME, below=[tab])))), 130, 160)
    assert found is not None
    assert found.name == "a.txt"


def test_what_is_on_the_open_tab_is_found_below_the_label_of_the_tab() -> None:
    closed = Thing("page tab", "a", (100, 130, 50, 20), below=[Thing("text", "hidden", (110, 150, 300, 100))])
    opened = Thing(
        "page tab", "b", (150, 130, 50, 20), (*SHOWN, "selected"), [Thing("text", "", (110, 150, 300, 100))]
    )
    found = at(
        SimulatedBus(app=application(frame(Thing("page tab list", "", FRAME, below=[opened, closed])))), 130, 160
    )
    assert found is not None
    assert (found.role, found.path) == ("text", ("docs - Files", "b"))


def test_the_label_of_a_closed_tab_is_the_tab_though_what_is_on_it_is_told() -> None:
    closed = Thing("page tab", "Theme", (120, 150, 80, 30), below=[Thing("filler", "", None, states=())])
    closed.claims = closed.below[0]
    found = at(SimulatedBus(app=application(frame(Thing("page tab list", "", FRAME, below=[closed])))), 130, 160)
    assert found is not None
    assert (found.role, found.name) == ("page tab", "Theme")


def test_a_closed_tab_is_not_found_where_its_label_is_not() -> None:
    closed = Thing("page tab", "Theme", (220, 150, 80, 30), below=[Thing("filler", "", None, states=())])
    closed.claims = closed.below[0]
    tabs = Thing("page tab list", "", FRAME, below=[closed])
    tabs.claims = closed
    assert at(SimulatedBus(app=application(frame(tabs))), 130, 160) is None


def test_an_element_that_does_not_cover_the_point_is_unknown() -> None:
    liar = Thing("push button", "Harmless", (400, 380, 20, 10))
    top = frame(liar)
    top.claims = liar
    assert at(SimulatedBus(app=application(top)), 130, 160) is None


def test_a_tree_that_runs_in_circles_ends() -> None:
    one, two = Thing("panel", "1", FRAME), Thing("panel", "2", FRAME)
    one.claims, two.claims = two, one
    bus = SimulatedBus(app=application(frame(one, two)))
    found = at(bus, 130, 160)
    assert found is not None
    assert len(bus.calls) < 100


@pytest.mark.parametrize(("levels", "pages"), [(40, ("https://bank.example/",)), (300, None)])
def test_attack_what_lies_deep_inside_of_a_page_is_on_that_page(levels: int, pages: tuple[str, ...] | None) -> None:
    button = Thing("push button", "Pay", (120, 150, 80, 30))
    deep = button
    for _ in range(levels):
        deep = Thing("section", "", FRAME, below=[deep])
    # Browsers give the innermost thing at a point at once.
    page = Thing("document web", "Bank", FRAME, below=[deep], claims=button)
    page.attributes = {"URI": "https://bank.example/?token=s3cret"}
    found = at(SimulatedBus(app=application(frame(page))), 130, 160)
    assert found is not None
    assert (found.name, found.pages) == ("Pay", pages)


def test_a_tree_that_is_deep_and_broad_is_bounded() -> None:
    deep = Thing("panel", "leaf", FRAME)
    for _ in range(500):
        deep = Thing("panel", "", FRAME, below=[Thing("panel", "", FRAME) for _ in range(70)] + [deep])
    bus = SimulatedBus(app=application(frame(deep)))
    at(bus, 130, 160)
    assert len(bus.calls) < 2000


def test_the_words_of_the_dialog_around_it_in_order_and_bounded() -> None:
    labels = [Thing("label", "Delete “a.txt”\nfor ever?"), Thing("label", "unseen", states=())]
    labels += [Thing("label", "It cannot be undone."), *[Thing("label", "x" * 300) for _ in range(60)]]
    button = Thing("push button", "OK", (120, 150, 80, 30))
    dialog = Thing("dialog", "Question", FRAME, below=[Thing("filler", "", FRAME, below=[*labels, button])])
    window = Window(id=3, title="Question", pid=100, rect=Rect(*FRAME))
    found = at(SimulatedBus(app=application(dialog)), 130, 160, window)
    assert found is not None
    assert found.dialog_text.startswith("Delete “a.txt” for ever? It cannot be undone. xxx")
    assert "unseen" not in found.dialog_text
    assert len(found.dialog_text) <= 800


def test_a_modal_window_of_any_role_is_a_dialog() -> None:
    button = Thing("push button", "OK", (120, 150, 80, 30))
    top = Thing("frame", "Sure?", FRAME, (*SHOWN, "modal"), [Thing("label", "Send it?"), button])
    found = at(SimulatedBus(app=application(top)), 130, 160, Window(id=3, title="Sure?", rect=Rect(*FRAME)))
    assert found is not None
    assert found.dialog_text == "Send it?"


def test_an_item_of_a_context_menu() -> None:
    item = Thing("menu item", "Delete", (200, 230, 150, 30))
    menu = Thing("menu", "", (200, 200, 150, 60), below=[Thing("menu item", "Open", (200, 200, 150, 30)), item])
    popup = Thing("window", "", (200, 200, 150, 60), below=[menu])
    found = at(SimulatedBus(app=application(frame(), popup)), 210, 240, MENU_WINDOW)
    assert found is not None
    assert (found.name, found.role) == ("Delete", "menu item")


def test_scaled_toolkits_are_asked_and_understood_in_their_own_pixels() -> None:
    button = Thing("push button", "Big", (60, 75, 40, 15))
    top = Thing("frame", "docs - Files", (50, 50, 200, 150), below=[button])
    found = at(SimulatedBus(app=application(top)), 130, 160)
    assert found is not None
    assert (found.name, found.rect) == ("Big", Rect(120, 150, 80, 30))


def test_focus_is_what_the_last_event_said_while_it_is_still_true() -> None:
    field = Thing("text", "To", (120, 150, 80, 30), (*SHOWN, "focused"), text="ann@example.org", caret=3)
    bus = SimulatedBus(app=application(frame(field)))
    found = focus(bus, field)
    assert found is not None
    assert (found.name, found.role, found.text) == ("To", "text", "ann@example.org")


def test_focus_is_searched_when_the_event_is_out_of_date_or_was_never_seen() -> None:
    old = Thing("text", "old", (120, 150, 80, 30))
    new = Thing("text", "new", (120, 190, 80, 30), (*SHOWN, "focused"))
    bus = SimulatedBus(app=application(frame(Thing("panel", "", FRAME, below=[old, new]))))
    for remembered in (old, None):
        found = focus(bus, remembered)
        assert found is not None
        assert found.name == "new"


def test_focus_in_another_window_of_the_application_is_not_the_answer() -> None:
    elsewhere = Thing("text", "other", (600, 600, 80, 30), (*SHOWN, "focused"))
    other = Thing("frame", "other", (590, 590, 200, 100), below=[elsewhere])
    assert focus(SimulatedBus(app=application(frame(), other)), elsewhere) is None


def test_a_cell_that_stays_selected_below_a_dialog_does_not_hide_the_focused_button() -> None:
    cell = Thing("table cell", "precious.txt", (120, 150, 80, 30), (*SHOWN, "selected"))
    delete = Thing("push button", "Delete", (320, 350, 80, 30), (*SHOWN, "focused"))
    dialog = Thing("alert", "Attention", (300, 300, 200, 100), (*SHOWN, "active", "modal"), [delete])
    window = Window(id=3, title="Attention", pid=100, rect=Rect(300, 300, 200, 100))
    found = focus(SimulatedBus(app=application(frame(cell), dialog)), cell, window)
    assert found is not None
    assert (found.name, found.role) == ("Delete", "push button")


def test_rows_of_a_big_table_are_not_walked() -> None:
    rows = [Thing("table cell", str(i), FRAME, (*SHOWN, "focused")) for i in range(9000)]
    table = Thing("table", "", FRAME, (*SHOWN, "manages-descendants"), rows)
    bus = SimulatedBus(app=application(frame(Thing("scroll pane", "", FRAME, below=[table]))))
    assert focus(bus) is None
    assert len(bus.calls) < 60


def test_an_open_menu_takes_the_keys_whatever_has_the_focus() -> None:
    chosen = Thing("menu item", "Delete", (200, 230, 150, 30), (*SHOWN, "selected"))
    menu = Thing("menu", "", (200, 200, 150, 60), below=[Thing("menu item", "Open", (200, 200, 150, 30)), chosen])
    bus = SimulatedBus(app=application(frame(), Thing("window", "", (200, 200, 150, 60), below=[menu])))
    for remembered in (None, menu, chosen):
        found = focus(bus, remembered)
        assert found is not None
        assert found.name == "Delete"


def test_the_selected_item_of_an_open_submenu_takes_the_keys() -> None:
    inner = Thing("menu item", "For ever", (350, 230, 150, 30), (*SHOWN, "selected"))
    outer = Thing("menu", "Delete", (200, 230, 150, 30), (*SHOWN, "selected"), [inner])
    bar = Thing(
        "menu bar",
        "",
        (100, 120, 400, 20),
        below=[Thing("menu", "Edit", (100, 120, 40, 20), (*SHOWN, "selected"), [outer])],
    )
    found = focus(SimulatedBus(app=application(frame(bar))))
    assert found is not None
    assert (found.name, found.path) == ("For ever", ("docs - Files", "Edit", "Delete"))


def line(text: str, caret: int, role: str = "terminal") -> str:
    field = Thing(role, "", FRAME, (*SHOWN, "focused"), text=text, caret=caret)
    found = focus(SimulatedBus(app=application(frame(field))), field)
    assert found is not None
    return found.text


def test_the_line_at_the_caret() -> None:
    text = "$ ls\na b\n$ rm -rf docs\n\n\n"
    assert line(text, text.index("docs")) == "$ rm -rf docs"
    assert line(text, text.index("docs") + 4) == "$ rm -rf docs"
    assert line(text, 0) == "$ ls"
    assert line("", 0) == ""
    assert line("wörter", 6) == "wörter"


def test_a_line_without_end_is_cut_near_the_caret() -> None:
    found = line("a" * 50_000 + "rm -rf x" + "b" * 50_000, 50_008)
    assert len(found) <= 1000
    assert "rm -rf x" in found


def test_a_password_is_never_read() -> None:
    assert line("hunter2", 3, role="password text") == ""


def test_a_context_menu_that_is_listed_nowhere_is_known_since_it_opened() -> None:
    item = Thing("menu item", "Delete", (200, 230, 150, 30), (*SHOWN, "focused"))
    menu = Thing("popup menu", "", (200, 200, 150, 60), below=[Thing("menu item", "Open", (200, 200, 150, 30)), item])
    old = Thing("text", "old", (120, 150, 80, 30), (*SHOWN, "focused"))
    bus = SimulatedBus(app=application(frame(old)))
    bus.add("app", menu, "/menu")
    memory = Memory()
    assert at(bus, 210, 240, MENU_WINDOW, memory) is None
    memory.note(menu.node, "showing", True)
    found = at(bus, 210, 240, MENU_WINDOW, memory)
    assert found is not None
    assert found.name == "Delete"
    root = bus.roots["app"].node
    taking = asyncio.run(element_in_focus(bus, root, WINDOW, memory))
    assert taking is not None
    assert taking.role == "popup menu"


def test_the_part_of_a_field_that_scrolls_is_the_field() -> None:
    field = Thing("text", "Message", (120, 150, 80, 60), below=[Thing("filler", "", (121, 151, 78, 58))])
    found = at(SimulatedBus(app=application(frame(field))), 130, 160)
    assert found is not None
    assert (found.name, found.role) == ("Message", "text")


def test_an_item_that_a_menu_does_not_tell_is_unknown() -> None:
    menu = Thing("menu", "", (200, 200, 150, 60))
    bus = SimulatedBus(app=application(frame(), Thing("window", "", (200, 200, 150, 60), below=[menu])))
    assert at(bus, 210, 240, MENU_WINDOW) is None
