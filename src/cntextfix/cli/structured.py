"""Files that are no prose: ALTO and hOCR read as documents, and what to type for the others."""

from __future__ import annotations

import json

from cntextfix.cli.problems import Problem
from cntextfix.document.model import Document
from cntextfix.rules.evidence import document_form

_STDIN_NAME = "<stdin>"
_LINES = (".jsonl", ".ndjson")
_LONGEST = 1 << 20
"""Characters of a record that is looked at for its field. Chosen."""
_RECORDS = ("jsonl", "json", "csv", "tsv")


def boxed(data: bytes, name: str) -> Document | None:
    """The document in ALTO or hOCR; None for all else. Raises SourceError for what is damaged."""
    from cntextfix.batch.inputs.names import SNIFFED, file_kind
    from cntextfix.batch.job import Kind

    head = data[:SNIFFED]
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    kind = file_kind("file.xml", lambda: head, trusted=False)
    if kind is Kind.ALTO:
        from cntextfix.sources.ocr import alto

        return alto.read(data, name)
    if kind is Kind.HOCR:
        from cntextfix.sources.ocr import hocr

        return hocr.read(data, name)
    return None


def refuse(document: Document, shown_name: str) -> None:
    """Raise the Problem that says what to do with a document that is no prose."""
    form = document_form(document.pages)
    if not form:
        return
    name = "FILE" if shown_name == _STDIN_NAME else shown_name
    if form not in _RECORDS:
        raise Problem(f"structured-{form}", file=name)
    lines = name if name.endswith(_LINES) else "FILE.jsonl"
    raise Problem(f"structured-{form}", file=name, lines=lines, field=field_of(document.text, form))


def field_of(text: str, form: str) -> str:
    """The field of the first record that has the longest text; NAME where it cannot be told.

    >>> field_of('{"id": "1", "content": "一句话"}', "jsonl"), field_of("[1, 2]", "json")
    ('content', 'NAME')
    """
    line = text[:_LONGEST].lstrip("\ufeff").partition("\n")[0] if form == "jsonl" else ""
    try:
        found = json.loads(line)
    except ValueError:
        return "NAME"
    texts = (
        {key: len(value) for key, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}
    )
    return max(texts, key=lambda key: texts[key], default="NAME")
