"""The label service, said in plain SPARQL.

As in the Query Service, labels are found when everything else in the group is: each one becomes
a BIND at the group's end. In automatic mode the variables are those that the query's head or
its modifiers mention and nothing else binds: ?xLabel, ?xAltLabel and ?xDescription for ?x. A
SERVICE that stands in a group that does not know ?x works for the group around it.
"""

from __future__ import annotations

from cpsu_kg.errors import QueryError, ServiceRefused
from cpsu_kg.stores.guard import position
from cpsu_kg.wikidata.edits import blank
from cpsu_kg.wikidata.functions import NAMESPACE
from cpsu_kg.wikidata.prefixes import PREFIXES
from cpsu_kg.wikidata.tree import Nested, Select, Service, Triples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.wikidata.edits import Edits
    from cpsu_kg.wikidata.tree import Group, Query, Term

_SERVICE = PREFIXES["wikibase"] + "label"
_PARAMETER = PREFIXES["bd"] + "serviceParam"
_LANGUAGE = PREFIXES["wikibase"] + "language"
_AUTO = "[AUTO_LANGUAGE]"
# The longer suffix first: ?xAltLabel is not the label of ?xAlt.
_SUFFIXES = (
    ("AltLabel", PREFIXES["skos"] + "altLabel"),
    ("Label", PREFIXES["rdfs"] + "label"),
    ("Description", PREFIXES["schema"] + "description"),
)


def place_labels(query: Query, edits: Edits, language: str) -> None:
    """Put a BIND for every label that the query asks the label service for.

    Args:
        query: the query as parsed.
        edits: where the changes to its text are noted.
        language: what `[AUTO_LANGUAGE]` stands for.

    Raises:
        ServiceRefused: it calls another service.
        QueryError: the call of the label service makes no sense.
    """
    _Labels(query, edits, language).of_select(query.select, [])


class _Labels:
    def __init__(self, query: Query, edits: Edits, language: str) -> None:
        self._text = query.text
        self._edits = edits
        self._language = language
        self._fresh = 0

    def of_select(self, select: Select, outer: list[str]) -> None:
        wanted = select.wanted + (outer if select.star else [])
        for named in select.named:
            self.of_select(named.select, wanted)
        self._of_group(select.where, [], wanted)

    def _of_group(self, group: Group, around: list[Group], wanted: list[str]) -> None:
        homes = [group, *around]
        for each in group.elements:
            if isinstance(each, Select):
                self.of_select(each, wanted)
            elif isinstance(each, Nested):
                self._of_group(each.group, [] if each.hidden else homes, wanted)
        for each in group.elements:
            if isinstance(each, Service):
                self._of_service(each, homes, wanted)
        if group.closing:
            brace = group.end - 1
            self._edits.replace(brace, group.end, lambda: " ".join(["", *group.closing, "}"]))

    def _of_service(self, service: Service, homes: list[Group], wanted: list[str]) -> None:
        if service.iri != _SERVICE:
            place = position(self._text, service.start)
            raise ServiceRefused(*place, service=_shown(service.iri))
        languages, manual = self._call(service)
        kept = blank(self._text[service.start : service.end])
        self._edits.replace(service.start, service.end, lambda: "{}" + kept)
        for subject, property, name in manual:
            home = _home(subject, homes)
            if home is not None:
                self._bind(home, self._text[subject.start : subject.end], property, name, languages)
        if manual:
            return
        for name in wanted:
            for source, property in _sources(name):
                home = next((each for each in homes if source in each.visible()), None)
                if home is not None:
                    if name not in home.visible():
                        self._bind(home, "?" + source, property, name, languages)
                    break

    def _bind(
        self, home: Group, subject: str, property: str, name: str, languages: list[str]
    ) -> None:
        call = f'<{NAMESPACE}label>({subject}, <{property}>, "{",".join(languages)}")'
        if name in home.visible():  # bound elsewhere too: both must agree, as in any join
            self._fresh += 1
            home.closing.append(f"BIND({call} AS ?label__{self._fresh})")
            home.closing.append(f"FILTER(?{name} = ?label__{self._fresh})")
        else:
            home.closing.append(f"BIND({call} AS ?{name})")
            home.added.add(name)

    def _call(self, service: Service) -> tuple[list[str], list[tuple[Term, str, str]]]:
        """Give the languages asked for and the labels named one by one."""
        languages: list[str] = []
        manual = []
        for triples in self._triples(service):
            for property, value in triples.pairs:
                if triples.subject.value == _PARAMETER:
                    if property.value == _LANGUAGE and value.kind == "literal":
                        languages += self._split(value.value)
                elif property.kind == "iri" and value.kind == "variable":
                    manual.append((triples.subject, property.value, value.value))
                else:
                    raise self._error("it needs a property and a variable to bind", value.start)
        if not languages:
            raise self._error("it needs bd:serviceParam wikibase:language", service.start)
        return languages, manual

    def _triples(self, service: Service) -> Iterator[Triples]:
        for each in service.group.elements:
            if not isinstance(each, Triples):
                raise self._error("only triples may stand in it", each.start)
            yield each

    def _split(self, value: str) -> list[str]:
        languages = value.replace(_AUTO, self._language).split(",")
        for each in map(str.strip, languages):
            if not each.replace("-", "").isalnum():
                raise QueryError(f"the label service has no language {each!r}")
        return [each.strip() for each in languages]

    def _error(self, reason: str, offset: int) -> QueryError:
        return QueryError(f"SERVICE wikibase:label: {reason}", *position(self._text, offset))


def _home(subject: Term, homes: list[Group]) -> Group | None:
    """Give the innermost group that knows the subject; none if nothing binds it."""
    if subject.kind != "variable":
        return homes[0]
    return next((each for each in homes if subject.value in each.visible()), None)


def _shown(iri: str) -> str:
    """Write the IRI of a service as people write it."""
    namespace = max((n for n in PREFIXES.values() if iri.startswith(n)), key=len, default="")
    prefix = next((p for p, n in PREFIXES.items() if n == namespace), "")
    return f"{prefix}:{iri.removeprefix(namespace)}" if prefix else iri


def _sources(name: str) -> Iterator[tuple[str, str]]:
    for suffix, property in _SUFFIXES:
        if name.endswith(suffix) and name != suffix:
            yield name.removesuffix(suffix), property
