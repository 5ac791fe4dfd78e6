"""Writes the rules reference, ``docs/rules.md``: below a mark, every rule as its docstring tells it, and its options.

``python tests/generators/make_rules.py`` from anywhere, with cntextfix installed.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from cntextfix import Rule
from cntextfix.rules import FAMILIES, KNOWN
from cntextfix.wording.texts import FAMILY_NAMES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
MARK = "<!-- From here on written by `python tests/generators/make_rules.py` from the docstrings. -->\n"
_OPTION = re.compile(r"    (\w+(?:, \w+)*): (.*)")


def with_reference(page: str) -> str:
    """The page with its part below the mark written anew."""
    return page[: page.index(MARK) + len(MARK)] + "".join(f"\n{part}\n" for part in _reference())


def _reference() -> Iterator[str]:
    for family in FAMILIES:
        yield f"## {family}: {FAMILY_NAMES[family].en}"
        for rule in KNOWN:
            if rule.family == family:
                yield f"### {rule.name}"
                yield from _told(inspect.cleandoc(rule.__doc__ or ""))
                yield from _defaults(rule)


def _told(docstring: str) -> Iterator[str]:
    """The paragraphs of a docstring as Markdown: options as a list, examples that can be run as code."""
    for paragraph in docstring.replace("``", "`").split("\n\n"):
        if paragraph.startswith(">>>"):
            yield f"```pycon\n{paragraph}\n```"
        elif paragraph.startswith("Options:"):
            yield "\n".join(_options(paragraph))
        else:
            yield paragraph


def _options(paragraph: str) -> Iterator[str]:
    for line in paragraph.splitlines()[1:]:
        found = _OPTION.fullmatch(line)
        names = ", ".join(f"`{name}`" for name in found[1].split(", ")) if found else ""
        yield f"- {names}: {found[2]}" if found else f"  {line.strip()}"


def _defaults(rule: Rule) -> Iterator[str]:
    """The options and what they are by default, as a recipe file has them."""
    assert is_dataclass(rule)
    values = {one.name: getattr(rule, one.name) for one in fields(rule)}
    if values:
        lines = [f"{name} = {written(value)}" for name, value in values.items()]
        yield "\n".join(["```ini", f"[rules.{rule.name}]", *lines, "```"])


def written(value: object) -> str:
    """A value as TOML has it.

    >>> written(True), written("a"), written(("a", 1.5))
    ('true', '"a"', '["a", 1.5]')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | list | frozenset):
        return f"[{', '.join(map(written, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


if __name__ == "__main__":
    PAGE.write_text(with_reference(PAGE.read_text(encoding="utf8")), encoding="utf8")
