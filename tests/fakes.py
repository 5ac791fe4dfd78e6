"""A rule that proposes what a test tells it to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix import Evidence, Page
from cntextfix.changes.verbs import Op, Proposal
from cntextfix.wording.records import RuleWords


def proposal(*ops: Op, evidence: float = 20.0) -> Proposal:
    """A proposal with these operations, and so many bits for it."""
    return Proposal(ops, "fake", (len(ops),), evidence)


@dataclass(frozen=True, slots=True)
class Fake:
    """Proposes ``proposals`` on every page."""

    name: ClassVar[str] = "fake"
    family: ClassVar[str] = "fakes"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords()

    proposals: tuple[Proposal, ...] = ()
    quiet: bool = False
    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Always, unless told to be quiet."""
        return not self.quiet

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """What the test wants."""
        yield from self.proposals


@dataclass(frozen=True, slots=True)
class Geometric(Fake):
    """A rule that needs geometry."""

    needs_geometry: ClassVar[bool] = True
