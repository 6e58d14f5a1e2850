"""What a province has for as long as it exists: bodies, offices, phases, titles, lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benchmarks.synthetic.things import Fact, Thing, day, labels, text

# (slug, English title, Russian title, line)
OFFICES = (
    ("first-secretary", "First Secretary", "Первый секретарь", "head-of-party"),
    ("chairman-council", "Chairman of the Council", "Председатель Совета", "head-of-government"),
)


def organs(name: str, russian: str, first: date, last: date) -> Iterator[Thing]:
    """Describe the organs of a province from its first day to its last."""
    slug = name.lower()
    yield Thing(f"body:{slug}", "Body", *labels(f"Party of {name}", f"Партия, {russian}"))
    yield Thing(
        f"body:{slug}-bureau",
        "Body",
        *labels(f"Bureau of {name}", f"Бюро, {russian}"),
        ("cpsu:parentBody", f"body:{slug}"),
    )
    for body in (slug, f"{slug}-bureau"):
        yield _phase(body, "cpsu:ofBody", f"body:{body}", first, last)
    for office in OFFICES:
        yield from _office(name, russian, office, first, last)


def _office(
    name: str, russian: str, office: tuple[str, str, str, str], first: date, last: date
) -> Iterator[Thing]:
    slug, title, titel, line = office
    full = f"{slug}-{name.lower()}"
    line_name = f"line:{name.lower()}-{line}"
    yield Thing(
        line_name,
        "OfficeLine",
        *labels(f"{title}s of {name}", f"{titel}, {russian}, по порядку"),
    )
    yield Thing(
        f"office:{full}",
        "Office",
        *labels(f"{title} of {name}", f"{titel}, {russian}"),
        ("cpsu:parentBody", f"body:{name.lower()}"),
        ("cpsu:inLine", line_name),
    )
    yield _phase(full, "cpsu:ofOffice", f"office:{full}", first, last)
    turn = date(1953, 9, 7)
    spans = [(first, turn), (turn, last)] if last > turn else [(first, last)]
    for number, (begin, end) in enumerate(spans):
        word = ("Responsible", "Executive")[number] if slug == "chairman-council" else "Leading"
        yield Thing(
            f"designation:{full}-title-{begin.year}",
            "Designation",
            ("rdfs:label", text(f"{word} {title}, title of {begin.year}")),
            ("cpsu:ofOffice", f"office:{full}"),
            ("cpsu:title", text(f"{word} {title} of {name}")),
            ("cpsu:title", text(f"{titel}, {russian}", "ru")),
            ("cpsu:start", day(begin)),
            ("cpsu:end", day(end)),
        )


def _phase(slug: str, link: str, whose: str, first: date, last: date) -> Thing:
    facts: list[Fact] = [
        ("rdfs:label", text(f"{slug}, {first.year}-{last.year}")),
        (link, whose),
        ("cpsu:start", day(first)),
        ("cpsu:end", day(last)),
    ]
    return Thing(f"phase:{slug}-{first.year}", "Phase", *facts)
