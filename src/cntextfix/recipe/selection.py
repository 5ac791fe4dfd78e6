"""Rules chosen and configured: what a recipe is, whoever reads and writes it."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cntextfix import rules as book
from cntextfix.brief import Brief, clipped
from cntextfix.errors import RecipeError, wrong_type
from cntextfix.nearest import unknown
from cntextfix.recipe.options import fields_of
from cntextfix.rules.rule import Rule

_SHOWN = 200
"""Characters of the patterns to keep in a ``repr``. Chosen."""


@dataclass(frozen=True, slots=True, repr=False)
class Selection(Brief):
    """Rules in the order in which they run, ``keep``: patterns of text that no rule may touch, and ``as_text``: whether
    JSON, tables, markup and program code are cleaned as if they were prose."""

    rules: tuple[Rule, ...]
    keep: tuple[str, ...] = ()
    as_text: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.keep, tuple | list) or not all(isinstance(pattern, str) for pattern in self.keep):
            raise wrong_type("a tuple of patterns to keep", self.keep, "for example keep=('员工工作室',)")

    def _title(self) -> str:
        parts = [f"{type(self).__name__} of {len(self.rules)} rules ({', '.join(map(_told, self.rules))})"]
        parts += [f"keep={clipped(repr(self.keep), _SHOWN)}"] if self.keep else []
        return ", ".join([*parts, *(["as_text=True"] if self.as_text else [])])

    def only(self, *names: str) -> Self:
        """Just these rules or families. Naming a rule that is switched off by default switches it on.

        >>> [rule.name for rule in Selection(tuple(book.RULES)).only("dedouble", "fullwidth-latin").rules]
        ['overprint', 'tandem-repeat', 'stray-copy', 'echo', 'fullwidth-latin']
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
        """The same with this rule in place of the one of its name, or in its family's place if there was none."""
        if isinstance(rule, type) or not hasattr(rule, "propose"):
            raise wrong_type("a rule with its options", rule, "for example ScriptConversion(to='simp')")
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
            if not isinstance(name, str):
                raise wrong_type("names of rules", name, "give them one by one: only('dedouble', 'spaces')")
            if name not in known:
                raise RecipeError(unknown("rule or family", name, known))


def _told(rule: Rule) -> str:
    """The name of a rule, with the options that are not as they come."""
    if not dataclasses.is_dataclass(rule):
        return rule.name
    set_here = [(one.name, getattr(rule, one.name)) for one in dataclasses.fields(rule)]
    others = [
        f"{name}={value!r}"
        for (name, value), one in zip(set_here, dataclasses.fields(rule), strict=True)
        if value != one.default
    ]
    return rule.name + (f"({', '.join(others)})" if others else "")
