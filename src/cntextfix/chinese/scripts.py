"""Which script a text is written in, by the characters that only one of them has."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, TypeAlias

from cntextfix.chinese.data import table

Script: TypeAlias = Literal["simplified", "traditional", ""]


@cache
def signs(script: Script) -> re.Pattern[str]:
    """Matches a character that only this script has (2,400 and 2,700 of them, by OpenCC and the national standards)."""
    return re.compile(f"[{table('signs')[script]}]")


def lean(text: str) -> int:
    """How many more signs of the simplified script a text has than of the traditional one; negative the other way."""
    return len(signs("simplified").findall(text)) - len(signs("traditional").findall(text))


def script_of(text: str) -> Script:
    """The script most of the signs in a text speak for; empty where there are none, or as many of either.

    >>> script_of("这是简体，只有一個例外"), script_of("這是繁體"), script_of("中文")
    ('simplified', 'traditional', '')
    """
    return named(lean(text))


def named(leaning: int) -> Script:
    """The script that a sum of ``lean`` speaks for."""
    return "simplified" if leaning > 0 else "traditional" if leaning < 0 else ""
