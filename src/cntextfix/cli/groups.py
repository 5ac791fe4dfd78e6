"""``--group-by`` for single commands: page files that are one document, as ``batch`` puts them together."""

from __future__ import annotations

from collections.abc import Iterator

from cntextfix.batch.inputs.names import issue_of, natural
from cntextfix.cli.console import Console
from cntextfix.cli.inputs import Input, PdfReader, SourceFile, as_one_document, is_pdf, read, read_bytes
from cntextfix.cli.options import Options
from cntextfix.cli.problems import Problem
from cntextfix.errors import CntextfixError


def grouped(options: Options, console: Console, read_pdf: PdfReader) -> Iterator[Input]:
    """A document an issue, in the order of their names; the console is told of each file that cannot be read."""
    issues: dict[str, list[str]] = {}
    for name in options.files:
        issues.setdefault(issue_of(name, options.group_by), []).append(name)
    for issue, names in issues.items():
        files: dict[str, bytes] = {}
        for name in sorted(dict.fromkeys(names), key=natural):
            try:
                files[name] = read_bytes(name)
            except Problem as error:
                console.fail(name, error)
        pdfs = {name: data for name, data in files.items() if is_pdf(data)}
        try:
            if pdfs:
                document = read_pdf(tuple(pdfs.values()), issue)
                yield Input(document, tuple(map(SourceFile, pdfs)), is_placed=True)
        except (Problem, CntextfixError) as error:
            console.fail(issue, error)
        texts = [one for name in files if name not in pdfs for one in _text(name, files[name], options, console)]
        if texts:
            yield as_one_document(texts, issue)


def _text(name: str, data: bytes, options: Options, console: Console) -> Iterator[Input]:
    try:
        one = read(data, name, options, console, lambda datas, name: (_ for _ in ()).throw(Problem("placed-as-one")))
        if one.is_placed:
            raise Problem("placed-as-one")
    except (Problem, CntextfixError) as error:
        console.fail(name, error)
        return
    yield one
