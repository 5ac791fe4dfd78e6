"""What the whole document tells about a single page, gathered in one survey pass before any rule runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

from cntextfix.brief import Brief, telling
from cntextfix.chinese.mark_use import MarkUse, Tally
from cntextfix.chinese.radicals import RadicalUse
from cntextfix.chinese.scripts import Script, lean, named
from cntextfix.document.model import Line, Page
from cntextfix.errors import wrong_type
from cntextfix.overprint import echoes, outlook
from cntextfix.rules.recurring import PageEnds
from cntextfix.structured.blocks import no_prose
from cntextfix.structured.forms import Sniff

_NO_RADICALS = RadicalUse()
_UNTOLD = ("radicals", "compatible")
"""What a title line does not tell."""
_SAMPLE = 1000
"""Characters of each page from which the script is told; a line of prose has ten signs of it. Chosen."""


@dataclass(frozen=True, slots=True, repr=False)
class Evidence(Brief):
    """``overprint`` is the evidence, in bits, of the overprinted zones and echoes that stand up without help from
    others; ``copies`` is how many times most of the zones are printed (0: there are none), and ``styles`` are those in
    which their copies stand (``zone_costs``). ``recurring`` holds what
    recurs at the ends of pages, as ``recurring.keys_of`` has it. ``marks`` tells of the marks that are not in their
    plain form, ``stops`` how many commas, stops and the like there are in all, so that a text too short to have a usage
    of its own can be told; ``script`` is the one that the beginnings of its pages are in. ``measures`` are the column
    measures that are usual in the document's title, in half-width columns, if they were learnt. ``form`` is what the
    document is in place of prose (``structured.forms``), nothing if it is prose; ``radicals`` tells whether radicals
    stand beside their own characters, ``compatible`` whether compatibility ideographs do."""

    overprint: float = 0.0
    copies: int = 0
    styles: tuple[int, ...] = ()
    recurring: tuple[str, ...] = ()
    marks: tuple[MarkUse, ...] = ()
    stops: int = 0
    script: Script = ""
    measures: tuple[int, ...] = ()
    form: str = ""
    radicals: RadicalUse = _NO_RADICALS
    compatible: RadicalUse = _NO_RADICALS

    def _title(self) -> str:
        known = [(one.name, getattr(self, one.name)) for one in fields(self) if one.name not in _UNTOLD]
        return f"Evidence({telling(known)})"

    def of_title(self, title: Evidence) -> Evidence:
        """The same, and what all pages of the document's title have in common: what recurs, how wide columns are.
        Everything else the document tells better itself."""
        recurs = tuple(sorted({*self.recurring, *title.recurring}))
        return replace(self, recurring=recurs, measures=title.measures)


def prose_of(page: Page) -> Page:
    """The page without the lines that are no prose."""
    found = no_prose([line.text for line in page.lines])
    if not found:
        return page
    left = {n for block in found for n in block}
    return replace(page, lines=tuple(line for n, line in enumerate(page.lines) if n not in left))


def document_form(pages: Iterable[Page]) -> str:
    """What a document of plain text is in place of prose, as ``Evidence.form`` has it; quick, and nothing for prose."""
    sniff = Sniff()
    for page in pages:
        sniff.add(page.text)
    return sniff.form


def blank_after(line: Line) -> bool:
    """Whether a blank line stands between a line and the next."""
    return line.end.count("\n") > 1


def _measured(page: Page) -> bool:
    """Whether geometry settles what recurs and what is overprinted, and needs no help."""
    layout = page.layout
    return layout is not None and not layout.by_word and not layout.plain


def checked(pages: Iterable[Page]) -> Iterator[Page]:
    """The pages. Raises InputTypeError for what is none."""
    if not isinstance(pages, Iterable):
        raise wrong_type("pages", pages, "a document has them as document.pages")
    for page in pages:
        if not isinstance(page, Page):
            raise wrong_type("pages", page, "read_text and read_pdf make a document, which has pages")
        yield page


def survey(pages: Iterable[Page]) -> Evidence:
    """The evidence in a document's pages; pages may stream, nothing of them is kept."""
    echo = 0.0
    leaning = 0
    zones = outlook.Zones()
    ends = PageEnds()
    tally = Tally()
    sniff = Sniff()
    radicals = compatible = RadicalUse()
    for page in checked(pages):
        if page.layout is None:
            sniff.add(page.text)
            if sniff.form:
                continue
            page = prose_of(page)
        lines = [] if _measured(page) else [line.text for line in page.lines]
        zones.add(lines, [blank_after(line) for line in page.lines] if lines else ())
        echo += sum(found.evidence for found in echoes.find(lines) if found.evidence >= echoes.STRONG)
        text = page.text
        again = ends.again(lines)
        tally.add("".join(one.text + one.end for one in page.lines if one.text.strip() not in again) if again else text)
        ends.add(lines, page.number)
        radicals, compatible = radicals.and_of(text), compatible.and_compatible(text)
        leaning += lean(text[:_SAMPLE])
    found = zones.outlook()
    recurring = ends.furniture()
    for text in ends.said_by(recurring):
        tally.drop(text)
    return Evidence(
        found.bits + echo,
        found.copies,
        found.styles,
        recurring,
        tally.uses(),
        tally.stops,
        named(leaning),
        form=sniff.form,
        radicals=radicals,
        compatible=compatible,
    )
