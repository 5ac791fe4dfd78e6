"""Rules propose, the pipeline weighs, applies and records. One pass, not a loop to a fixpoint: 天天天天 (an overprinted
天天) is 天天; a second look would take a correct word for damage. Only the rules about spaces, line ends and half-width
marks are asked again, for each tells more once the others have acted: lines put together show which spaces stand
inside a sentence. A rule that finds more than before by nothing but what it did itself was wrong before: a line joined
in error is long, and joins more. Verse and messages went so; in wrapped prose a second look finds a fifth of the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from cntextfix.changes.apply import apply
from cntextfix.changes.conflicts import Desk
from cntextfix.changes.patterns import Pattern
from cntextfix.changes.protected import Kept
from cntextfix.changes.report import Report, Skipped
from cntextfix.changes.verbs import Change, Point, Proposal
from cntextfix.document.model import Document, Line, Page
from cntextfix.rules.evidence import Evidence, survey
from cntextfix.rules.lines import printed
from cntextfix.rules.parts import View, block_notice, blocks_of, form_notice, is_parted
from cntextfix.rules.rule import Rule, SeamRule, is_asked_again, seam_rules, skipped_for


def run(
    document: Document,
    rules: Sequence[Rule],
    keep: Sequence[str] = (),
    title: Evidence | None = None,
    *,
    as_text: bool = False,
) -> tuple[Document, Report]:
    """The document after all rules, and the report. ``keep`` are patterns no rule may touch; ``title`` is evidence from
    all pages of the document's title; ``as_text`` takes code, tables and the like for prose."""
    evidence = survey(document.pages)
    evidence = evidence.of_title(title) if title else evidence
    done = list(run_pages(document.pages, rules, evidence, keep, document.name, as_text=as_text))
    report = Report(
        tuple(change for _, part in done for change in part.applied),
        tuple(change for _, part in done for change in part.held),
        tuple(skipped for _, part in done for skipped in part.skipped),
        tuple(change for _, part in done for change in part.noticed),
    )
    if not report.applied:
        return document, report
    return replace(document, pages=tuple(page for page, _ in done)), report


def run_pages(
    pages: Iterable[Page],
    rules: Sequence[Rule],
    evidence: Evidence | None,
    keep: Sequence[str] = (),
    name: str = "",
    check: Callable[[Page, Page, Report], None] | None = None,
    *,
    as_text: bool = False,
) -> Iterator[tuple[Page, Report]]:
    """The streaming form of ``run``: pages with their reports, one page behind or more, as a paragraph may go over
    the ends of pages. What is done over the end of a page is in the report of the next one. Without ``evidence`` each
    page is judged by itself. ``check`` sees every page as it was, as it became, and its report, before anything is done
    over its ends. What is no prose comes back as it is, with a notice; ``as_text`` takes it for prose.
    """
    patterns = [Pattern(pattern) for pattern in keep]
    seams = [*seam_rules(rules)]
    again = [rule for rule in rules if is_asked_again(rule)]
    waiting: list[tuple[Page, Report]] = []  # a page, and those after it of which all has gone to its end
    for page in pages:
        known = evidence or survey([page])
        if known.form and page.layout is None and not as_text:
            cleaned, report = page, form_notice(name, page, known.form)
        else:
            cleaned, report = _run_page(page, rules, known, patterns, name, as_text=as_text)
        if check:
            check(page, cleaned, report)
        if waiting:
            before, before_report = waiting[0]
            over = () if not as_text and (known.form or is_parted(before, cleaned)) else seams
            before, cleaned, done = _run_seams(before, cleaned, over, again, evidence or Evidence(), patterns, name)
            waiting[0] = before, before_report
            report += done
            if not (done.applied and not printed(cleaned)):
                yield from waiting
                waiting = []
        waiting.append((cleaned, report))
    yield from waiting


def _run_page(
    page: Page, rules: Sequence[Rule], evidence: Evidence, patterns: Sequence[Pattern], name: str, *, as_text: bool
) -> tuple[Page, Report]:
    found = () if as_text else blocks_of(page)
    report = block_notice(name, page, found) if found else Report()
    skipped = {rule.name: why for rule in rules if (why := skipped_for(rule, page))}
    view = View(found)
    kept = Kept.untouched(patterns, page)
    wanted = [rule for rule in rules if rule.name not in skipped]
    turns = _Turns(wanted)
    for sweep in range(_SWEEPS):
        for n, rule in enumerate(wanted):
            if not turns.has(n):
                continue
            done = _weigh(page.lines, rule, view.proposals(rule, page, evidence), kept, (name, page.number, 0, sweep))
            if not turns.takes(n, len(done.applied)):
                continue
            if sweep:  # what it holds and notices is asked again as well
                report = replace(report, held=_others(report.held, rule), noticed=_others(report.noticed, rule))
            report += done
            if done.applied:
                page = apply([page], (op for change in done.applied for op in change.ops))[0]
                kept = kept.after(page)
    return page, report + Report(skipped=tuple(Skipped(rule, page.number, why) for rule, why in skipped.items()))


def _others(changes: Iterable[Change], rule: Rule) -> tuple[Change, ...]:
    """Changes that are not by this rule."""
    return tuple(change for change in changes if change.rule != rule.name)


_SWEEPS = 4
"""How often a rule is asked, at most. Chosen."""


class _Turns:
    """Whose turn it is: each rule's once, and again that of those which say so, while they or others of them act."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._due = set(range(len(rules)))
        self._again = frozenset(n for n in self._due if is_asked_again(rules[n]))
        self._did = [0] * len(rules)  # changes of the last turn

    def has(self, n: int) -> bool:
        """Whether a rule is to be asked: somebody else has acted since it was, or it did itself."""
        return n in self._due or self._did[n] > 0

    def takes(self, n: int, found: int) -> bool:
        """Whether so many changes are believed: more than before by nothing but its own are not."""
        own = n not in self._due
        self._due.discard(n)
        believed = not (own and found > self._did[n])
        acted = n in self._again and believed
        self._did[n] = found if acted else 0
        if acted and found:
            self._due |= self._again - {n}
        return believed


def _run_seams(
    one: Page,
    other: Page,
    seams: Sequence[SeamRule],
    again: Sequence[Rule],
    evidence: Evidence,
    patterns: Sequence[Pattern],
    name: str,
) -> tuple[Page, Page, Report]:
    """What is to be done over the end of a page and the beginning of the next one. What would have rules change more
    there if they were asked ``again`` is held: a second run would."""
    report = Report()
    for rule in seams:
        if skipped_for(rule, one) or skipped_for(rule, other):
            continue  # the reader of a PDF has put its pages together
        lines = (*one.lines, *other.lines)
        kept = Kept.untouched(patterns, replace(one, lines=lines))
        done = _weigh(lines, rule, rule.propose_seam(one, other, evidence), kept, (name, one.number, other.number, 0))
        if done.applied:
            after = apply([one, other], (op for change in done.applied for op in change.ops))
            if any(_has_more(page, again, evidence, patterns) for page in after):
                left = tuple(replace(change, held_for="more") for change in done.applied)
                done = replace(done, applied=(), held=done.held + left)
            else:
                one, other = after
        report += done
    return one, other, report


def _has_more(page: Page, again: Sequence[Rule], evidence: Evidence, patterns: Sequence[Pattern]) -> bool:
    """Whether rules that are asked again would change something on this page."""
    view, kept = View(blocks_of(page)), Kept.untouched(patterns, page)
    return any(
        not skipped_for(rule, page)
        and _weigh(page.lines, rule, view.proposals(rule, page, evidence), kept, ("", page.number, 0, 0)).applied
        for rule in again
    )


_NOTHING = Report()


def _weigh(
    lines: Sequence[Line], rule: Rule, proposals: Iterable[Proposal], kept: Kept, place: tuple[str, int, int, int]
) -> Report:
    """What becomes of a rule's proposals: applied, held or noticed. ``place``: document, page, page after its
    end, number of the sweep."""
    found = [part for p in proposals if p.evidence >= rule.show_at for part in kept.parted(p)]
    if not found:  # as with most rules on most pages
        return _NOTHING
    applied: list[Change] = []
    held: list[Change] = []
    noticed: list[Change] = []
    desk = Desk(lines, kept)
    name, number, through, sweep = place
    for proposal in found:
        why = "evidence" if proposal.evidence < rule.apply_at else desk.objection(proposal.ops)
        spans, before, after = desk.picture(proposal.ops)
        change = Change(
            name, number, rule.name, proposal.ops, proposal.code, proposal.numbers,
            proposal.evidence, spans, before, after, why, through, rule.apply_at,
            sweep=sweep, words=rule.words.reasons.get(proposal.code),
        )  # fmt: skip
        if all(isinstance(op, Point) for op in proposal.ops):
            noticed.append(replace(change, before=before[: desk.SHOWN], after="", held_for=""))
        elif why:
            held.append(change)
        else:
            desk.take(proposal.ops)
            applied.append(change)
    return Report(tuple(applied), tuple(held), (), tuple(noticed))
