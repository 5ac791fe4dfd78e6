"""How public objects show themselves: on one screen, whatever they hold, in a terminal and in a notebook."""

from __future__ import annotations

from collections.abc import Iterable

SAMPLE_WIDTH = 72
"""Characters of a sample in a ``repr``, which is to stand on a line or two of a terminal. Chosen."""
_LONGEST = 12
"""Lines of a sample in a notebook: half a screen. Chosen."""
_MOST = 1500
"""Characters of a ``repr`` as a whole: a screen of 80 by 24 has 1,920."""


class Brief:
    """Mixed into a record: ``_title`` says in a line what it is, ``_sample`` is the text in it, of which the beginning
    is shown."""

    __slots__ = ()

    def _title(self) -> str:
        return type(self).__name__

    def _sample(self) -> str:
        return ""

    def __repr__(self) -> str:
        sample = self._sample()
        return f"<{clipped(self._title(), _MOST)}{f': {clipped(sample, SAMPLE_WIDTH)!r}' if sample else ''}>"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> object:
        """For pydantic, which looks for this: an instance is taken as it is."""
        from importlib import import_module

        schema: object = import_module("pydantic_core.core_schema").is_instance_schema(cls)
        return schema

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: object) -> dict[str, object]:
        """For tools that describe functions to others by pydantic: nothing that could be written in JSON."""
        return {"type": "object", "description": f"a {cls.__name__} of cntextfix, made in Python"}

    def _repr_html_(self) -> str:
        """The same for notebooks, with more of the text."""
        from html import escape

        lines = [
            clipped(line, SAMPLE_WIDTH)
            for line in clipped(self._sample(), SAMPLE_WIDTH * _LONGEST).splitlines()[:_LONGEST]
        ]
        text = f"<pre>{escape(chr(10).join(lines))}</pre>" if lines else ""
        return f"<div><code>{escape(clipped(self._title(), _MOST))}</code>{text}</div>"


def clipped(text: str, most: int) -> str:
    """A text, its rest as … where it is longer.

    >>> clipped("一二三四五", 3)
    '一二…'
    """
    return text if len(text) <= most else text[: most - 1] + "…"


def many(count: int, noun: str) -> str:
    """A number with its noun.

    >>> many(1, "line"), many(1200, "line")
    ('1 line', '1,200 lines')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def telling(fields: Iterable[tuple[str, object]]) -> str:
    """Fields with something in them, each value cut.

    >>> telling([("copies", 2), ("measures", ())])
    'copies=2'
    """
    return ", ".join(f"{name}={clipped(repr(value), SAMPLE_WIDTH)}" for name, value in fields if value)
