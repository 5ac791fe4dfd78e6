"""A document as plain text. A line end that no rule touched is printed as it stood."""

from __future__ import annotations

from collections.abc import Set

from cntextfix.model import DROPPED, Document, Role


def to_text(document: Document, include: Set[Role] = frozenset()) -> str:
    """The printed text: all lines with their ends, but for furniture, echo and hidden lines that are not included.

    A document that no rule touched comes out byte for byte.
    """
    dropped = DROPPED - include
    out: list[str] = []
    for page in document.pages:
        for line in page.lines:
            if line.role not in dropped:
                out += (line.text, line.end)
            elif "\f" in line.end:
                out.append("\f")
    return "".join(out)
