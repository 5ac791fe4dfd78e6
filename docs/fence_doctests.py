"""For mkdocstrings: examples of docstrings (``>>> …``) become code, wherever they stand in the text."""

import re

import griffe

_EXAMPLE = re.compile(r"^>>> .*(?:\n.+)*", re.MULTILINE)


def fenced(text: str) -> str:
    """The text with each example in a fence of its own, from its first ``>>>`` to the next blank line."""
    return _EXAMPLE.sub(lambda found: f"\n```pycon\n{found[0]}\n```\n", text)


class FenceDoctests(griffe.Extension):
    """Changes the docstrings of all objects that are read."""

    def on_object(self, *, obj: griffe.Object, **_: object) -> None:
        """Fence the examples of one object's docstring."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)
