"""Lines that say again a piece of the line beside them, left over from overprint."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Label, Proposal
from cntextfix.document.model import DROPPED, Page, Role
from cntextfix.overprint import stray_copies
from cntextfix.overprint.records import are_records
from cntextfix.overprint.zone_costs import STEPS, WHOLE
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_NEAR = 100
"""Lines, at most, to a line that an earlier rule took out as a copy: a printed page. Chosen: the copies of real PDFs
have one 2 to 8 lines away, but for one with 93."""
_FEWEST_WHOLE = 3
"""Lines that stand again as they are, on a page from which no copy was taken out yet, at least. Chosen: songs and
prayers on a page of their own have one or two."""


@dataclass(frozen=True, slots=True)
class StrayCopy:
    """A line that says again the line above or below it, or a piece of it, in an overprinted document.

    Some extractors sort by place, and leave the copies of a run beside the line that says it. They are labelled
    ``echo``: they stay in the document, and are not printed. Titles and cells stand so by nature; so nothing is done
    where the document is not overprinted for sure, where no other copy is near, or where such lines are as rare in it
    as in honest text. A line with which the next one begins stays: titles, terms, drills and songs have it.

    Example: ``白塔镇来信：难，真难！`` above ``白塔镇来信：``, in a document with runs printed twice.

    Options:
        apply_at: bits from which copies are labelled.
        show_at: bits from which they are held and shown.
        overprinted: bits of overprint that the document has, at least, some of it with copies on lines of their own.
        labels: the same for a line that was taken out as a copy elsewhere on the page.
    """

    name: ClassVar[str] = "stray-copy"
    family: ClassVar[str] = "dedouble"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="全文叠印时，邻行的一截又单独印成一行，不再印",
        text=(
            "有的提取工具按位置排序，把叠印的一截留在原行旁边。副本标为 echo：留在文档里，但不输出。"
            "标题和表格单元本来就会这样，所以全文没有确定的叠印，附近没有别的副本，或者这样的行少得与常文无异，就不动。"
            "下一行以它开头的行也不动：标题、词条、练习、歌词都这样。"
        ),
        example="“白塔镇来信：难，真难！”下面又有一行“白塔镇来信：”，而全文多处印了两遍",
        options={
            "overprinted": "全文叠印的证据至少多少比特，其中有副本独占一行",
            "labels": "同一行在本页别处已作为副本去掉时，至少多少比特",
        },
        reasons={
            "stray-copy": ReasonWords(
                "the line beside it says these {characters:character}, and the document is overprinted",
                "邻行已有这 {characters} 字，而全文有叠印",
                ("characters",),
            ),
        },
    )

    # In 1,094 texts of 340 real PDFs it takes 17 lines of three files, all of them copies; in 762 texts of 112 more
    # publishers it took 18 copies and a heading, which is left now. Of 59 kinds of natural text (songs, terms, menus)
    # below overprinted pages one is touched, and 14 below one very short page.
    apply_at: float = 7.0
    show_at: float = 2.0
    overprinted: float = 60.0
    labels: float = 40.0

    def fires(self, text: str) -> bool:
        """Whether there are two lines at all: what matters is in the document."""
        return "\n" in text

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each copy."""
        if evidence.overprint < self.labels or not {STEPS, WHOLE} & {*evidence.styles} or page.layout is not None:
            return
        lines = [(n, line) for n, line in enumerate(page.lines) if line.role not in DROPPED]
        texts = [line.text for _, line in lines]
        if are_records(texts):
            return
        near = [n for n, line in enumerate(page.lines) if line.role is Role.ECHO]
        copies = stray_copies.find(texts, evidence.copies, known=[page.lines[n].text for n in near])
        near = near or _whole([lines[found.copy][0] for found in copies if texts[found.copy] == texts[found.original]])
        for found in copies:
            place, copy = lines[found.copy]
            if evidence.overprint < self.overprinted and not found.label:
                continue
            if _is_near(place, near):
                size = len("".join(copy.text.split()))
                yield Proposal((Label(copy.id, Role.ECHO),), "stray-copy", (size,), found.evidence)


def _whole(places: list[int]) -> list[int]:
    """The places of lines that stand again as they are, if they are many enough to show overprint themselves."""
    return places if len(places) >= _FEWEST_WHOLE else []


def _is_near(place: int, echoes: Sequence[int]) -> bool:
    """Whether one of these places, in order, is near."""
    at = bisect_left(echoes, place - _NEAR)
    return at < len(echoes) and echoes[at] <= place + _NEAR
