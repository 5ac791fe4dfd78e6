"""One line of JSON lines, of which only the text is put in another's place: all other fields stay byte for byte, as
what is read and written again is not always the same (``1E400``, keys that are there twice, long fractions)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cntextfix.batch.documents.records import Record, fields_beside
from cntextfix.sinks.json import dumps

_SPACE = " \t\r\n"
_DECODER = json.JSONDecoder(parse_int=len, parse_float=len)  # long numbers are never made into any


class Field(NamedTuple):
    """A field at the top of a line: its key, its value (a number stands for any number), and where that is written."""

    key: str
    value: object
    start: int
    stop: int


class Missing(NamedTuple):
    """Stands for the text of a record that has none, and says so."""

    why: str


@dataclass(frozen=True, slots=True)
class JsonLine:
    """A line that is a JSON object: its text, its fields in order, and where it is closed."""

    text: str
    fields: Sequence[Field]
    close: int

    def get(self, key: str) -> Field | None:
        """The field of that name; of several the last one, as everybody reads it."""
        return next((field for field in reversed(self.fields) if field.key == key), None)

    def name(self, key: str) -> object:
        """What a field calls the record: a string, or how another value is written; None for null or no such field."""
        field = self.get(key)
        if field is None or field.value is None:
            return None
        return field.value if isinstance(field.value, str) else self.text[field.start : field.stop]

    def written(self, key: str, record: Record) -> bytes:
        """The line with the record's text in place of its own, and the fields that tell what became of it."""
        field = self.get(key)
        out = self.text
        told = dict(zip(fields_beside({one.key for one in self.fields}), record.fields(), strict=True))
        more = f"{', ' if self.fields else ''}{dumps(told)[1:-1]}"
        out = f"{out[: self.close].rstrip(_SPACE)}{more}{out[self.close :].rstrip(_SPACE)}\n"
        if field and record.text is not None and record.text != field.value:
            out = f"{out[: field.start]}{dumps(record.text)}{out[field.stop :]}"
        return out.encode()


def parsed(line: bytes) -> JsonLine | Missing:
    """The line as a JSON object, or why it is none."""
    try:
        text = line.decode()
        found = _fields(text)
    except UnicodeDecodeError as error:
        return Missing(f"not UTF-8: byte 0x{line[error.start]:02X} at {error.start}")
    except RecursionError:
        return Missing("not readable as JSON: nested too deeply")
    except ValueError as error:
        return Missing(f"not JSON: {error}")
    return found


def _fields(text: str) -> JsonLine | Missing:
    at = _past(text, 0)
    if text[at : at + 1] != "{":
        _DECODER.decode(text)
        return Missing("JSON, but no object with fields")
    found: list[Field] = []
    at = _past(text, at + 1)
    while text[at : at + 1] != "}":
        if found:
            at = _past(text, _expected(text, at, ","))
        if text[at : at + 1] != '"':
            raise json.JSONDecodeError("Expecting a field's name in double quotes", text, at)
        key, at = _DECODER.raw_decode(text, at)
        at = _past(text, _expected(text, _past(text, at), ":"))
        value, stop = _DECODER.raw_decode(text, at)
        found.append(Field(str(key), value, at, stop))
        at = _past(text, stop)
    if text[at + 1 :].strip(_SPACE):
        raise json.JSONDecodeError("Extra data", text, at + 1)
    return JsonLine(text, found, at)


def _expected(text: str, at: int, mark: str) -> int:
    if text[at : at + 1] != mark:
        raise json.JSONDecodeError(f"Expecting {mark!r}", text, at)
    return at + 1


def _past(text: str, at: int) -> int:
    """The next place that is no white space."""
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at
