"""The answer of `cpsu-kg show`: everything about one thing."""

from __future__ import annotations

from cpsu_kg.cli.answers import legend, marked, table_of
from cpsu_kg.cli.evidence import choices, voices
from cpsu_kg.cli.table import Layout, bold
from cpsu_kg.queries.names import short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.things import Thing

_COLUMNS = {"Career": ("seatLabel", "role", "start", "end", "startMode", "endMode")}


def as_text(thing: Thing) -> Iterator[str]:
    """Lay out a thing for a person.

    Args:
        thing: what is shown.

    Yields:
        The lines.
    """
    yield bold(f"{thing.label} ({thing.kind})")
    yield from (label for language, label in thing.labels.items() if language != "en")
    yield thing.iri
    yield ""
    yield from _facts(thing)
    for heading, rows in thing.sections():
        if rows:
            yield from ("", bold(heading))
            yield from table_of(rows, _COLUMNS.get(heading, ()))
    attestations, disputes = thing.attestations(), thing.disputes()
    if attestations:
        yield from ("", bold("According to the sources"))
        yield from voices(attestations)
    if disputes:
        yield from ("", bold("What the editors chose"))
        yield from choices(disputes)


def as_json(thing: Thing) -> str:
    """Write a thing for a machine.

    Args:
        thing: what is shown.

    Returns:
        A JSON object with one list per section.
    """
    import json

    content: dict[str, object] = {
        "iri": thing.iri,
        "kind": thing.kind,
        "name": thing.name,
        "labels": thing.labels,
        "facts": thing.facts().to_dicts(),
    }
    content |= {heading.lower(): rows.to_dicts() for heading, rows in thing.sections()}
    content["attestations"] = thing.attestations().to_dicts()
    content["disputes"] = thing.disputes().to_dicts()
    return json.dumps(content, ensure_ascii=False, indent=2)


def _facts(thing: Thing) -> Iterator[str]:
    """One line per property, its values joined."""
    values: dict[str, list[str]] = {}
    for row in thing.facts():
        value = str(row["valueLabel"] or short(str(row["value"])))
        text = marked(value, row["value"], row["disputed"] is True)
        values.setdefault(str(row["propertyLabel"]), []).append(text)
    cells = [[name, ", ".join(texts)] for name, texts in values.items()]
    layout = Layout(("", ""), cells)
    for line in cells:
        yield from layout.lines(line)
    yield from legend(text for texts in values.values() for text in texts)
