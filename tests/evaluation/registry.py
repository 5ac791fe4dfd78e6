"""All parts, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evaluation.figures import Outcome
from evaluation.parts import corpora, made_pages, natural, peers, real, recognised, repository
from evaluation.settings import Setting


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is measured. ``name`` begins the names of its figures; ``needs`` is the option it stands on."""

    name: str
    measure: Callable[[Setting], Outcome]
    needs: str = ""

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
    Part("twice", natural.measure_twice),
    Part("local", natural.measure_local),
    Part("pages", made_pages.measure_pages),
    Part("exact_lines", made_pages.measure_exact_lines),
    Part("routes", made_pages.measure_routes),
    Part("clean", corpora.measure_clean, "corpora"),
    Part("twice_corpora", natural.measure_twice_corpora, "corpora"),
    Part("local_corpora", natural.measure_local_corpora, "corpora"),
    Part("wrapped", corpora.measure_wrapped, "wrapped"),
    Part("real", real.measure_real, "pdfs"),
    Part("real_routes", real.measure_real_routes, "pdfs"),
    Part("ocr", recognised.measure_ocr, "ocr"),
    Part("peers", peers.measure_peers, "peers"),
)
