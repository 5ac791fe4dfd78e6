"""Cleaned documents and reports as the text of their files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from cntextfix.batch.job import Job
from cntextfix.changes.report import Cleaned, Report
from cntextfix.sinks.json import escape_surrogates, to_json
from cntextfix.sinks.markdown import to_markdown
from cntextfix.sinks.text import reflowed_pages, to_text

SUFFIXES = {"text": ".txt", "markdown": ".md", "json": ".json", "alto": ".xml"}
"""The suffix of an output, by format."""


def rendered(cleaned: Cleaned, job: Job, data: Sequence[bytes], *, bom: bool) -> str:
    """The text of the output file. ALTO is written into the input's own XML, ``data``."""
    style = job.style
    match style.format:
        case "json":
            return to_json(cleaned) + "\n"
        case "markdown":
            return to_markdown(cleaned.document, style.include)
        case "alto":
            from cntextfix.sinks.alto import to_alto

            return to_alto(cleaned, data[0])
        case _:
            pages = reflowed_pages(cleaned.report) if style.blank_lines else frozenset()
            plain = not pages and not style.include
            text = cleaned.text if plain else to_text(cleaned.document, style.include, pages)
            return ("\ufeff" if bom else "") + text


def report(made: Report, lang: Literal["en", "zh"] = "en") -> bytes:
    """Every change, applied or held: one JSON object a line. Rules that were not for this kind of document are left
    out: in an archive that is the same few lines a million times."""
    lines = replace(made, skipped=()).json_lines(lang)
    return "".join(escape_surrogates(line) + "\n" for line in lines).encode()
