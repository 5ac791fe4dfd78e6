"""What form a whole text has: prose, or JSON, a table, markup, program code. A look at its beginning and its end.

Each form is told by what prose never has throughout: a text that quotes a record, a table or some code is prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cntextfix.structured.code import is_code
from cntextfix.structured.tables import table_form

HEAD_LENGTH = 16_384
"""Characters looked at of the beginning: a few hundred lines of any file. Chosen."""
_TAIL = 4_096
"""Characters looked at of its end, enough to see that it goes on in the same way. Chosen."""

_MOST = 0.9
"""The share of lines, and of characters, that are records; files end in the middle of one, and begin with a remark.
Chosen."""
_TAGGED = 0.5
"""The share of lines with a tag in them, in a text that begins with one: paragraphs of HTML may run over some lines.
Chosen."""
_LINES_OF_JSON = 0.8
"""The share of the lines of a JSON text set out over lines that are members, items or brackets. Chosen."""

_BEGUN = 3
"""Lines within which JSON begins; there may be a remark before it. Chosen."""

_SIGN = re.compile(r"[<>{}\[\]=;,\t(]|[A-Za-z\d]:")
"""One of these is in every form; looked for before all else, because most prose has none of them."""

_RECORD = re.compile(
    r"""\s*\[?\s*\{\s*(?:"[^"\n]{1,80}"|'[^'\n]{1,80}')\s*:"""
    r"""|\s*\[\s*(?:["{]|\[\s*(?:["{\[\]]|-?\d[\d.]*\s*,))"""
)
_RECORD_END = ("}", "]", "},", "],")
_MEMBER = re.compile(
    r"""[\[{]$|[\]}][\]}\s,\[{]*$|\[\s*".*\],?$|"(?:[^"\\]|\\.)*"\s*(?::\s*\S.*)?,?$"""
    r"""|(?:-?[\d.]+(?:[eE][+-]?\d+)?|true|false|null),?$"""
)
_TAG = re.compile(
    r"<(?:/?[A-Za-z][\w:.-]{0,40}(?:\s[^<>]{0,2000})?/?|!--|!\[CDATA\[|\?xml\b|!DOCTYPE\b)", re.IGNORECASE
)
_CLOSING = re.compile(r"</[A-Za-z][\w:.-]{0,40}\s*>")
_DECLARED = re.compile(r"\s*<(?:\?xml\s|!DOCTYPE\s|html[\s>])", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:!DOCTYPE\s+html|html|body|div|p|span|table|tr|td|ul|li|a|br|h[1-6]|img|font)[\s/>]", re.IGNORECASE
)
_TIMED = re.compile(r"\s*(?:\d{1,2}:)?\d\d:\d\d[.,]\d{2,3} --> |\s*\[\d{1,3}:\d\d(?:[.:]\d{1,3})?\]")
_KEYED = re.compile(r"""\s*(?:- )?["']?([A-Za-z][\w.-]{1,60})["']?\s*(?:[:=]\s|:$)""")
_ITEM = re.compile(r"\s*(?:- \S|\[[\w.-]+\]\s*$|---(?:\s|$)|[#;])")


class Sniff:
    """The form of a document whose pages come one by one; of each text only what is looked at is kept."""

    def __init__(self) -> None:
        self._head = self._tail = self._form = ""
        self._size = 0

    def add(self, text: str) -> None:
        """Look at one page more."""
        grows = len(self._head) < HEAD_LENGTH
        self._head += text[: HEAD_LENGTH - len(self._head)]
        self._tail = (self._tail + text[-_TAIL:])[-_TAIL:]
        self._size += len(text)
        if grows or self._form:
            self._form = form_of(self._head, self._tail if self._size > HEAD_LENGTH else "")

    @property
    def form(self) -> str:
        """The form of the pages so far, as ``form_of`` calls it."""
        return self._form


def form_of(head: str, tail: str = "") -> str:
    r"""The form of a text whose beginning is ``head`` and whose end, if there is more, is ``tail``: ``alto``, ``hocr``,
    ``xml``, ``html``, ``jsonl``, ``json``, ``csv``, ``tsv``, ``subtitles``, ``settings``, ``code``; nothing for prose.

    >>> form_of('{"id": 1, "text": "天天"}'), form_of("结果是 {“好”}。")
    ('jsonl', '')
    >>> form_of("id,name\n1,甲\n2,乙"), form_of("白日依山尽,黄河入海流\n欲穷千里目,更上一层楼")
    ('csv', '')
    """
    if not _SIGN.search(head):
        return ""
    head = head.removeprefix("\ufeff")
    lines = _lines(head, cut=bool(tail))
    if not lines:
        return ""
    form = _form(head, lines)
    last = _lines(tail)[1:]  # the first one began before
    return form if form and _goes_on(form, last) else ""


def _lines(text: str, *, cut: bool = False) -> list[str]:
    """The lines with something in them; the last one of a text that was ``cut`` off is half a line."""
    found = [line for line in re.split(r"[\r\n\f]+", text) if line.strip()]
    return found[:-1] if cut and len(found) > 1 else found


def _form(head: str, lines: list[str]) -> str:
    first = head.lstrip()[:1]
    if first == "<" and (found := _markup(head, lines)):
        return found
    if any(line.lstrip()[0] in "{[" for line in lines[:_BEGUN]) and (found := _json(lines)):
        return found
    return table_form(head) or _keyed(lines) or ("code" if is_code(head) else "")


def _goes_on(form: str, last: list[str]) -> bool:
    """Whether the last lines of a long text may be of the same form. Those of code and markup may be anything."""
    if len(last) < 2 or form not in ("jsonl", "csv", "tsv"):
        return True
    if form == "jsonl":
        return _share(is_record, last) >= _TAGGED
    mark = "," if form == "csv" else "\t"
    return _share(lambda line: mark in line or ";" in line, last) >= _TAGGED


def _share(test: Callable[[str], bool], lines: list[str]) -> float:
    """The share of lines, by their number or by their characters, whichever is less, for which a test holds."""
    hits = [line for line in lines if test(line)]
    return min(len(hits) / len(lines), sum(map(len, hits)) / sum(map(len, lines)))


def is_record(line: str) -> bool:
    """Whether a line is an object of JSON, or an array of texts or arrays.

    >>> is_record('{"id": 1},'), is_record("[笑哭][笑哭]"), is_record("[[查看原文查看原文]]")
    (True, False, False)
    """
    return _RECORD.match(line) is not None and line.rstrip().endswith(_RECORD_END)


def _json(lines: list[str]) -> str:
    whole = len(lines) == 1 and _RECORD.match(lines[0]) is not None and len(lines[0]) >= HEAD_LENGTH
    if whole or _share(is_record, lines) >= _MOST:
        return "json" if len(lines) == 1 and lines[0].lstrip()[0] == "[" else "jsonl"
    members = _share(lambda line: _MEMBER.match(line.strip()) is not None, lines)
    return "json" if len(lines) > 1 and members >= _LINES_OF_JSON else ""


def _markup(head: str, lines: list[str]) -> str:
    lower = head[:_TAIL].lower()
    if _DECLARED.match(head) or _is_tagged(head, lines):
        if "<alto" in lower or ":alto" in lower:
            return "alto"
        if "ocr_page" in lower or "ocr-system" in lower:
            return "hocr"
        return "html" if _HTML.search(head) and not lower.lstrip().startswith("<?xml") else "xml"
    return ""


def _is_tagged(head: str, lines: list[str]) -> bool:
    if not _TAG.match(head.lstrip()) or not _CLOSING.search(head):
        return False
    return sum(_TAG.search(line) is not None for line in lines) >= _TAGGED * len(lines)


def _keyed(lines: list[str]) -> str:
    """Subtitles with their times, and settings: keys of letters with values, nearly each once."""
    if len(lines) < 3:
        return ""
    timed = sum(_TIMED.match(line) is not None for line in lines)
    if timed >= 2 and timed >= len(lines) / (2 if "[" in lines[-1][:4] else 6):
        return "subtitles"
    keys = [found[1] for line in lines if (found := _KEYED.match(line))]
    items = sum(_ITEM.match(line) is not None and not _KEYED.match(line) for line in lines)
    many = len(keys) + items >= _MOST * len(lines) and len(keys) >= max(4, len(lines) / 2)
    return "settings" if many and len(set(keys)) >= len(keys) / 2 else ""
