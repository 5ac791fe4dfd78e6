"""Which rules run, with which options: a value that can be compared, hashed, printed and read from TOML."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from cntextfix import rules as book
from cntextfix.errors import RecipeError
from cntextfix.rules.rule import Rule

LONGEST = 1 << 20
"""Bytes of a recipe file; one with every rule and every option has 8,000. ``/dev/zero`` has no end."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Rules in the order in which they run, and ``keep``: patterns of text that no rule may touch.

    JSON, tables, markup and program code come back as they are; ``as_text`` has them cleaned as if they were prose.
    """

    rules: tuple[Rule, ...]
    keep: tuple[str, ...] = ()
    as_text: bool = False

    @classmethod
    def default(cls) -> Recipe:
        """What is right for every reader; changing punctuation style or script is not in it."""
        return cls(tuple(book.RULES))

    def only(self, *names: str) -> Recipe:
        """Just these rules or families. Naming a rule that is switched off by default switches it on.

        >>> [rule.name for rule in Recipe.default().only("dedouble", "fullwidth-latin").rules]
        ['overprint', 'tandem-repeat', 'echo', 'fullwidth-latin']
        """
        self._check(names)
        recipe = dataclasses.replace(self, rules=tuple(r for r in self.rules if r.name in names or r.family in names))
        present = {rule.name for rule in self.rules}
        for rule in book.KNOWN:
            if rule.name in names and rule.name not in present:
                recipe = recipe.with_rule(rule)
        return recipe

    def without(self, *names: str) -> Recipe:
        """All but these rules or families."""
        self._check(names)
        rules = tuple(rule for rule in self.rules if rule.name not in names and rule.family not in names)
        return dataclasses.replace(self, rules=rules)

    def with_rule(self, rule: Rule) -> Recipe:
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
        from cntextfix.recipe_file import fields_of

        rules = [(type(r).__name__, fields_of(r), getattr(r, "engine", "")) for r in self.rules]
        text = repr(rules) + repr(self.keep) + ("as text" if self.as_text else "")
        return hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()[:16]

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> Recipe:
        """The recipe a TOML file describes, starting from the default one.

        Keys: ``only``, ``without`` and ``keep`` (lists of strings) and ``as_text`` at the top, and a table
        ``[rules.NAME]`` with ``enabled``, ``hold`` and the rule's own options. Raises RecipeError naming line and key,
        OSError as open does.
        """
        from cntextfix.recipe_file import read

        try:
            with Path(path).open("rb") as file:
                data = file.read(LONGEST + 1)
            if len(data) > LONGEST:
                raise RecipeError(f"{path}: larger than {LONGEST} bytes: this is no recipe")
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise RecipeError(f"{path}: not valid TOML: it is not in UTF-8 (byte {error.start})") from error
        return read(text, str(path), cls.default())

    def to_toml(self) -> str:
        """The whole recipe as TOML, every rule with every option; ``from_toml`` makes an equal one of it."""
        from cntextfix.recipe_file import write

        return write(self)

    @staticmethod
    def json_schema() -> dict[str, object]:
        """A JSON schema of recipe files, for editors."""
        from cntextfix.recipe_file import schema

        return schema()

    def _check(self, names: Sequence[str]) -> None:
        known = (
            {rule.name for rule in (*book.KNOWN, *self.rules)}
            | {rule.family for rule in self.rules}
            | set(book.FAMILIES)
        )
        for name in names:
            if name not in known:
                raise RecipeError(f"no rule or family {name!r}; known: {', '.join(sorted(known))}")
