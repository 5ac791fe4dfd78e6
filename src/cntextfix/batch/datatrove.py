"""A formatter for datatrove pipelines, ``CntextfixFormatter``: each document's text cleaned.

>>> from cntextfix.batch.datatrove import CntextfixFormatter      # doctest: +SKIP
>>> pipeline = [JsonlReader("in/"), CntextfixFormatter(), JsonlWriter("out/")]      # doctest: +SKIP
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from cntextfix.batch.documents.records import Cleaner, fields_beside
from cntextfix.batch.engine import Limits
from cntextfix.batch.workers.pool import Pool
from cntextfix.batch.workers.texts import CleanTexts, TextsDone, TextsTask, cleaned_texts
from cntextfix.errors import SourceError
from cntextfix.recipe.recipe import Recipe
from cntextfix.rules.evidence import Evidence

if TYPE_CHECKING:
    from datatrove.data import Document
    from datatrove.pipeline.base import PipelineStep

_NAME = "CntextfixFormatter"


class _Cleaning:
    """Cleans the text of each document by a recipe (the default one if none is given); what became of it goes into its
    metadata, under the names of ``records.FIELDS``.

    The work is done in a child process, one a task: a document that kills it or takes longer than ``limits`` say keeps
    its text, with the reason in its metadata, and the pipeline goes on.
    """

    name = "cntextfix"

    def __init__(
        self, recipe: Recipe | None = None, evidence: Evidence | None = None, limits: Limits | None = None
    ) -> None:
        super().__init__()
        self.cleaner = Cleaner(recipe or Recipe.default(), evidence)
        self.limits = limits or Limits()

    def format(self, text: str) -> str:
        """One text, in this process."""
        cleaned = self.cleaner.clean(text)
        return text if cleaned.text is None else cleaned.text

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Each document in turn, as datatrove calls it."""
        step = cast("PipelineStep", self)
        with Pool[TextsTask, TextsDone](CleanTexts(self.cleaner), 1, self.limits) as pool:
            for document in data:
                with step.track_time():
                    (record,) = cleaned_texts(pool, [document.text])
                step.stat_update("total", str(record.status))
                document.text = document.text if record.text is None else record.text
                names = fields_beside(document.metadata)
                document.metadata |= dict(zip(names, record.fields(), strict=True))
                yield document


def __getattr__(name: str) -> type[PipelineStep]:
    """``CntextfixFormatter`` is made when first asked for: its base class is datatrove's, which is optional."""
    if name != _NAME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        from datatrove.pipeline.formatters.base import BaseFormatter
    except ImportError:
        raise SourceError("this formatter needs datatrove: pip install 'cntextfix[datatrove]'") from None
    made = type(_NAME, (_Cleaning, BaseFormatter), {"__module__": __name__, "__doc__": _Cleaning.__doc__})
    setattr(sys.modules[__name__], name, made)  # one class, found by name when it is unpickled
    return made
