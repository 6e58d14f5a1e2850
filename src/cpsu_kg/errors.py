"""Every error that a caller can provoke with bad input.

CpsuKgError (a ValueError)
├── DateError            not a date, month or year, or outside the years accepted
├── UnknownName          no such office, person, query, ...; carries the nearest names
├── ParameterError       a query parameter is missing, unknown or of the wrong type
├── QueryError           malformed SPARQL; carries line and column
│   ├── ServiceRefused   the query would fetch from another endpoint
│   └── QueryTimeout     the query took longer than it was allowed to
├── DataSyntaxError      malformed Turtle; carries file, line and column
├── ResourceError        the dataset is missing or cannot be read
├── EndpointError        a remote endpoint is down, slow or does not answer in SPARQL results
│   └── EndpointBusy     it asks to come back later
└── OutputError          a file cannot be written

The message is one line that a person can act on; the offending value is an attribute.
"""

from __future__ import annotations

from collections.abc import Iterable


class CpsuKgError(ValueError):
    """Base of all errors caused by input."""


class DateError(CpsuKgError):
    """A text is not a date that the dataset can answer for."""

    def __init__(self, value: object, reason: str) -> None:
        super().__init__(f"{_show(value)} is not a usable date: {reason}")
        self.value = value
        self.reason = reason


class UnknownName(CpsuKgError):
    """A name is not in the list of known names; the message suggests the nearest."""

    def __init__(self, kind: str, name: str, known: Iterable[str] = ()) -> None:
        self.kind = kind
        self.name = name
        self.suggestions = nearest(name, known)
        hint = f"; did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"unknown {kind} {_show(name)}{hint}")


class ParameterError(CpsuKgError):
    """A query parameter is missing, unknown or of the wrong type."""

    def __init__(self, parameter: str, reason: str, value: object = None) -> None:
        super().__init__(f"parameter {parameter}: {reason}")
        self.parameter = parameter
        self.reason = reason
        self.value = value


class QueryError(CpsuKgError):
    """A SPARQL text cannot be run as it stands."""

    def __init__(self, reason: str, line: int | None = None, column: int | None = None) -> None:
        place = f" at line {line}, column {column}" if line is not None else ""
        super().__init__(f"SPARQL error{place}: {reason}")
        self.reason = reason
        self.line = line
        self.column = column


class ServiceRefused(QueryError):
    """A query would make the embedded store fetch from another endpoint."""

    def __init__(
        self, line: int | None = None, column: int | None = None, service: str | None = None
    ) -> None:
        reason = "SERVICE is refused, the query may only read this dataset"
        if service is not None:
            reason = f"SERVICE {service} is refused, only wikibase:label is answered here"
        super().__init__(reason, line, column)
        self.service = service


class QueryTimeout(QueryError):
    """A query took longer than it was allowed to, and was stopped."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"stopped, for it took longer than {seconds:g} seconds (see --timeout)")
        self.seconds = seconds


class DataSyntaxError(CpsuKgError):
    """A data file is not well-formed."""

    def __init__(
        self, path: str, reason: str, line: int | None = None, column: int | None = None
    ) -> None:
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{place}: {reason}")
        self.path = path
        self.reason = reason
        self.line = line
        self.column = column


class ResourceError(CpsuKgError):
    """A folder or file that the library needs is missing or unreadable."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class EndpointError(CpsuKgError):
    """A remote endpoint did not give a usable answer."""

    def __init__(self, url: str, reason: str, status: int | None = None) -> None:
        super().__init__(f"endpoint {url}: {reason}")
        self.url = url
        self.reason = reason
        self.status = status


class EndpointBusy(EndpointError):
    """A remote endpoint asks to come back later."""

    def __init__(self, url: str, status: int, wait: float | None) -> None:
        when = "later" if wait is None else f"in {wait:.0f} seconds"
        super().__init__(url, f"is busy; try again {when} (HTTP status {status})", status)
        self.wait = wait


class OutputError(CpsuKgError):
    """A file cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"cannot write {path}: {reason}")
        self.path = path
        self.reason = reason


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Give the known names that look most like a misspelt one, best first.

    Args:
        name: the name as typed.
        known: the names that exist.
        count: how many to give at most.

    Returns:
        The nearest names; empty if none is near.
    """
    from difflib import get_close_matches  # only needed once something went wrong

    wanted = name.strip().lower().replace(" ", "-").replace("_", "-")
    names = sorted(set(known))
    containing = [each for each in names if wanted and wanted in each.lower()]
    close = get_close_matches(wanted, names, n=count, cutoff=0.6)
    return list(dict.fromkeys([*close, *containing]))[:count]


def _show(value: object, limit: int = 80) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
