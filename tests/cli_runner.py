"""Runs command lines in this process, as bytes in and bytes out."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass

import pytest

from cntextfix.cli import main

GARBLED = (
    "完善工作\n"
    "工作机制工作机制，，开展重点场所开展重点场所。。\n"
    "联合督查行动联合督查行动，，形成督查通报形成督查通报。。\n"
    "完了。\n"
)
CLEAN = "完善工作\n工作机制，开展重点场所。\n联合督查行动，形成督查通报。\n完了。\n"


@dataclass(frozen=True, slots=True)
class Result:
    """What came out."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")


class Runner:
    """``run("clean", path)``; English unless a test asks for another language."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def __call__(self, *words: object, stdin: bytes = b"", lang: str = "en") -> Result:
        out, err = io.BytesIO(), io.BytesIO()
        with self._patch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8"))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, "utf-8"))
            code = main(["--lang", lang, *map(str, words)])
            sys.stdout.flush()
            sys.stderr.flush()
            return Result(code, out.getvalue(), err.getvalue().decode("utf-8"))
