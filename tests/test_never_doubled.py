"""Text that looks as if it had been printed twice, and was not: nothing may be taken out of it.

``data/never_doubled.json`` is a list of ``{"label", "comment", "source", "text"}``. ``source`` is ``real`` (verse,
scripture, law and folk songs as they stand, out of copyright or never in it, set one clause, cell or character a line)
or ``made``.
Only the rules that take copies away are the subject here; what others make of the text is not.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

import pytest

import cntextfix
from helpers import ROOT

DEDOUBLE = {"tandem-repeat", "stray-copy", "echo"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One text, and what it is."""

    label: str
    comment: str
    source: str
    text: str


PIECES = [Piece(**entry) for entry in json.loads((ROOT / "tests/data/never_doubled.json").read_text(encoding="utf8"))]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.label)
def test_nothing_is_taken_out(piece: Piece) -> None:
    applied = cntextfix.explain(piece.text).report.applied
    assert [(change.rule, change.before, change.after) for change in applied if change.rule in DEDOUBLE] == []


def test_file() -> None:
    assert len(PIECES) >= 60
    assert sum(piece.source == "real" for piece in PIECES) >= 90, "as many again as were made at first"
    assert {piece.source for piece in PIECES} == {"real", "made"}
    for of in ("label", "text"):
        assert not [value for value, times in Counter(getattr(p, of) for p in PIECES).items() if times > 1]
