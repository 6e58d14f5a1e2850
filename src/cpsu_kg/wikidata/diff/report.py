"""What a comparison found, for people, for programs, and to be read again."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cpsu_kg.errors import ResourceError
from cpsu_kg.queries.rows import csv_text
from cpsu_kg.wikidata.diff.model import PRECISIONS, Statement, Value, guid, is_qid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KINDS = {
    "dead": "QID of nothing",
    "merged": "merged QID",
    "wrong": "QID of something else",
    "missing-there": "missing there",
    "missing-here": "missing here",
    "different": "different",
    "less-precise-there": "less precise there",
    "less-precise-here": "less precise here",
    "rank": "rank",
    "label": "label",
}
COLUMNS = (
    "kind", "item", "thing", "label", "property", "propertyLabel", "of", "qualifier",
    "qualifierLabel", "here", "herePrecision", "hereRank", "hereReferences", "there",
    "therePrecision", "thereRank", "thereReferences", "statement", "note",
)  # fmt: skip

_NAME = re.compile("(P[1-9][0-9]*|[a-z]{2,3})?")
_NEEDED = {
    "different": ("here", "there", "statement_here", "statement_there"),
    "less-precise-there": ("here", "statement_here"),
    "missing-there": ("here", "statement_here"),
    "label": ("here",),
}
_FORMAT = "cpsu-kg wikidata diff 1"


class Difference(NamedTuple):
    """One difference.

    Attributes:
        kind: one of KINDS.
        item: the QID.
        thing: the thing here, as kind/slug; empty if there is none.
        label: its English name.
        property: the property, empty for labels and QIDs.
        qualifier: the property of the qualifier that differs, or the language of a label.
        here: the value here.
        there: the value there.
        statement_here: the statement that it is in, here.
        statement_there: the one there.
        rivals: how many statements there have the same property and value.
        note: what else is to be known.
    """

    kind: str
    item: str
    thing: str = ""
    label: str = ""
    property: str = ""
    qualifier: str = ""
    here: Value | None = None
    there: Value | None = None
    statement_here: Statement | None = None
    statement_there: Statement | None = None
    rivals: int = 0
    note: str = ""


class Diff:
    """The whole of a comparison; there is no object for a part of one.

    Attributes:
        endpoint: what was asked.
        differences: sorted by thing and property.
        names: English labels of the items, properties and sources in them.
        counts: what was compared: items, statements; statements left_out, for what they speak
            of has no QID.
    """

    def __init__(
        self,
        endpoint: str,
        differences: list[Difference],
        names: dict[str, str],
        counts: dict[str, int],
    ) -> None:
        self.endpoint = endpoint
        self.differences = differences
        self.names = names
        self.counts = counts

    def __iter__(self) -> Iterator[Difference]:
        return iter(self.differences)

    def __len__(self) -> int:
        return len(self.differences)

    def shown(self, value: Value | None) -> str:
        """Say a value in words.

        Args:
            value: the value, or None.

        Returns:
            Items by name and QID, dates as far as known.
        """
        if value is None:
            return ""
        if value.kind == "unknown":
            return "unknown value"
        if value.kind == "time":
            return value.day
        name = self.names.get(value.text) if value.kind == "item" else None
        return f"{name} ({value.text})" if name and value.shared else name or value.text

    def row(self, difference: Difference) -> dict[str, str]:
        """Say a difference in the columns of a table.

        Args:
            difference: the difference.

        Returns:
            The cells by column.
        """
        here, there = difference.statement_here, difference.statement_there
        statement = here or there
        of = statement.value if statement and difference.qualifier else None
        return {
            "kind": difference.kind,
            "item": difference.item,
            "thing": difference.thing,
            "label": difference.label,
            "property": difference.property,
            "propertyLabel": self.names.get(difference.property, ""),
            "of": self.shown(of),
            "qualifier": difference.qualifier,
            "qualifierLabel": self.names.get(difference.qualifier, ""),
            "here": self.shown(difference.here),
            "herePrecision": _precision(difference.here),
            "hereRank": here.rank if here else "",
            "hereReferences": self._references(here),
            "there": self.shown(difference.there),
            "therePrecision": _precision(difference.there),
            "thereRank": there.rank if there else "",
            "thereReferences": self._references(there),
            "statement": guid(there),
            "note": difference.note,
        }

    def to_csv(self) -> str:
        """Give the differences as CSV with a heading.

        Returns:
            The text.
        """
        return csv_text(COLUMNS, [list(self.row(each).values()) for each in self])

    def to_json(self) -> str:
        """Give everything as JSON, to be read again by `from_json`.

        Returns:
            The text.
        """
        document = {
            "format": _FORMAT,
            "endpoint": self.endpoint,
            "counts": self.counts,
            "names": self.names,
            "differences": [_record(each) for each in self],
        }
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str, path: str = "diff") -> Diff:
        """Read what `to_json` gave.

        Args:
            text: the text.
            path: where it comes from, for the message.

        Returns:
            The comparison.

        Raises:
            ResourceError: it is something else.
        """
        try:
            document = json.loads(text)
            if document["format"] != _FORMAT:
                raise ValueError
            differences = [_difference(each) for each in document["differences"]]
            names, counts = _texts(document["names"]), dict(document["counts"])
            return cls(str(document["endpoint"]), differences, names, counts)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            reason = "not the JSON of cpsu-kg wikidata diff --format json"
            raise ResourceError(path, reason) from None

    def _references(self, statement: Statement | None) -> str:
        if statement is None:
            return ""
        return "; ".join(each.shown(self.names) for each in statement.references)


def _precision(value: Value | None) -> str:
    return PRECISIONS.get(value.precision, "") if value and value.kind == "time" else ""


def _record(difference: Difference) -> dict[str, Any]:
    record: dict[str, Any] = difference._asdict()
    for name in ("here", "there"):
        if record[name] is not None:
            record[name] = record[name]._asdict()
    for name in ("statement_here", "statement_there"):
        if record[name] is not None:
            record[name] = record[name].to_dict() | {"guid": guid(record[name])}
    return record


def _difference(record: dict[str, Any]) -> Difference:
    def read(name: str, reader: Callable[[Any], Any]) -> Any:
        return None if record[name] is None else reader(record[name])

    found = Difference(
        **{
            **record,
            **{name: read(name, Value.from_dict) for name in ("here", "there")},
            **{
                name: read(name, Statement.from_dict)
                for name in ("statement_here", "statement_there")
            },
        }
    )
    if found.kind not in KINDS or not isinstance(found.rivals, int):
        raise ValueError
    if not all(isinstance(record[name], str) for name in ("thing", "label", "note")):
        raise ValueError
    names = (found.property, found.qualifier)
    if not is_qid(found.item) or not all(map(_NAME.fullmatch, names)):
        raise ValueError
    if any(getattr(found, name) is None for name in _NEEDED.get(found.kind, ())):
        raise ValueError
    return found


def _texts(record: Any) -> dict[str, str]:
    texts = dict(record)
    if not all(isinstance(each, str) for pair in texts.items() for each in pair):
        raise ValueError
    return texts
