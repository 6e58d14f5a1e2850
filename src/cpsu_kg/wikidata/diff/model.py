"""Items, statements and values as the two sides of a comparison have them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

ENTITY = "http://www.wikidata.org/entity/"
GREGORIAN, JULIAN = "Q1985727", "Q1985786"
DEPRECATED, NORMAL, PREFERRED = "deprecated", "normal", "preferred"

PRECISIONS = {7: "century", 8: "decade", 9: "year", 10: "month", 11: "day"}

_KINDS = ("item", "time", "text", "unknown")
_PROPERTY = re.compile("P[1-9][0-9]*")
_DAY = re.compile(r"(-?[0-9]{4,})-([0-9]{2})-([0-9]{2})")


class Value(NamedTuple):
    """A value: of an item (`kind` item), a date (time), a text, or one said to be unknown.

    `text` is a QID, or an IRI of this dataset where there is no QID; of a date it is the first
    day, New Style. `precision` and `calendar` are Wikidata's, and stand on dates only.
    """

    kind: str
    text: str
    precision: int = 0
    calendar: str = ""

    @property
    def shared(self) -> bool:
        """Whether both sides can know it: no thing that has no QID."""
        return self.kind != "item" or is_qid(self.text)

    @property
    def day(self) -> str:
        """A date as far as its precision goes."""
        year, month = self.text[:-6], self.text[:-3]
        if self.precision == 8:
            return f"{year[:-1]}0s"
        if self.precision < 8:
            return f"{PRECISIONS.get(self.precision, 'age')} of {year}"
        return {9: year, 10: month}.get(self.precision, self.text)

    @classmethod
    def time(cls, day: str, precision: int, calendar: str) -> Value:
        """Make a date.

        Args:
            day: its first day, as year, month and day.
            precision: Wikidata's number for it.
            calendar: QID of the calendar.

        Returns:
            The date; an unknown value if the day is written in another way.
        """
        well_formed = _DAY.fullmatch(day) and 0 <= precision <= 14
        return cls("time", day, precision, calendar) if well_formed else cls("unknown", "")

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Value:
        """Read a value in the types of JSON.

        Args:
            record: its fields.

        Returns:
            The value.

        Raises:
            KeyError, TypeError, ValueError: it is something else.
        """
        value = cls(**record)
        types = (str, str, int, str)
        if not all(isinstance(each, kind) for each, kind in zip(value, types, strict=True)):
            raise ValueError
        if value.kind not in _KINDS or (value.kind == "time" and cls.time(*value[1:]) != value):
            raise ValueError
        return value


class Reference(NamedTuple):
    """Where a statement is taken from; `grade` is that of a source of this dataset."""

    source: str = ""
    url: str = ""
    section: str = ""
    grade: str = ""

    def shown(self, names: dict[str, str]) -> str:
        """Say it in a line.

        Args:
            names: labels of items and sources.

        Returns:
            Source and place, or the address if there is no more.
        """
        source = names.get(self.source, self.source) or self.url
        return ", ".join(filter(None, (source, self.section)))


class Statement(NamedTuple):
    """A statement of an item; `id` is its IRI."""

    id: str
    property: str
    value: Value
    rank: str
    qualifiers: dict[str, list[Value]]
    references: list[Reference]

    def to_dict(self) -> dict[str, Any]:
        """Give it in the types of JSON."""
        return {
            **self._asdict(),
            "value": self.value._asdict(),
            "qualifiers": {p: [v._asdict() for v in vs] for p, vs in self.qualifiers.items()},
            "references": [each._asdict() for each in self.references],
        }

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Statement:
        """Read what `to_dict` gave.

        Args:
            record: the statement in the types of JSON.

        Returns:
            The statement.

        Raises:
            KeyError, TypeError, ValueError, AttributeError: it is something else.
        """
        texts = [record[name] for name in ("id", "property", "rank")]
        references = [Reference(**each) for each in record["references"]]
        texts += [part for reference in references for part in reference]
        properties = (record["property"], *record["qualifiers"])
        if not all(isinstance(each, str) for each in texts) or not all(
            map(_PROPERTY.fullmatch, properties)
        ):
            raise ValueError
        return cls(
            id=record["id"],
            property=record["property"],
            value=Value.from_dict(record["value"]),
            rank=record["rank"],
            qualifiers={
                property: [Value.from_dict(each) for each in values]
                for property, values in record["qualifiers"].items()
            },
            references=references,
        )


class Item:
    """An item as one side has it.

    Attributes:
        qid: its QID.
        exists: whether anything is said of it.
        target: the QID it was merged into; empty if it was not.
        labels: by language.
        aliases: with their languages.
        statements: those of the properties asked for.
    """

    def __init__(self, qid: str) -> None:
        self.qid = qid
        self.exists = False
        self.target = ""
        self.labels: dict[str, str] = {}
        self.aliases: set[tuple[str, str]] = set()
        self.statements: list[Statement] = []


def is_qid(text: str) -> bool:
    """Tell whether a text is a QID.

    Args:
        text: the text.

    Returns:
        True for Q and a number.
    """
    return text[:1] == "Q" and text[1:].isdecimal() and text.isascii() and text[1] != "0"


def guid(statement: Statement | None) -> str:
    """Give the name that a statement of Wikidata has in its own interfaces.

    Args:
        statement: the statement, or None.

    Returns:
        Such as `Q855$…`; empty for a statement of this dataset.
    """
    prefix = ENTITY + "statement/"
    if statement is None or not statement.id.startswith(prefix):
        return ""
    item, dash, rest = statement.id.removeprefix(prefix).partition("-")
    return f"{item}${rest}" if dash else ""
