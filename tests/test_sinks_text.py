"""Plain text: as it stood, or one paragraph a line; and places in it."""

from __future__ import annotations

import cntextfix
from cntextfix.changes.apply import apply
from cntextfix.changes.report import Report
from cntextfix.changes.verbs import Change, End, Join, Label, Op
from cntextfix.document.model import Document, Role
from cntextfix.sinks.places import Place, Places
from cntextfix.sinks.text import reflowed_pages, to_text


def edited(text: str, *ops: Op) -> Document:
    source = cntextfix.read_text(text)
    return Document("d", apply(source.pages, ops))


def change(*ops: Op) -> Change:
    return Change("d", 1, "r", ops, "c", (), 9.0, (), "", "")


def test_blank_lines_go_between_paragraphs_of_reflowed_pages_only() -> None:
    document = edited("甲\n乙\n丙\n\f丁\n戊\n", Join(0))
    pages = reflowed_pages(Report((change(Join(0)),)))
    assert pages == {1}
    assert to_text(document) == "甲乙\n丙\n\f丁\n戊\n"
    assert to_text(document, blank_lines=pages) == "甲乙\n\n丙\n\n\f丁\n戊\n"


def test_ends_are_reflow_and_labels_are_not() -> None:
    assert reflowed_pages(Report((change(End(0, "\n")),))) == {1}
    assert reflowed_pages(Report((change(Label(0, Role.HEADING)),))) == frozenset()


def test_line_ends_already_blank_stay() -> None:
    assert to_text(edited("甲\r\n\r\n乙\r\n"), blank_lines=frozenset({1})) == "甲\r\n\r\n乙\r\n\r\n"


def test_included_lines_come_back_in_place() -> None:
    document = edited("第3版\n文\n文\n", Label(0, Role.FURNITURE), Label(2, Role.ECHO))
    assert to_text(document) == "文\n"
    assert to_text(document, frozenset({Role.FURNITURE})) == "第3版\n文\n"
    assert to_text(document, frozenset({Role.FURNITURE, Role.ECHO})) == "第3版\n文\n文\n"


def test_places_are_those_of_an_editor() -> None:
    text = "一\n\n二三\r\n四\f五\n六\r七"
    places = Places(cntextfix.read_text(text))
    assert places.of(text.index("三")) == Place(1, 3, 2)
    assert places.of(text.index("四")) == Place(1, 4, 1)
    assert places.of(text.index("五")) == Place(2, 4, 3)  # a form feed is a character on its line
    assert places.of(text.index("七")) == Place(2, 6, 1)
    assert places.of(1) == Place(1, 1, 2)  # between lines: behind the one before
    assert Places(Document("d")).of(0) == Place(1, 1, 1)
