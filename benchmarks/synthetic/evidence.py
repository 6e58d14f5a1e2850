"""What invented sources say of a thing, and the choices where they disagree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.synthetic.things import Fact, Thing, day, plain, text, year

DATES = frozenset({"cpsu:start", "cpsu:end", "cpsu:birthDate", "cpsu:deathDate"})
STATED = DATES.union(
    ("cpsu:birthPlace", "cpsu:capacity", "cpsu:deceased", "cpsu:elected", "cpsu:endMode"),
    ("cpsu:inLine", "cpsu:leader", "cpsu:partyEntry", "cpsu:removed", "cpsu:size"),
    ("cpsu:startMode", "skos:exactMatch"),
)
# How many sources, at most, speak of a thing of each kind.
_VOICES = {"Person": 14, "OfficeTenure": 12, "BodyMembership": 7, "Headcount": 2}
_KINDS = (
    *(("wiki", "gradeC"), ("wiki", "gradeC"), ("encyclopedia", "gradeB"), ("press", "gradeD")),
    *(("scholarlyWork", "gradeA"), ("referenceSite", "gradeB"), ("officialRecord", "gradeA")),
)


class Library:
    """The sources that speak of one province."""

    def __init__(self, random: Random, place: str, count: int = 100) -> None:
        self._random = random
        self._slug = place.lower()
        self._sources = [self._source(number, place) for number in range(count)]

    def things(self) -> Iterator[Thing]:
        families = {}
        for source in self._sources:
            name = dict(source.facts)["cpsu:family"]
            families[name] = Thing(name, "SourceFamily", ("rdfs:label", text(f"Text {name[7:]}")))
        yield from families.values()
        yield from self._sources

    def speak(self, thing: Thing) -> Iterator[Thing]:
        """Attest a thing: the first source states all, the others some of it, not always right."""
        stated = [(name, value) for name, value in thing.facts if _is_stated(thing, name)]
        most = _VOICES.get(thing.kind, 4)
        chosen = self._random.sample(self._sources, self._random.randint(1, most))
        first, *others = (self._attestation(thing, source) for source in chosen)
        first.facts += stated
        yield first
        contrary: dict[str, list[str]] = {}
        for each in others:
            for name, value in stated:
                if self._random.random() < 0.5:
                    said = self._said(name, value)
                    each.facts.append((name, said))
                    if said[1:5] != value[1:5] or (len(said) == len(value) and said != value):
                        contrary.setdefault(name, []).append(each.name)
            yield each
        for name, voices in contrary.items():
            yield _adjudication(thing, name, first.name, voices)

    def _said(self, name: str, value: str) -> str:
        if name not in DATES or self._random.random() < 0.7 or not value.endswith("xsd:date"):
            return value
        accepted = date.fromisoformat(value[1:11])
        if self._random.random() < 0.6:
            return year(accepted)
        outward = 1 if name in ("cpsu:end", "cpsu:deathDate") else -1
        return day(accepted + timedelta(days=outward * self._random.randint(1, 9)))

    def _attestation(self, thing: Thing, source: Thing) -> Thing:
        return Thing(
            f"attestation:{thing.slug}.{source.slug}",
            "Attestation",
            ("cpsu:attests", thing.name),
            ("cpsu:source", source.name),
            ("cpsu:locator", plain(f"page {self._random.randint(1, 400)}")),
            ("cpsu:stance", "cpsu:affirms"),
        )

    def _source(self, number: int, place: str) -> Thing:
        kind, grade = self._random.choice(_KINDS)
        prefix = "enwiki-" if kind == "wiki" else ""
        # Some sources are copies of another's text.
        text_number = self._random.randrange(number + 1) if self._random.random() < 0.2 else number
        return Thing(
            f"source:{self._slug}-{number}",
            "Source",
            ("rdfs:label", text(f"Chronicle of {place}, volume {number}")),
            ("cpsu:sourceKind", f"cpsu:{kind}"),
            ("cpsu:grade", f"cpsu:{grade}"),
            ("cpsu:family", f"family:{prefix}{self._slug}-{text_number}"),
            ("cpsu:url", f'"https://archive.example/{self._slug}/{number}"^^xsd:anyURI'),
            ("dcterms:language", plain("en")),
        )


def _is_stated(thing: Thing, name: str) -> bool:
    return name in STATED or (name == "cpsu:rank" and thing.kind != "Headcount")


def _adjudication(thing: Thing, name: str, accepted: str, voices: list[str]) -> Thing:
    facts: list[Fact] = [
        ("cpsu:adjudicates", thing.name),
        ("cpsu:onProperty", name),
        ("cpsu:accepts", accepted),
        *(("cpsu:setsAside", voice) for voice in voices),
        ("cpsu:rule", "cpsu:ruleDecision"),
        ("cpsu:reason", text("The first source gives the day of the decision itself.")),
        ("cpsu:decidedOn", '"2026-11-25"^^xsd:date'),
    ]
    return Thing(f"adjudication:{thing.slug}.{name.partition(':')[2]}", "Adjudication", *facts)
