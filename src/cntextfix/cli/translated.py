"""The library's English messages in Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cntextfix.wording.words import Lang

_LONGEST = 2000
"""Characters of a message that is looked at; what is longer holds other programs' words. Chosen."""
_LINE = re.compile(r"\(?(?:at )?line (\d+),? column (\d+)\)?(?: \(char \d+\))?")
_POSITION = re.compile(r"at position (\d+)")
_NAMED = re.compile("(.+?): (.+)", re.DOTALL)
_FIELD = re.compile(r"\{(\d)(f?)\}")


def translated(text: str, lang: Lang) -> str:
    """A message in the language asked for; what is no message of ours stays as it is.

    >>> translated("r.toml:2: rules.echo.apply_at: want a number, got 'x'", Lang.ZH)
    "r.toml:2：rules.echo.apply_at：应为数字，却是 'x'"
    """
    return text if lang is Lang.EN or len(text) > _LONGEST else _chinese(text)


def _chinese(text: str, depth: int = 8) -> str:
    from cntextfix.cli.library_texts import SYSTEM  # only those who read Chinese pay for the table

    if text in SYSTEM:
        return SYSTEM[text]
    if depth:
        for form, chinese in _forms():
            found = form.fullmatch(text)
            if found:
                return _filled(chinese, found.groups(), depth - 1)
        parts = text.split("; ")
        if len(parts) > 1 and parts != (said := [_chinese(part, depth - 1) for part in parts]):
            return "；".join(said)
        if found := _NAMED.fullmatch(text):
            return f"{SYSTEM.get(found[1], found[1])}：{_chinese(found[2], depth - 1)}"
    return text


def _filled(chinese: str, parts: Sequence[str], depth: int) -> str:
    def put(field: re.Match[str]) -> str:
        part = parts[int(field[1])]
        return _foreign(part) if field[2] else _chinese(part, depth)

    return _FIELD.sub(put, chinese)


def _foreign(text: str) -> str:
    """What another program said: where it is wrong, if it says that, else its own words in quotes."""
    from cntextfix.cli.library_texts import SYSTEM

    if text in SYSTEM:
        return SYSTEM[text]
    if found := _LINE.search(text):
        return f"第 {found[1]} 行第 {found[2]} 列有误"
    if found := _POSITION.search(text):
        return f"第 {int(found[1]) + 1} 个字符处有误"
    ours = _chinese(text)
    return ours if ours != text or not re.search("[A-Za-z]{2}", text) else f"“{text}”"


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each message as an expression for what it can look like; of a part that changes, as little as will do."""
    from cntextfix.cli.library_texts import MESSAGES

    return tuple(
        (re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL), chinese)
        for english, chinese in MESSAGES
    )
