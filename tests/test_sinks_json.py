"""JSON as the design has it: source, pages of blocks, dropped lines, report."""

from __future__ import annotations

import json

import cntextfix
from cntextfix.changes.apply import apply
from cntextfix.changes.report import Cleaned, Report
from cntextfix.changes.verbs import Change, Join, Label, Replace
from cntextfix.document.model import Document, Line, Page, Role, Run
from cntextfix.sinks.json import dumps, to_json


def made(source: Document, *changes: Change) -> Cleaned:
    """A document cleaned by changes written by hand."""
    pages = apply(source.pages, [op for change in changes for op in change.ops])
    return Cleaned(source, Document(source.name, pages), Report(changes), "")


def change(ops: tuple[Replace | Label | Join, ...], bits: float, spans: tuple[tuple[int, int], ...]) -> Change:
    return Change("d", 1, "r", ops, "c", (), bits, spans, "", "")


def test_text_in_which_nothing_is_wrong() -> None:
    record = json.loads(to_json(cntextfix.clean_document(cntextfix.read_text("甲乙\n\n丙\f丁\n", "a.txt"))))
    assert record["source"] == "a.txt"
    assert [page["number"] for page in record["pages"]] == [1, 2]
    assert record["pages"][0]["blocks"][1] == {
        "role": "body", "article": 1, "text": "丙", "confidence": 1.0, "spans": [[1, 4, 5]], "bbox": None,
    }  # fmt: skip
    assert record["pages"][1]["blocks"][0]["spans"] == [[2, 6, 7]]
    assert record["report"]["applied"] == record["report"]["held"] == []


def test_confidence_is_the_least_of_the_changes_that_touched_a_block() -> None:
    cleaned = made(
        cntextfix.read_text("甲甲乙乙丙丙\n丁丁\n戊\n", "d"),
        change((Replace(0, 1, 2),), 1, ((1, 2),)),
        change((Replace(0, 3, 4),), 3, ((3, 4),)),
        change((Replace(1, 1, 2),), 2, ((8, 9),)),
    )
    blocks = json.loads(to_json(cleaned))["pages"][0]["blocks"]
    assert [(b["text"], b["confidence"]) for b in blocks] == [("甲乙丙丙", 0.5), ("丁", 0.75), ("戊", 1.0)]
    assert blocks[0]["spans"] == [[1, 0, 1], [1, 2, 3], [1, 4, 6]]


def test_what_is_cut_from_a_lines_start_touches_that_line() -> None:
    cleaned = made(cntextfix.read_text("甲\n■乙\n", "d"), change((Replace(1, 0, 1),), 1, ((2, 3),)))
    blocks = json.loads(to_json(cleaned))["pages"][0]["blocks"]
    assert [(b["text"], b["confidence"]) for b in blocks] == [("甲", 1.0), ("乙", 0.5)]


def test_labels_joins_and_insertions_count_as_touching() -> None:
    source = cntextfix.read_text("甲\n乙\n丙\n", "d")
    cleaned = made(
        source,
        change((Join(0),), 1, ((1, 2),)),
        change((Label(2, Role.HEADING),), 2, ((4, 5),)),
    )
    blocks = json.loads(to_json(cleaned))["pages"][0]["blocks"]
    assert [(b["role"], b["text"], b["confidence"]) for b in blocks] == [("body", "甲乙", 0.5), ("heading", "丙", 0.75)]
    put_in = made(source, change((Replace(1, 0, 0, "新"),), 1, ()))
    assert [b["confidence"] for b in json.loads(to_json(put_in))["pages"][0]["blocks"]] == [1.0, 0.5, 1.0]


def test_echo_and_hidden_are_dropped_and_furniture_is_a_block() -> None:
    lines = (
        Line(0, "第3版", (Run(0, 3),), "\n", Role.FURNITURE),
        Line(1, "文", (Run(4, 1),), "\n", Role.BODY, 2),
        Line(2, "文", (Run(6, 1),), "\n", Role.ECHO),
        Line(3, "印", (Run(8, 1),), "\n", Role.HIDDEN),
    )
    document = Document("d", (Page(1, lines),))
    page = json.loads(to_json(Cleaned(document, document, Report(), "")))["pages"][0]
    assert [(b["role"], b["article"]) for b in page["blocks"]] == [("furniture", None), ("body", 1)]
    assert page["dropped"] == [
        {"role": "echo", "text": "文", "spans": [[1, 6, 7]]},
        {"role": "hidden", "text": "印", "spans": [[1, 8, 9]]},
    ]


def test_a_span_names_the_page_its_characters_are_from() -> None:
    source = cntextfix.read_text("能担\f当\n", "d")
    joined = Line(0, "能担当", (Run(0, 2), Run(3, 1)), "\n")
    cleaned = Cleaned(source, Document("d", (Page(1, (joined,)), Page(2, ()))), Report(), "")
    assert json.loads(to_json(cleaned))["pages"][0]["blocks"][0]["spans"] == [[1, 0, 2], [2, 3, 4]]


def test_lone_surrogates_are_escaped() -> None:
    text = to_json(cntextfix.explain("甲\ud800乙\n"))
    assert text.encode("utf-8")
    assert json.loads(text)["pages"][0]["blocks"][0]["text"] == "甲\ud800乙"
    assert dumps("😀") == '"😀"'


def test_the_report_is_the_one_the_text_has() -> None:
    cleaned = cntextfix.explain("人人民民日日报报评评论论员员")
    record = json.loads(to_json(cleaned))
    lines = [json.loads(line) for line in cleaned.report.json_lines()]
    assert record["report"]["applied"] == [line for line in lines if line["status"] == "applied"]
    assert record["report"]["counts"] == {"tandem-repeat": 1}
    assert record["pages"][0]["blocks"][0]["text"] == "人民日报评论员"
    assert record["pages"][0]["blocks"][0]["confidence"] > 0.99
