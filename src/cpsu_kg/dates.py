"""Partial dates, the days they may mean, and questions that can be answered in three ways.

A date is known to the day, the month or the year (`PartialDate`); so it stands for any day
between an earliest and a latest one (`Bounds`). Something with a start and an end (`Span`, both
days inclusive) was then certainly, possibly or certainly not going on in a period (`Certainty`).
All dates are New Style, years 1800 to 2100.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import Enum

from pyoxigraph import Literal, NamedNode

from cpsu_kg.errors import DateError

XSD = "http://www.w3.org/2001/XMLSchema#"
FIRST_YEAR, LAST_YEAR = 1800, 2100

_PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATATYPES = {
    "year": NamedNode(XSD + "gYear"),
    "month": NamedNode(XSD + "gYearMonth"),
    "day": NamedNode(XSD + "date"),
}


class Certainty(Enum):
    """What partial dates allow to be said."""

    CERTAINLY = "certainly"
    POSSIBLY = "possibly"
    CERTAINLY_NOT = "certainly-not"


class PartialDate:
    """A date known to the day, the month or the year."""

    __slots__ = ("day", "first_day", "last_day", "month", "year")

    def __init__(self, year: int, month: int | None = None, day: int | None = None) -> None:
        """Check and keep a date.

        Args:
            year: 1800 to 2100.
            month: 1 to 12, or None if only the year is known.
            day: day of the month, or None if only the month is known.

        Raises:
            DateError: there is no such date, or the year is out of range.
        """
        self.year, self.month, self.day = year, month, day
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise DateError(str(self), f"the year is not between {FIRST_YEAR} and {LAST_YEAR}")
        if day is not None and month is None:
            raise DateError(str(self), "a day needs a month")
        try:
            self.first_day = date(year, *(1 if part is None else part for part in (month, day)))
        except ValueError as error:
            raise DateError(str(self), "there is no such day in the calendar") from error
        self.last_day = self._last_day()

    def _last_day(self) -> date:
        if self.day is not None:
            return self.first_day
        if self.month in (None, 12):
            return date(self.year, 12, 31)
        return date(self.year, (self.month or 0) + 1, 1) - timedelta(days=1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `1953`, `1953-03` or `1953-03-10`.

        Args:
            text: the date; blanks around it are ignored.

        Returns:
            The date.

        Raises:
            DateError: the text is no such date.
        """
        match = _PATTERN.fullmatch(text.strip())
        if not match:
            raise DateError(text, "write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (None if part is None else int(part) for part in match.groups())
        try:
            return cls(year or 0, month, day)
        except DateError as error:
            raise DateError(text, error.reason) from error

    @classmethod
    def from_literal(cls, literal: Literal) -> PartialDate:
        """Read a date as it stands in the data.

        Args:
            literal: an xsd:date, xsd:gYearMonth or xsd:gYear without a time zone.

        Returns:
            The date, as precise as the datatype.

        Raises:
            DateError: the value is no such date, or the datatype says another precision.
        """
        found = cls.parse(literal.value)
        if literal.datatype != _DATATYPES[found.precision]:
            kind = literal.datatype.value.removeprefix(XSD)
            raise DateError(literal.value, f"it is not a {kind}")
        return found

    @property
    def literal(self) -> Literal:
        """The date as it is written in the data."""
        return Literal(str(self), datatype=_DATATYPES[self.precision])

    @property
    def precision(self) -> str:
        """One of `year`, `month`, `day`."""
        return "day" if self.day is not None else "year" if self.month is None else "month"

    def contains(self, other: PartialDate) -> bool:
        """Tell whether every day the other may mean is one that this may mean."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def compatible(self, other: PartialDate) -> bool:
        """Tell whether both can be true of one day; partial dates nest or are apart."""
        return self.contains(other) or other.contains(self)

    def __str__(self) -> str:
        parts = (f"{self.year:04}", self.month, self.day)
        return "-".join(p if isinstance(p, str) else f"{p:02}" for p in parts if p is not None)

    def __repr__(self) -> str:
        return f"PartialDate({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash((self.first_day, self.last_day))


class Bounds:
    """The earliest and the latest day that something may have happened on, both inclusive.

    A side that is not known is the first or last day that Python can name.
    """

    __slots__ = ("earliest", "latest")

    def __init__(self, earliest: date | None = None, latest: date | None = None) -> None:
        self.earliest = earliest or date.min
        self.latest = latest or date.max

    @classmethod
    def of(cls, *dates: PartialDate | None) -> Bounds:
        """Give the bounds of a date, or of several that may each be right.

        Args:
            dates: the dates; None stands for one that is not known.

        Returns:
            The bounds that enclose them all; open on both sides if none is given.
        """
        if not dates or None in dates:
            return cls()
        known = [each for each in dates if each is not None]
        return cls(min(each.first_day for each in known), max(each.last_day for each in known))

    def before(self, other: Bounds) -> Certainty:
        """Tell whether this happened on an earlier day than the other."""
        return _certainty(
            possible=self.earliest < other.latest, certain=self.latest < other.earliest
        )

    def after(self, other: Bounds) -> Certainty:
        """Tell whether this happened on a later day than the other."""
        return other.before(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bounds) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"Bounds({self.earliest}, {self.latest})"

    def _key(self) -> tuple[date, date]:
        return self.earliest, self.latest


class Span:
    """Something that went on from a start to an end, both days inclusive.

    The start is never after the end, so each narrows what the other may be.
    """

    __slots__ = ("end", "start")

    def __init__(self, start: Bounds, end: Bounds) -> None:
        """Join a start and an end.

        Args:
            start: when it may have begun.
            end: when it may have ended.

        Raises:
            DateError: the start is certainly after the end.
        """
        if start.earliest > end.latest:
            raise DateError(f"{start.earliest}..{end.latest}", "the end is before the start")
        self.start = Bounds(start.earliest, min(start.latest, end.latest))
        self.end = Bounds(max(end.earliest, start.earliest), end.latest)

    @classmethod
    def of(cls, start: PartialDate | None, end: PartialDate | None) -> Span:
        """Make a span of two partial dates; None stands for one that is not known.

        Raises:
            DateError: the start is certainly after the end.
        """
        return cls(Bounds.of(start), Bounds.of(end))

    def during(self, period: PartialDate) -> Certainty:
        """Tell whether it went on for at least one day of a period.

        Args:
            period: a day, month or year.

        Returns:
            The certainty over all starts and ends that the bounds allow.
        """
        return self.between(period.first_day, period.last_day)

    def between(self, first: date, last: date) -> Certainty:
        """Tell whether it went on for at least one of the days from first to last."""
        return _certainty(
            possible=self.start.earliest <= last and self.end.latest >= first,
            certain=self.start.latest <= last and self.end.earliest >= first,
        )

    def overlaps(self, other: Span) -> Certainty:
        """Tell whether the two had at least one day in common."""
        return _certainty(
            possible=self.start.earliest <= other.end.latest
            and other.start.earliest <= self.end.latest,
            certain=self.start.latest <= other.end.earliest
            and other.start.latest <= self.end.earliest,
        )

    def shortest(self) -> int | None:
        """Count the days it lasted at least; None if start or end is not known."""
        if not self._closed():
            return None
        return max((self.end.earliest - self.start.latest).days, 0) + 1

    def longest(self) -> int | None:
        """Count the days it lasted at most; None if start or end is not known."""
        return (self.end.latest - self.start.earliest).days + 1 if self._closed() else None

    def _closed(self) -> bool:
        return self.start.earliest != date.min and self.end.latest != date.max

    def __repr__(self) -> str:
        return f"Span({self.start!r}, {self.end!r})"


def new_style(old: PartialDate) -> Bounds:
    """Turn a Julian (Old Style) date into the New Style days it may mean.

    Args:
        old: the date as printed in the Julian calendar.

    Returns:
        One day for a day, else the first and last day of the Julian month or year.
    """
    return Bounds(_gregorian(old.first_day), _gregorian(old.last_day))


def old_style_agrees(old: PartialDate, new: PartialDate) -> bool:
    """Tell whether an Old Style date and a New Style date can be the same day.

    Args:
        old: the date in the Julian calendar.
        new: the date in the Gregorian calendar.

    Returns:
        True if at least one day is meant by both.
    """
    days = new_style(old)
    return days.earliest <= new.last_day and new.first_day <= days.latest


def old_style(new: date) -> str:
    """Turn a Gregorian (New Style) day into the Julian (Old Style) one.

    Args:
        new: the day in the Gregorian calendar.

    Returns:
        The day as it was written, in ISO form; a text, for 29 February 1900 is no `date`.
    """
    # Days since 1 March 4801 BC, where cycles of four years begin that end with the leap day.
    days = new.toordinal() + 1721425 + 32082
    year = (4 * days + 3) // 1461
    day_of_year = days - 1461 * year // 4
    month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month + 2) // 5 + 1
    return f"{year - 4800 + month // 10:04}-{month + 3 - 12 * (month // 10):02}-{day:02}"


def _gregorian(julian: date) -> date:
    century = (julian.year if julian.month > 2 else julian.year - 1) // 100
    return julian + timedelta(days=century - century // 4 - 2)


def _certainty(*, possible: bool, certain: bool) -> Certainty:
    if certain:
        return Certainty.CERTAINLY
    return Certainty.POSSIBLY if possible else Certainty.CERTAINLY_NOT
