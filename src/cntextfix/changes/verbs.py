"""The verbs rules may use, and the record of what was done. Rules name lines, and places in them, as they saw them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from cntextfix.brief import SAMPLE_WIDTH, Brief, clipped
from cntextfix.document.model import LineId, Role
from cntextfix.errors import wrong_type
from cntextfix.wording.records import ReasonWords


@dataclass(frozen=True, slots=True)
class Replace:
    """Put ``text`` in place of characters ``[start, stop)`` of a line."""

    line: LineId
    start: int
    stop: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """Break a line before character ``at``; the right half is called ``(line, at)``."""

    line: LineId
    at: int


@dataclass(frozen=True, slots=True)
class Join:
    """Join a line with the next printed one that has text (after moves and labels), with ``sep`` between them."""

    line: LineId
    sep: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """Put lines, in the order given, before another one; None: at the end of their page."""

    lines: tuple[LineId, ...]
    before: LineId | None


@dataclass(frozen=True, slots=True)
class Label:
    """Say what a line is, and to which article it belongs; None leaves either as it is."""

    line: LineId
    role: Role | None = None
    article: int | None = None


@dataclass(frozen=True, slots=True)
class End:
    r"""Set what stands between a line and the next: ``"\n"`` for the blank lines an extractor put between all lines."""

    line: LineId
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """Point at characters ``[start, stop)`` of a line that cannot be mended. Nothing is done to them."""

    line: LineId
    start: int
    stop: int


Op: TypeAlias = Replace | Split | Join | Move | Label | End | Point
Number: TypeAlias = int | float | str


NEEDS_OCR = "needs-ocr"
"""The code of the notice about a page of which most cannot be read; the report shows it first."""

OCR_CODES = frozenset({NEEDS_OCR, "no-text-layer"})
"""The codes of all notices about pages that need OCR: those that are mostly unreadable, and those without text."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a rule wants: all of ``ops`` or none.

    ``code`` names the reason and ``numbers`` fill it in (sinks put both into words); ``evidence`` is in bits, for the
    change against none. Where all ``ops`` are Points it is a notice: the report gets it, the text stays.

    A ``separable`` proposal is a bundle of replacements that each stand for themselves, so that what the recipe keeps
    is cut out of them and the rest is done; its only number is the count of source characters replaced.
    """

    ops: tuple[Op, ...]
    code: str
    numbers: tuple[Number, ...]
    evidence: float
    separable: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Change(Brief):
    """A proposal that was weighed, stamped with where it stands.

    ``spans`` are the places in the untouched source whose characters it concerns, ``before`` and ``after`` how the
    lines concerned read (line breaks included); ``held_for`` says why a held one was not done; ``through`` is the
    number of the next page, where the change goes over the end of ``page``, else 0. ``needed`` are the bits from which
    its rule makes a change. ``line`` and ``column`` are where it stands in the file, as people count, from 1; 0 on the
    pages of a PDF, which have no lines that anyone could count. ``to`` is the line before which moved lines now stand,
    -1 for the end of the page, 0 for what is not moved. ``sweep`` tells how often its rule had been asked before: some
    are asked again once others have acted. ``words`` are the reason's words in both languages, where its rule has any.
    """

    document: str
    page: int
    rule: str
    ops: tuple[Op, ...]
    code: str
    numbers: tuple[Number, ...]
    evidence: float
    spans: tuple[tuple[int, int], ...]
    before: str
    after: str
    held_for: str = ""
    through: int = 0
    needed: float = 0.0
    line: int = 0
    column: int = 0
    to: int = 0
    sweep: int = 0
    words: ReasonWords | None = field(default=None, compare=False)

    def reason(self, lang: Literal["en", "zh"] = "en") -> str:
        """Why it was made, from where to where lines went, and why it was held, as a sentence.

        >>> change = Change("d", 1, "r", (), "jump", (), 8.4, (), "", "", "evidence", 0, 10.0)
        >>> change.reason()
        'jump; held: 8.4 bits, 10 needed'
        >>> change.reason("zh")
        'jump；暂不改动：证据 8.4 比特，需 10'
        """
        from cntextfix.wording.words import sentence

        if lang not in ("en", "zh"):
            raise wrong_type("'en' or 'zh'", lang)
        return sentence(self, lang)

    @property
    def start(self) -> int:
        """The first place in the source that is concerned; 0 where nothing of the source is."""
        return self.spans[0][0] if self.spans else 0

    @property
    def confidence(self) -> float:
        """``1 - 2**-bits``, clipped to [0, 1]; for display only.

        >>> Change("d", 1, "r", (), "c", (), 3.0, (), "", "").confidence
        0.875
        """
        return round(1 - math.pow(2, -max(0.0, self.evidence)), 6)

    def _title(self) -> str:
        held = f", held for {self.held_for}" if self.held_for else ""
        how = f"{clipped(self.before, SAMPLE_WIDTH)!r} → {clipped(self.after, SAMPLE_WIDTH)!r}"
        return f"Change by {self.rule} on page {self.page} of {clipped(self.document, SAMPLE_WIDTH)!r}{held}: {how}"
