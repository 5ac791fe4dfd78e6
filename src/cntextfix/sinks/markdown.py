"""A document as Markdown (CommonMark, and what GitHub adds): rendered, it shows the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from cntextfix.document.model import DROPPED, Document, Line, Role

_QUOTED = frozenset({Role.CAPTION, Role.CREDIT, Role.QUOTE})
_EMPHASISED = frozenset({Role.KICKER, Role.SUBHEAD})

# Escaped wherever they stand: a reader must not have to know which pairs would have met. ``~`` because GitHub
# strikes through 3~5 and 6~8; ``|`` because of its tables.
_INLINE = re.compile(r"[\\`*_\[~|]|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
# Only at the start of a line, and only where a list, heading, quotation, rule or underline would begin.
_START = re.compile(r"#(?=#{0,5}(?:\s|$))|>|[-+](?=\s|$)|-(?=[- ]*$)|=(?==*\s*$)|(?<=\d)[.)](?=\s|$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CLOSING = re.compile(r"#(?=#*$)")


def to_markdown(document: Document, include: Set[Role] = frozenset()) -> str:
    """Headlines as ``#``, labels as ``##``, headings as ``##`` or, under a label, ``###``; kickers and subheads
    emphasised; captions, credits and quotes as ``>``; every other line a paragraph. Ends in one line feed, or is empty.

    Lines that are not printed (furniture, echo, hidden) are left out unless included.
    """
    dropped = DROPPED - include
    lines = (line for line in document.lines() if line.role not in dropped and line.text.strip())
    text = "".join(_blocks(lines))
    return text + "\n" if text else ""


def escape(text: str) -> str:
    r"""A paragraph so that no part of it is taken for markup; a stanza's line breaks become hard ones.

    >>> print(escape("1. 前言 *重点* 3~5 个"))
    1\. 前言 \*重点\* 3\~5 个
    """
    return "\\\n".join(_escape_line(line.strip()) for line in text.split("\n"))


def _escape_line(line: str) -> str:
    numbered = _NUMBERED.match(line)
    if numbered:
        return f"{numbered[1]}\\{numbered[2]}" + _INLINE.sub(r"\\\g<0>", line[numbered.end() :])
    start = "\\" if _START.match(line) else ""
    return start + _INLINE.sub(r"\\\g<0>", line)


def _blocks(lines: Iterable[Line]) -> Iterator[str]:
    """Blocks with what stands before each: nothing, a blank line, or a quotation's own blank line."""
    article, labelled = 0, False
    last: Line | None = None
    for line in lines:
        if line.article != article or line.role is Role.HEADLINE:
            article, labelled = line.article, False
        labelled = labelled or line.role is Role.LABEL
        if last is not None:
            yield "\n>\n" if line.role is Role.CREDIT and last.role is Role.CAPTION else "\n\n"
        yield _block(line, labelled=labelled)
        last = line


def _block(line: Line, *, labelled: bool) -> str:
    text = escape(line.text.strip())
    if line.role is Role.HEADLINE:
        return _heading("#", text)
    if line.role is Role.LABEL:
        return _heading("##", text)
    if line.role is Role.HEADING:
        return _heading("###" if labelled else "##", text)
    if line.role in _EMPHASISED:
        return f"*{text}*"
    if line.role in _QUOTED:
        return "> " + text.replace("\n", "\n> ")
    return text


def _heading(marks: str, text: str) -> str:
    """A heading is one line, and a run of # at its end is text."""
    return f"{marks} " + _CLOSING.sub(r"\\#", text.replace("\\\n", " "))
