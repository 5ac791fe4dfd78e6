"""The recipe that ``--recipe``, ``--only``, ``--without`` and ``--to`` describe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cntextfix import CntextfixError, Recipe, RecipeError
from cntextfix import rules as book
from cntextfix.cli.problems import UsageProblem

if TYPE_CHECKING:
    from cntextfix import Evidence, Rule
    from cntextfix.rules.script.script_conversion import TargetScript


def known_rules() -> tuple[Rule, ...]:
    """All rules there are to choose from, in the order in which they run, those that are off by default too."""
    return book.KNOWN


def off_by_default() -> frozenset[str]:
    """The names of the rules that run only if a recipe or ``--only`` names them."""
    return frozenset(rule.name for rule in book.OPTIONAL)


def recipe_from(
    path: str | None, only: Sequence[str], without: Sequence[str], to: TargetScript | None = None
) -> Recipe:
    """The file's recipe, or the default one, cut down to ``only`` and then by ``without``, and converting to ``to``,
    whatever these left of it. Raises UsageProblem."""
    try:
        recipe = Recipe.from_toml(path) if path else Recipe.default()
        recipe = recipe.only(*only) if only else recipe
        recipe = recipe.without(*without) if without else recipe
    except RecipeError as error:
        raise UsageProblem("recipe", message=str(error)) from error
    return _converting(recipe, to) if to else recipe


def _converting(recipe: Recipe, to: TargetScript) -> Recipe:
    """The recipe with its own script conversion, or the default one, set to another target."""
    from cntextfix.rules.script.script_conversion import ScriptConversion

    present = (rule for rule in recipe.rules if isinstance(rule, ScriptConversion))
    return recipe.with_rule(replace(next(present, ScriptConversion()), to=to))


def evidence_from(path: str) -> Evidence | None:
    """What ``cntextfix learn`` wrote; nothing without a path. Raises UsageProblem."""
    if not path:
        return None
    from cntextfix.batch.documents.learn import load

    try:
        return load(path)
    except CntextfixError as error:
        raise UsageProblem("recipe", message=str(error)) from error
