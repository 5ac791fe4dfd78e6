"""Bytes as text: in the encoding asked for or the one detected, and in words what is wrong where neither works."""

from __future__ import annotations

from typing import Literal

from cntextfix.cli.options import AUTO
from cntextfix.cli.problems import Problem, UsageProblem
from cntextfix.errors import EncodingError
from cntextfix.sources.encoding import Decoded, decode_bytes

_SHOWN = {"big5hkscs": "big5-hkscs"}


def decoded(data: bytes, encoding: str = AUTO, errors: Literal["strict", "report"] = "strict") -> Decoded:
    """The text of a file. Raises Problem where it is none, or not in that encoding: what is wrong where, what to do."""
    try:
        return decode_bytes(data, encoding, errors)
    except EncodingError as error:
        if error.kind == "no-text":
            raise Problem("plain", message=str(error)) from None
        if error.kind != "undecodable":
            raise Problem(error.kind) from None
        code = "undecodable-guess" if encoding == AUTO else "undecodable"
        line = data[: error.offset].decode(error.encoding, "replace").count("\n") + 1
        byte = f"0x{data[error.offset]:02X}"
        raise Problem(code, offset=error.offset, byte=byte, line=line, encoding=shown(error.encoding)) from None


def check_name(encoding: str) -> None:
    """Raises UsageProblem for what is the name of no encoding."""
    try:
        decode_bytes(b"", encoding)
    except EncodingError:
        raise UsageProblem("unknown-encoding", name=encoding) from None


def shown(encoding: str) -> str:
    """The name of an encoding as ``--encoding`` is documented to take it.

    >>> shown("big5hkscs"), shown("gb18030")
    ('big5-hkscs', 'gb18030')
    """
    return _SHOWN.get(encoding, encoding)
