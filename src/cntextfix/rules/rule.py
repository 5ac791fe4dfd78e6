"""What a rule is: something that looks at a page and proposes changes, and says which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Protocol, runtime_checkable

from cntextfix.changes.verbs import Proposal
from cntextfix.document.model import Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import RuleWords


class Rule(Protocol):
    """A frozen dataclass whose fields are its options. ``apply_at`` and ``show_at`` are bits of evidence: from the
    first on a proposal is applied, from the second on it is held and shown, below it is forgotten."""

    name: ClassVar[str]
    family: ClassVar[str]
    needs_geometry: ClassVar[bool]
    words: ClassVar[RuleWords]
    """What it says in Chinese, and the reasons its proposals give, by code, in both languages."""

    @property
    def apply_at(self) -> float:
        """Bits from which a proposal is applied."""
        ...

    @property
    def show_at(self) -> float:
        """Bits from which it is held and shown."""
        ...

    def fires(self, text: str) -> bool:
        """Whether a page's text can hold anything for this rule; quick, and True when in doubt."""
        ...

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """What to change on this page. Pure: the same page and evidence give the same proposals."""
        ...


@runtime_checkable
class SeamRule(Rule, Protocol):
    """A rule about what goes over the end of a page. Both pages have been through all rules."""

    def propose_seam(self, one: Page, other: Page, evidence: Evidence) -> Iterator[Proposal]:
        """What to change where ``one`` ends and ``other`` begins. Pure."""
        ...


def seam_rules(rules: Iterable[Rule]) -> Iterator[SeamRule]:
    """Those that go over the end of a page. A protocol looks at every member; one tells most rules apart."""
    return (rule for rule in rules if hasattr(rule, "propose_seam") and isinstance(rule, SeamRule))


def is_asked_again(rule: Rule) -> bool:
    """Whether a rule says ``again``: spaces, line ends and half-width marks tell more once others of them are settled.
    Lines put together show which spaces stand inside a sentence; without those the widths of lines are more even, and
    commas stand between characters."""
    return bool(getattr(rule, "again", False))


_SETTLED = frozenset({"dedouble", "fragments", "furniture", "order", "captions", "reflow", "stray-space"})
"""Families whose text-only rules have nothing to find on a page that geometry has laid out, and a rule of that kind."""

_MEASURED = frozenset({"dedouble", "stray-space"})
"""Those of them that glyphs settle without a layout."""


def skipped_for(rule: Rule, page: Page) -> str:
    """Why a rule is not for a page: ``no-geometry`` on plain text, ``geometry`` where the layout has settled what a
    text-only rule could only guess; nothing if it is. Where only words were measured, overprint is for both kinds;
    where the layout failed, only overprint and spaces are settled."""
    if rule.needs_geometry:
        return "" if page.layout is not None else "no-geometry"
    if page.layout is None or (page.layout.by_word and rule.family == "dedouble"):
        return ""
    settled = _MEASURED if page.layout.plain else _SETTLED
    return "geometry" if settled & {rule.family, rule.name} else ""
