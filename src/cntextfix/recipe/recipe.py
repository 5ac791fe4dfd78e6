"""Which rules run, with which options: a value that can be compared, hashed, printed and read from TOML."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from cntextfix import rules as book
from cntextfix.brief import Brief, clipped
from cntextfix.errors import MissingRecipeError, RecipeError, wrong_type
from cntextfix.nearest import unknown
from cntextfix.rules.rule import Rule

LONGEST = 1 << 20
"""Bytes of a recipe file; one with every rule and every option has 8,000. ``/dev/zero`` has no end."""

_SHOWN = 200
"""Characters of the patterns to keep in a ``repr``."""


@dataclass(frozen=True, slots=True, repr=False)
class Recipe(Brief):
    """Rules in the order in which they run, and ``keep``: patterns of text that no rule may touch.

    JSON, tables, markup and program code come back as they are; ``as_text`` has them cleaned as if they were prose.
    """

    rules: tuple[Rule, ...]
    keep: tuple[str, ...] = ()
    as_text: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.keep, tuple | list) or not all(isinstance(pattern, str) for pattern in self.keep):
            raise wrong_type("a tuple of patterns to keep", self.keep, "for example keep=('员工工作室',)")

    def _title(self) -> str:
        parts = [f"Recipe of {len(self.rules)} rules ({', '.join(map(_told, self.rules))})"]
        parts += [f"keep={clipped(repr(self.keep), _SHOWN)}"] if self.keep else []
        return ", ".join([*parts, *(["as_text=True"] if self.as_text else [])])

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
        from cntextfix.recipe.toml import fields_of

        rules = [(type(r).__name__, fields_of(r), getattr(r, "engine", "")) for r in self.rules]
        text = repr(rules) + repr(self.keep) + ("as text" if self.as_text else "")
        return hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()[:16]

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> Recipe:
        """The recipe a TOML file describes, starting from the default one.

        Keys: ``only``, ``without`` and ``keep`` (lists of strings) and ``as_text`` at the top, and a table
        ``[rules.NAME]`` with ``enabled``, ``hold`` and the rule's own options. Raises RecipeError naming line and key;
        where there is no such file, one that is a FileNotFoundError too.
        """
        from cntextfix.recipe.toml import read

        if not isinstance(path, str | PathLike):
            raise wrong_type("the path of a TOML file", path)
        try:
            with Path(path).open("rb") as file:
                data = file.read(LONGEST + 1)
            if len(data) > LONGEST:
                raise RecipeError(f"{path}: larger than {LONGEST} bytes: this is no recipe")
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except FileNotFoundError as error:
            raise MissingRecipeError(f"{path}: no such file; check the name") from error
        except (OSError, ValueError) as error:
            if not isinstance(error, UnicodeDecodeError):  # ValueError: a NUL in the name
                raise RecipeError(f"{path}: cannot be read: {getattr(error, 'strerror', '') or error}") from error
            raise RecipeError(f"{path}: not valid TOML: it is not in UTF-8 (byte {error.start})") from error
        return read(text, str(path), cls.default())

    def to_toml(self) -> str:
        """The whole recipe as TOML, every rule with every option; ``from_toml`` makes an equal one of it."""
        from cntextfix.recipe.toml import write

        return write(self)

    @staticmethod
    def json_schema() -> dict[str, object]:
        """A JSON schema of recipe files, for editors."""
        from cntextfix.recipe.toml import schema

        return schema()

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
