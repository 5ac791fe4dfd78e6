"""How well broken lines were put together: paragraphs that are exact, white space apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.texts import align, evenly_spaced, inked_lines, squashed, tell


@dataclass(frozen=True, slots=True)
class ParagraphScore:
    """``exact`` of ``wanted`` paragraphs are among the ``given`` lines; ``badly_spaced`` of them not with their
    spaces. Scores add up."""

    exact: int = 0
    wanted: int = 0
    given: int = 0
    badly_spaced: int = 0
    mistakes: tuple[str, ...] = ()

    def __add__(self, other: ParagraphScore) -> ParagraphScore:
        return ParagraphScore(
            self.exact + other.exact,
            self.wanted + other.wanted,
            self.given + other.given,
            self.badly_spaced + other.badly_spaced,
            self.mistakes + other.mistakes,
        )


def score_paragraphs(label: str, paragraphs: Sequence[str], cleaned: str) -> ParagraphScore:
    r"""Compare the paragraphs with the lines that came out.

    >>> score = score_paragraphs("x", ["one", "two"], "one\ntwo")
    >>> score.exact, score.wanted, score.given
    (2, 2, 2)
    """
    want, got = [squashed(text) for text in paragraphs], inked_lines(cleaned)
    sides = align(want, got)
    spaced = [evenly_spaced(line) for line in cleaned.splitlines() if line.strip()]
    with_spaces = align([evenly_spaced(text) for text in paragraphs], spaced)
    exact = len(sides.right)
    mistakes = tuple(tell(label, difference) for difference in sides.differences)
    return ParagraphScore(exact, len(want), len(got), exact - len(with_spaces.right), mistakes)
