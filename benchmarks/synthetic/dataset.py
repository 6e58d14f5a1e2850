"""The folder of a dataset: the real one, and as many invented provinces beside it as wanted."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

from benchmarks.synthetic.evidence import Library
from benchmarks.synthetic.province import Province
from benchmarks.synthetic.things import PREFIXES, Thing

# Where the triples of a province go; the path decides on the named graph.
_PLACES = {
    "Attestation": "attestations",
    "Adjudication": "adjudications",
    "Source": "sources",
    "SourceFamily": "sources",
}
_SPOKEN_OF = {
    *("Person", "Election", "Death", "Dissolution", "BodyMembership", "OfficeTenure", "Vacancy"),
    *("Leadership", "Headcount", "Phase", "Designation", "Office"),
}


def write(
    folder: Path, seed: int, provinces: int, real: Path | None = None, until: int = 1991
) -> int:
    """Write a dataset that the library can open.

    Args:
        folder: the new root; its `data` must not exist.
        seed: decides on every detail.
        provinces: how many to invent.
        real: the root of the real dataset: its data come first, its ontology, queries and shapes
            are linked to.
        until: the year to which the provinces are told.

    Returns:
        How many lines of Turtle hold a fact of a province: nearly the number of triples.
    """
    data = folder / "data"
    data.mkdir(parents=True)
    if real:
        for name in ("ontology", "queries", "shapes"):
            os.symlink(real / name, folder / name)
        for entry in (real / "data").iterdir():
            _link(entry, data / entry.name)
    facts = 0
    for number in range(provinces):
        for place, things in invent(seed, number, until).items():
            path = data / place / f"province-{number:05}.ttl"
            path.parent.mkdir(parents=True, exist_ok=True)
            body = "".join(thing.turtle() for thing in things)
            path.write_text(PREFIXES + body, encoding="utf-8")
            facts += sum(1 + len(thing.facts) for thing in things)
    return facts


def invent(seed: int, number: int, until: int = 1991) -> dict[str, list[Thing]]:
    """Invent one province.

    Args:
        seed: decides on every detail, together with the number.
        number: which province.
        until: the year to which it is told.

    Returns:
        The things by the folder under `data` that they belong to.
    """
    random = Random(f"{seed} {number}")
    province = Province(random, number, until)
    library = Library(random, province.name)
    places: dict[str, list[Thing]] = {"provinces": list(province.things())}
    spoken = [voice for thing in places["provinces"] if thing.kind in _SPOKEN_OF
              for voice in library.speak(thing)]  # fmt: skip
    for thing in (*library.things(), *spoken):
        places.setdefault(_PLACES[thing.kind], []).append(thing)
    return places


def _link(source: Path, target: Path) -> None:
    """Link files one by one, for the folders get more files."""
    if source.is_dir():
        target.mkdir()
        for entry in source.iterdir():
            _link(entry, target / entry.name)
    else:
        os.symlink(source, target)
