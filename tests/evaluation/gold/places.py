"""Where the PDFs of the gold are to be had: each in a public repository, at a commit."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from evaluation.settings import DATA

REAL = DATA / "real"


@dataclass(frozen=True, slots=True)
class PublicPdf:
    """A PDF by the repository on GitHub, the commit and the path it has there; ``sha256`` is of the file."""

    id: str
    repository: str
    commit: str
    path: str
    sha256: str

    @property
    def address(self) -> str:
        """Where the file can be read."""
        return f"https://raw.githubusercontent.com/{self.repository}/{self.commit}/{quote(self.path)}"

    @property
    def gold(self) -> str:
        """The text of its gold."""
        return (REAL / f"{self.id}.txt").read_text(encoding="utf8")


def public_pdfs(path: Path = REAL / "places.tsv") -> list[PublicPdf]:
    """All PDFs that have a gold."""
    with path.open(encoding="utf8", newline="") as file:
        return [PublicPdf(**row) for row in csv.DictReader(file, delimiter="\t")]
