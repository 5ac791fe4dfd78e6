"""Parts: text cleaned twice, and text far from damage. With the repository's own texts, or with those of a folder."""

from __future__ import annotations

import random
from collections import Counter

import cntextfix
from evaluation.figures import Better, Figure, Outcome, count
from evaluation.making.natural import KINDS, Library, given_library, natural_document, own_library, planted
from evaluation.settings import Setting
from evaluation.texts import tell

TWICE_OWN, TWICE_GIVEN = 180, 900
LOCAL_OWN, LOCAL_GIVEN = 60, 300
"""Documents that are tried. Chosen: the own ones within a minute, the given ones within ten."""

SEED = 77


def measure_twice(setting: Setting) -> Outcome:
    """Texts with nine kinds of natural damage, made of the repository's own: what a second run changes."""
    return cleaned_twice("twice", own_library(), TWICE_OWN)


def measure_local(setting: Setting) -> Outcome:
    """Clean texts of the repository with damage in one place: what changes far from it."""
    return cleaned_far_away("local", own_library(), LOCAL_OWN)


def measure_twice_corpora(setting: Setting) -> Outcome:
    """The same as twice, made of the clean text of --corpora."""
    return cleaned_twice("twice_corpora", given_library(setting.need_corpora()), TWICE_GIVEN)


def measure_local_corpora(setting: Setting) -> Outcome:
    """The same as local, made of the clean text of --corpora."""
    return cleaned_far_away("local_corpora", given_library(setting.need_corpora()), LOCAL_GIVEN)


def cleaned_twice(part: str, library: Library, texts: int, seed: int = SEED) -> Outcome:
    """Clean documents of all kinds in turn, and what comes out again."""
    changed: Counter[str] = Counter()
    mistakes: list[str] = []
    for number in range(texts):
        kind = KINDS[number % len(KINDS)]
        once = cntextfix.clean(natural_document(library, kind, random.Random(f"{seed}:{number}")))
        again = cntextfix.clean(once)
        changed[kind] += once != again
        mistakes += [] if once == again else [tell(f"{number} {kind}", (once.splitlines(), again.splitlines()))]
    figures: list[Figure] = [count(f"{part}.texts", texts), count(f"{part}.changed", changed.total(), Better.LOWER)]
    figures += [count(f"{part}.changed.{kind}", changed[kind], Better.LOWER) for kind in KINDS]
    return Outcome(tuple(figures), tuple(mistakes))


def cleaned_far_away(part: str, library: Library, texts: int, seed: int = SEED) -> Outcome:
    """Plant damage in clean documents; those that are not clean to the program are left out."""
    tried = changed = 0
    mistakes: list[str] = []
    for number in range(texts):
        case = planted(library, random.Random(f"{seed}:{number}"))
        if cntextfix.clean(case.clean) != case.clean:
            continue
        tried += 1
        cleaned = cntextfix.clean(case.raw)
        right = cleaned.startswith(case.head) and cleaned.endswith(case.tail)
        changed += not right
        mistakes += [] if right else [tell(str(number), (case.raw.splitlines(), cleaned.splitlines()))]
    return Outcome((count(f"{part}.texts", tried), count(f"{part}.changed", changed, Better.LOWER)), tuple(mistakes))
