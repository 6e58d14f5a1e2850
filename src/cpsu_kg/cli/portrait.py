"""The answer of `cpsu-kg show`: everything about one thing."""

from __future__ import annotations

from cpsu_kg.cli.answers import legend, marked, table_of
from cpsu_kg.cli.evidence import choices, voices
from cpsu_kg.cli.table import Layout, bold
from cpsu_kg.queries.names import short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.views import View

_COLUMNS = {"Career": ("seatLabel", "role", "start", "end", "startMode", "endMode")}


def as_text(view: View) -> Iterator[str]:
    """Lay out a thing for a person.

    Args:
        view: the thing.

    Yields:
        The lines.
    """
    yield bold(f"{view.label} ({view.kind})")
    yield from (label for language, label in view.labels.items() if language != "en")
    yield view.iri
    yield ""
    yield from _facts(view)
    for heading, rows in view.sections():
        if rows:
            yield from ("", bold(heading))
            yield from table_of(rows, _COLUMNS.get(heading, ()))
    attestations, disputes = view.attestations(), view.disputes()
    if attestations:
        yield from ("", bold("According to the sources"))
        yield from voices(attestations)
    if disputes:
        yield from ("", bold("What the editors chose"))
        yield from choices(disputes)


def as_json(view: View) -> str:
    """Write a thing for a machine.

    Args:
        view: the thing.

    Returns:
        A JSON object with one list per section.
    """
    import json

    content: dict[str, object] = {
        "iri": view.iri,
        "kind": view.kind,
        "name": view.name,
        "labels": view.labels,
        "facts": view.facts().to_dicts(),
    }
    content |= {heading.lower(): rows.to_dicts() for heading, rows in view.sections()}
    content["attestations"] = view.attestations().to_dicts()
    content["disputes"] = view.disputes().to_dicts()
    return json.dumps(content, ensure_ascii=False, indent=2)


def _facts(view: View) -> Iterator[str]:
    """One line per property, its values joined."""
    values: dict[str, list[str]] = {}
    for row in view.facts():
        value = str(row["valueLabel"] or short(str(row["value"])))
        text = marked(value, row["value"], row["disputed"] is True)
        values.setdefault(str(row["propertyLabel"]), []).append(text)
    cells = [[name, ", ".join(texts)] for name, texts in values.items()]
    layout = Layout(("", ""), cells)
    for line in cells:
        yield from layout.lines(line)
    yield from legend(text for texts in values.values() for text in texts)
