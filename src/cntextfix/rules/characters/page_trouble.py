"""Trouble with a page of a PDF: no text layer, hidden text, damage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Proposal
from cntextfix.document.model import Page
from cntextfix.rules.evidence import Evidence

_CERTAIN = 20.0


@dataclass(frozen=True, slots=True)
class PageTrouble:
    """What the reader of a PDF noted about a page: pictures without a text layer, text that is all hidden, content that
    is damaged, endless or too long. Reported; nothing is changed.

    Example: a scanned page is reported to have no text layer and to need OCR.

    Options:
        apply_at, show_at: bits; nothing is ever applied.
    """

    name: ClassVar[str] = "page-trouble"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = True
    codes: ClassVar[tuple[str, ...]] = (
        "damaged-content", "damaged-object", "damaged-operator", "damaged-page", "endless-form", "hidden-layer",
        "long-font", "no-text", "no-text-layer", "other-engine", "plain-lines", "rebuilt-file", "too-deep", "too-long",
        "too-many-figures", "too-many-forms", "too-many-glyphs", "too-many-pages", "too-much-content", "unseen-text",
    )  # fmt: skip

    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Always: a page without text is the worst of them."""
        return True

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One notice for each trouble, with its numbers."""
        for trouble in page.trouble:
            yield Proposal((), trouble.code, trouble.numbers, _CERTAIN)
