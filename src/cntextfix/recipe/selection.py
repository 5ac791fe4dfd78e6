"""Rules chosen and configured: what a recipe is, whoever reads and writes it."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cntextfix import rules as book
from cntextfix.errors import RecipeError
from cntextfix.recipe.options import fields_of
from cntextfix.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Selection:
    """Rules in the order in which they run, ``keep``: patterns of text that no rule may touch, and ``as_text``: whether
    JSON, tables, markup and program code are cleaned as if they were prose."""

    rules: tuple[Rule, ...]
    keep: tuple[str, ...] = ()
    as_text: bool = False

    def only(self, *names: str) -> Self:
        """Just these rules or families. Naming a rule that is switched off by default switches it on.

        >>> [rule.name for rule in Selection(tuple(book.RULES)).only("dedouble", "fullwidth-latin").rules]
        ['overprint', 'tandem-repeat', 'echo', 'fullwidth-latin']
        """
        self._check(names)
        chosen = dataclasses.replace(self, rules=tuple(r for r in self.rules if r.name in names or r.family in names))
        present = {rule.name for rule in self.rules}
        for rule in book.KNOWN:
            if rule.name in names and rule.name not in present:
                chosen = chosen.with_rule(rule)
        return chosen

    def without(self, *names: str) -> Self:
        """All but these rules or families."""
        self._check(names)
        rules = tuple(rule for rule in self.rules if rule.name not in names and rule.family not in names)
        return dataclasses.replace(self, rules=rules)

    def with_rule(self, rule: Rule) -> Self:
        """This rule with its options in place of the one of the same name; put in its place if it was not there."""
        order = [r.name for r in book.KNOWN]
        others = [r for r in self.rules if r.name != rule.name]
        if rule.name not in order:
            return dataclasses.replace(self, rules=(*others, rule))
        at = sum(r.name in order and order.index(r.name) < order.index(rule.name) for r in others)
        return dataclasses.replace(self, rules=(*others[:at], rule, *others[at:]))

    def fingerprint(self) -> str:
        """16 hex digits that change with any rule, option or keep pattern; every field counts, none is listed.

        A rule that leans on something with a version (OpenCC's dictionaries) names it in ``engine``, which counts too.
        """
        rules = [(type(r).__name__, fields_of(r), getattr(r, "engine", "")) for r in self.rules]
        text = repr(rules) + repr(self.keep) + ("as text" if self.as_text else "")
        return hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()[:16]

    def _check(self, names: Sequence[str]) -> None:
        known = (
            {rule.name for rule in (*book.KNOWN, *self.rules)}
            | {rule.family for rule in self.rules}
            | set(book.FAMILIES)
        )
        for name in names:
            if name not in known:
                raise RecipeError(f"no rule or family {name!r}; known: {', '.join(sorted(known))}")
