"""From one script to the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from cntextfix.changes.verbs import Proposal
from cntextfix.chinese.scripts import Script, script_of, signs
from cntextfix.document.model import DROPPED, Page
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.script.convert import convert, proposals, version
from cntextfix.wording.records import ReasonWords, RuleWords

TargetScript: TypeAlias = Literal["none", "simp", "trad", "tw", "hk", "twp"]

Configs: TypeAlias = tuple[str, ...]

_TO_SIMPLIFIED = ("tw2s",)  # and not t2s, which leaves Taiwan's 看著; it knows 著名
_FROM_SIMPLIFIED: dict[TargetScript, Configs] = {"trad": ("s2t",), "tw": ("s2tw",), "hk": ("s2hk",), "twp": ("s2twp",)}
_FROM_TRADITIONAL: dict[TargetScript, Configs] = {
    "tw": ("hk2t", "t2tw"),
    "hk": ("tw2t", "t2hk"),
    "twp": ("hk2t", "t2tw"),
}
_SAMPLE = 4096
"""Characters of a page from which its script is told; one line of prose has ten signs. Chosen."""


@dataclass(frozen=True, slots=True)
class ScriptConversion:
    """Text converted by OpenCC, line by line: to simplified characters, or to traditional ones in the standard of
    OpenCC (``trad``), Taiwan (``tw``), Hong Kong (``hk``) or Taiwan with its words (``twp``: 软件 becomes 軟體).

    Lines that are in the script wanted already are left alone, so that 皇后 in a traditional text does not become
    皇後; they get the regional variants at most. What the recipe keeps (names, titles) is not converted.

    Example: with ``to = "simp"``, ``這是繁體`` becomes ``这是繁体``.

    Options:
        to: ``none``, ``simp``, ``trad``, ``tw``, ``hk`` or ``twp``.
        apply_at: bits from which a line is converted.
        show_at: bits from which it is held and shown.
    """

    name: ClassVar[str] = "script-conversion"
    family: ClassVar[str] = "script"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="简繁转换，用 to 指定",
        text=(
            "用 OpenCC 逐行转换：转为简体，或转为 OpenCC（trad）、台湾（tw）、香港（hk）、台湾含用词（twp："
            "软件 → 軟體）标准的繁体。已是所要字体的行不动，所以繁体文中的“皇后”不会变成“皇後”。"
            "配方要求保留的（人名、书名）不转。"
        ),
        example='to = "simp" 时，“這是繁體” → “这是繁体”',
        options={
            "to": "none、simp、trad、tw、hk 或 twp",
        },
        reasons={
            "script-simp": ReasonWords(
                "{characters:character} converted to simplified", "{characters} 字转为简体", ("characters",)
            ),
            "script-trad": ReasonWords(
                "{characters:character} converted to traditional", "{characters} 字转为繁体", ("characters",)
            ),
            "script-tw": ReasonWords(
                "{characters:character} converted to traditional (Taiwan)",
                "{characters} 字转为繁体（台湾）",
                ("characters",),
            ),
            "script-hk": ReasonWords(
                "{characters:character} converted to traditional (Hong Kong)",
                "{characters} 字转为繁体（香港）",
                ("characters",),
            ),
            "script-twp": ReasonWords(
                "{characters:character} converted to traditional (Taiwan, with its words)",
                "{characters} 字转为繁体（台湾，含用词）",
                ("characters",),
            ),
        },
    )

    to: TargetScript = "none"
    apply_at: float = 10.0
    show_at: float = 4.0

    @property
    def engine(self) -> str:
        """What converts, with its version; part of a recipe's fingerprint."""
        return version() if self.to != "none" else ""

    def fires(self, text: str) -> bool:
        """Whether a script is asked for, and there is anything but ASCII."""
        return self.to != "none" and not text.isascii()

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line."""
        script = script_of(page.text[:_SAMPLE]) or evidence.script
        by_configs: dict[Configs, list[int]] = defaultdict(list)
        for n, line in enumerate(page.lines):
            if line.role not in DROPPED and not line.text.isascii():
                by_configs[self._configs(line.text, script)].append(n)
        news = [line.text for line in page.lines]
        for configs, places in by_configs.items():
            if configs:
                for n, new in zip(places, convert([news[n] for n in places], configs), strict=True):
                    news[n] = new
        yield from proposals(page.lines, news, f"script-{self.to}")

    def _configs(self, text: str, page: Script) -> Configs:
        """The OpenCC configurations for a line; none where there is nothing to convert."""
        if self.to == "simp":
            return _TO_SIMPLIFIED if page != "simplified" or signs("traditional").search(text) else ()
        if page == "simplified" and not signs("traditional").search(text):
            return _FROM_SIMPLIFIED[self.to]
        of = script_of(text) or page or "simplified"
        return (_FROM_TRADITIONAL if of == "traditional" else _FROM_SIMPLIFIED).get(self.to, ())
