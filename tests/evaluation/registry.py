"""All parts, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evaluation.figures import Outcome
from evaluation.parts import corpora, repository
from evaluation.settings import Setting


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is measured. ``name`` begins the names of its figures."""

    name: str
    measure: Callable[[Setting], Outcome]
    needs_nothing: bool = True

    @property
    def summary(self) -> str:
        """What it measures, as the docstring of its function says."""
        return (self.measure.__doc__ or "").strip()


PARTS = (
    Part("dedouble", repository.measure_dedouble),
    Part("excerpts", repository.measure_excerpts),
    Part("look_alikes", repository.measure_look_alikes),
    Part("paragraphs", repository.measure_paragraphs),
    Part("cases", repository.measure_cases),
    Part("extractor_cases", repository.measure_extractor_cases),
    Part("clean", corpora.measure_clean, needs_nothing=False),
    Part("wrapped", corpora.measure_wrapped, needs_nothing=False),
)
