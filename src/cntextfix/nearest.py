"""The name that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like a word; empty if none is like it.

    >>> nearest("tandem", ["echo", "tandem-repeat"]), nearest("--pasword", ["--password", "--pages"])
    ('tandem-repeat', '--password')
    """
    import difflib

    names = sorted(known)
    found = difflib.get_close_matches(word, names, 1) or [name for name in names if len(word) > 2 and word in name]
    return found[0] if found else ""


def unknown(what: str, word: str, known: Iterable[str]) -> str:
    """What is wrong with a name that nobody knows: the one that was meant, or all there are.

    >>> unknown("rule", "ecko", ["echo", "units"])
    "no rule 'ecko'; did you mean echo?"
    """
    names = sorted(known)
    near = nearest(word, names)
    return f"no {what} {word!r}; " + (f"did you mean {near}?" if near else f"known: {', '.join(names)}")
