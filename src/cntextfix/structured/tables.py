"""Tables of values apart by commas, semicolons or tabs (CSV, TSV), told from prose with as many commas a line."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

_ROWS = 400
"""Rows looked at. Chosen."""
_EVEN = 0.95
"""The share of rows that have as many cells as the first one; files have damaged rows. Chosen."""
_TYPED = 0.8
"""The share of a column's cells that are numbers, dates, codes or addresses, for the column to be one of data.
Chosen."""
_PROSE_CELL = 40
"""Characters of a cell of Chinese from which it is a text; such cells stand in a table that has data or quotes.
Chosen."""
_WIDE_ROWS = 4
"""Rows from which even rows of words alone are a table. Chosen."""
_WIDE_CELLS = 4
"""… of so many cells: verse has two or three phrases a line. Chosen."""

_DATA = re.compile(r"[\s!-~￥¥%℃]*$")  # no Chinese in it; may be empty
_FILLED = re.compile(r".*[0-9A-Za-z]")
_NAME = re.compile(r"\ufeff?[A-Za-z_][\w .:/()-]{0,40}$", re.ASCII)
_SENTENCE = re.compile("[，。！？；]")
_ENDS = ("。", "！", "？", "；", "，", "、", "：", ".", "!", "?", ":")
_PAGE = re.compile(r"\s*\d{1,4}\s*$")


def table_form(head: str) -> str:
    """``csv`` or ``tsv`` for the beginning of such a file, nothing for all else."""
    first, _, rest = head.lstrip("\ufeff\r\n").partition("\n")
    for mark, form in (("\t", "tsv"), (",", "csv"), (";", "csv")):
        if mark in first and mark in rest and _is_table(_rows(head, mark), head, mark):
            return form
    return ""


def _rows(head: str, mark: str) -> list[list[str]]:
    """The rows of a table, but for the last one, which may be cut off."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=mark, skipinitialspace=mark != "\t")
    rows: list[list[str]] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) > _ROWS:
                break
    except csv.Error:  # a cell of more than 131,072 characters, or a NUL
        return []
    return rows if head.endswith("\n") or len(rows) < 3 else rows[:-1] if len(rows[-1]) != len(rows[0]) else rows


def _is_table(rows: list[list[str]], head: str, mark: str) -> bool:
    if len(rows) < 2:
        return False
    if not any(row[-1].strip() for row in rows):
        rows = [row[:-1] for row in rows]  # a mark at the end of each line
    wide = len(rows[0])
    even = [row for row in rows if len(row) == wide]
    if wide < 2 or len(even) < _EVEN * len(rows):
        return False
    data = [_is_data(column) for column in zip(*even[1:], strict=True)]
    if wide == 2 and mark == "\t" and _is_contents([row[1] for row in even]):
        return False
    named = all(_NAME.match(cell.strip()) for cell in even[0]) and len({*even[0]}) == wide
    quoted = head.count(f'"{mark}"') >= len(even) - 1
    headless = any(typed and _is_data(column[:1]) for typed, column in zip(data, zip(*even, strict=True), strict=True))
    if any(data) and (named or headless or len(even) >= 3 or wide >= 3):
        return named or quoted or not _is_prose(even, data)
    if quoted or (named and len(even) >= 3):
        return True
    return len(even) >= _WIDE_ROWS and wide >= _WIDE_CELLS and not _is_prose(even, data)


def _is_contents(last: list[str]) -> bool:
    """Whether the last cells are the page numbers of a table of contents."""
    numbers = [int(cell) for cell in last if _PAGE.match(cell)]
    return len(numbers) == len(last) and numbers == sorted(numbers)


def _is_data(column: tuple[str, ...]) -> bool:
    """Whether a column has numbers, dates, codes: cells without Chinese, most of them filled."""
    plain = sum(_DATA.match(cell) is not None for cell in column)
    filled = sum(_FILLED.match(cell) is not None for cell in column if _DATA.match(cell))
    return plain >= _TYPED * len(column) and filled >= len(column) / 2


def _is_prose(rows: list[list[str]], data: list[bool]) -> bool:
    """Whether the cells are pieces of sentences: marks of Chinese in short ones, or a row that ends like a sentence."""
    words = [cell for row in rows for cell, typed in zip(row, data, strict=True) if not typed and cell.strip()]
    marked = sum(_SENTENCE.search(cell) is not None and len(cell) < _PROSE_CELL for cell in words)
    stopped = Counter(row[-1].rstrip().endswith(_ENDS) for row in rows)[True]
    return marked > 0.1 * max(1, len(words)) or stopped > 0.3 * len(rows)
