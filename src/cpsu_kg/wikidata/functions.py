"""What the Query Service computes and the embedded engine does not: labels, days, lenient dates.

Each function takes RDF terms and gives one, or None for an error, as SPARQL functions do.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from pyoxigraph import BlankNode, Literal, NamedNode

from cpsu_kg.wikidata.prefixes import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from pyoxigraph import Store, Triple

    Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
    Function: TypeAlias = Callable[..., Term | None]

NAMESPACE = "https://w3id.org/cpsu-kg/function/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_LABEL = PREFIXES["rdfs"] + "label"
_OWN = "https://w3id.org/cpsu-kg/"
# Below these, what follows the kind is the id of an item; nodes of other kinds keep their path.
_NAMESPACES = (PREFIXES["wd"], _OWN + "ontology#")
_NODES = ("statement/", "value/", "reference/")
_DAY = re.compile(
    r"\+?(-?\d{4,})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?"
)
_DURATION = re.compile(
    r"(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?"
)


def functions(store: Callable[[], Store]) -> dict[NamedNode, Function]:
    """Give the functions that rewritten queries call.

    Args:
        store: gives the store in which labels are looked up.

    Returns:
        The functions by name.
    """
    named: dict[str, Function] = {
        NAMESPACE + "label": _labels(store),
        NAMESPACE + "days": days_between,
        NAMESPACE + "order": order,
        NAMESPACE + "shift": shift,
        NAMESPACE + "dateTime": date_time,
        NAMESPACE + "text": text,
        PREFIXES["wikibase"] + "decodeUri": decode_uri,
        PREFIXES["wikibase"] + "isSomeValue": is_some_value,
    }
    return {NamedNode(name): function for name, function in named.items()}


def days_between(later: Term, earlier: Term) -> Literal | None:
    """Subtract one date from another as the service does: the days between, a double."""
    one, two = _moment(later), _moment(earlier)
    if one is None or two is None:
        return None
    return Literal(str((one - two) / timedelta(days=1)), datatype=NamedNode(_XSD + "double"))


def order(one: Term, two: Term) -> Literal | None:
    """Compare two dates of whatever datatype: -1, 0 or 1; without a zone they are in UTC."""
    first, second = _moment(one), _moment(two)
    if first is None or second is None:
        return None
    return Literal((first > second) - (first < second))


def shift(date: Term, duration: Term, sign: Term) -> Literal | None:
    """Add a duration to a date, or take it away if the sign is -1."""
    moment = _moment(date)
    match = isinstance(duration, Literal) and _DURATION.fullmatch(duration.value)
    if moment is None or not match or not isinstance(sign, Literal):
        return None
    years, months, days, hours, minutes, seconds = (int(each or 0) for each in match.groups()[1:])
    way = int(sign.value) * (-1 if match[1] else 1)
    month = moment.year * 12 + moment.month - 1 + way * (12 * years + months)
    step = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    try:
        first = moment.replace(year=month // 12, month=month % 12 + 1, day=1)
        length = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return _literal(first.replace(day=min(moment.day, length.day)) + way * step)
    except (OverflowError, ValueError):
        return None


def date_time(term: Term) -> Literal | None:
    """Read a date of whatever form as a moment."""
    moment = _moment(term)
    return None if moment is None else _literal(moment)


def text(term: Term) -> Literal | None:
    """Give the characters of a literal of whatever datatype; an error for anything else."""
    return Literal(term.value) if isinstance(term, Literal) else None


def decode_uri(term: Term) -> Literal | None:
    """Undo the percent signs in a text."""
    from urllib.parse import unquote

    return Literal(unquote(term.value)) if isinstance(term, Literal) else None


def is_some_value(term: Term) -> Literal:
    """Tell whether a value is known to exist only; the dataset has no such values."""
    return Literal(isinstance(term, BlankNode))


def _labels(store: Callable[[], Store]) -> Function:
    """Make the function behind the label service; it remembers what it has looked up."""
    known: dict[tuple[str, str, str], Literal | None] = {}

    def label(subject: Term, property: Term, languages: Term) -> Literal | None:
        if not isinstance(property, NamedNode) or not isinstance(languages, Literal):
            return None
        key = (str(subject), property.value, languages.value)
        if key not in known:
            wanted = [each.strip().lower() for each in languages.value.split(",")]
            found = _in_best_language(store(), subject, property, wanted)
            known[key] = found or _substitute(subject, property)
        return known[key]

    return label


def _in_best_language(
    store: Store, subject: Term, property: NamedNode, languages: list[str]
) -> Literal | None:
    if not isinstance(subject, NamedNode):
        return None
    found: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(subject, property, None, None):
        if isinstance(quad.object, Literal) and quad.object.language:
            found.setdefault(quad.object.language, set()).add(quad.object.value)
    best = next((each for each in languages if each in found), None)
    return None if best is None else Literal(", ".join(sorted(found[best])), language=best)


def _substitute(subject: Term, property: NamedNode) -> Literal | None:
    """Give what stands for a missing label: the id, the text of a literal, the whole IRI."""
    if property.value != _LABEL or not isinstance(subject, (NamedNode, Literal, BlankNode)):
        return None
    return Literal(_id(subject.value) if isinstance(subject, NamedNode) else subject.value)


def _id(iri: str) -> str:
    for namespace in _NAMESPACES:
        if iri.startswith(namespace):
            return iri.removeprefix(namespace)
    if not iri.startswith(_OWN):
        return iri
    path = iri.removeprefix(_OWN)
    return path if path.startswith(_NODES) else path.partition("/")[2]


def _moment(term: Term) -> datetime | None:
    match = isinstance(term, Literal) and _DAY.fullmatch(term.value)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(each or 0) for each in match.groups()[:6])
    try:
        # Wikidata writes month and day 00 where they are not known.
        moment = datetime(year, month or 1, day or 1, tzinfo=timezone.utc)
        moment += timedelta(hours=hour, minutes=minute, seconds=second + float(match[7] or 0))
        return moment - _zone(match[8])
    except (OverflowError, ValueError):
        return None


def _zone(text: str | None) -> timedelta:
    if not text or text == "Z":
        return timedelta()
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return -offset if text[0] == "-" else offset


def _literal(moment: datetime) -> Literal:
    value = moment.replace(tzinfo=None).isoformat(timespec="seconds")
    return Literal(value + "Z", datatype=NamedNode(_XSD + "dateTime"))
