"""The made-up articles of ``tests/data/articles.json``: what made text and made pages are set from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from evaluation.settings import TESTS

ARTICLES = TESTS / "data" / "articles.json"


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture: its caption, and who took it."""

    caption: str
    credit: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, or none, and the paragraphs below it. A paragraph with line ends is verse or a list."""

    heading: str | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article by its parts. ``turn`` is its jump line; ``script`` is ``simp`` or ``trad``."""

    id: str
    script: str
    genre: str
    kicker: str | None
    headline: str
    subhead: str | None
    byline: str | None
    turn: str | None
    sections: tuple[Section, ...]
    photos: tuple[Photo, ...]

    def flowing(self) -> list[tuple[str, str]]:
        """Headings and paragraphs, each with its role, in reading order."""
        found: list[tuple[str, str]] = []
        for section in self.sections:
            found += [("heading", section.heading)] if section.heading else []
            found += [("body", text) for text in section.paragraphs]
        return found


def read_articles(path: Path = ARTICLES) -> list[Article]:
    """The articles of a JSON file."""
    found: list[Article] = []
    for raw in json.loads(path.read_text(encoding="utf8")):
        sections = tuple(Section(part["heading"], tuple(part["paragraphs"])) for part in raw.pop("sections"))
        photos = tuple(Photo(part["caption"], part["credit"]) for part in raw.pop("photos"))
        found.append(Article(**raw, sections=sections, photos=photos))
    return found
