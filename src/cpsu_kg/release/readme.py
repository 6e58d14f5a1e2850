"""The page that tells what lies in a release."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cpsu_kg import about
from cpsu_kg.release.changelog import MARKDOWN, TABLE
from cpsu_kg.release.checksums import CHECKSUMS
from cpsu_kg.release.documentation import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpsu_kg.description import Dump, Figures

README = "README.md"
_PARTS = {
    "void.ttl": "Description of the dataset in VoID and DCAT.",
    "dataset.jsonld": "The same for schema.org.",
    "views/": "The dataset in other vocabularies.",
    "ontology/": "The vocabulary, with the context of the JSON-LD.",
    PAGE: "The vocabulary as a web page.",
    "shapes/": "What the data must look like, in SHACL.",
    "queries/": "The canned queries; `catalogue.ttl` describes them.",
    "CHANGELOG.md": "What changed from release to release.",
    MARKDOWN: "What changed since an earlier release, fact by fact.",
    TABLE: "The same as a table, complete.",
    "CITATION.cff": "How to cite.",
    "LICENSE-DATA": "The licence.",
    CHECKSUMS: "Checksums of all files: `sha256sum -c SHA256SUMS`.",
}


def write(folder: str, figures: Figures, dumps: Sequence[Dump]) -> None:
    """Write the page.

    Args:
        folder: the release, but for its checksums.
        figures: what was counted.
        dumps: the dumps.
    """
    path = os.path.join(folder, README)
    with open(path, "w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in _lines(folder, figures, dumps))


def _lines(folder: str, figures: Figures, dumps: Sequence[Dump]) -> Iterator[str]:
    support = figures.support
    yield f"# cpsu-kg {figures.version}"
    yield ""
    yield f"{about.TITLE['en']}: {about.DESCRIPTION['en']}"
    yield ""
    yield (
        f"{figures.whole.triples} triples, {support.attestations} attestations from "
        f"{support.sources} sources; released {figures.issued}, CC0 1.0."
    )
    yield from ("", "| file | type | bytes | good for |", "|---|---|---|---|")
    for dump in dumps:
        row = (f"[{dump.path}]({dump.path})", dump.media_type, str(dump.size), dump.summary)
        yield f"| {' | '.join(row)} |"
    yield from ("", "| beside them | |", "|---|---|")
    for name, text in _PARTS.items():
        if name == CHECKSUMS or os.path.exists(os.path.join(folder, *name.split("/"))):
            yield f"| [{name}]({name}) | {text} |"
