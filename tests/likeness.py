"""A server that speaks like Wikidata: the view under Wikidata's own names, with known edits."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize
from servers import Server, oxigraph

from cpsu_kg.wikidata.prefixes import PREFIXES

OWN = "https://w3id.org/cpsu-kg/"
WD = PREFIXES["wd"]
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


class Edit(NamedTuple):
    """A change made there, and the differences that it makes.

    A difference is kind, item, property, qualifier (or language), here, there, note. `holds` is
    a pattern that shows that a change without a difference was made.
    """

    update: str
    found: list[tuple[str, str, str, str, str, str, str]]
    holds: str = ""


_STATEMENT = """DELETE {{ ?s psv:{p} ?n ; ps:{p} ?v }}
INSERT {{ ?s psv:{p} <urn:new> ; ps:{p} ?t . <urn:new> wikibase:timeValue ?t ;
  wikibase:timePrecision {precision} ; wikibase:timeCalendarModel wd:Q1985727 }}
WHERE {{ wd:{item} p:{p} ?s . ?s psv:{p} ?n ; ps:{p} ?v ; a wikibase:BestRank .
  BIND("{time}T00:00:00Z"^^xsd:dateTime AS ?t) }}"""
_MERGE = """DELETE {{ wd:{item} ?p ?o }} INSERT {{ wd:{into} ?p ?o }} WHERE {{ wd:{item} ?p ?o }} ;
DELETE {{ ?s ?p wd:{item} }} INSERT {{ ?s ?p wd:{into} }} WHERE {{ ?s ?p wd:{item} }} ;
INSERT DATA {{ wd:{item} owl:sameAs wd:{into} }}"""
_NEW = """INSERT DATA {{ wd:{item} p:{p} wds:{item}-new-{p} .
  wds:{item}-new-{p} a wikibase:Statement ; wikibase:rank wikibase:NormalRank ; ps:{p} {value} }}"""


def _date(item: str, p: str, time: str, precision: int) -> str:
    unique = f"http://www.wikidata.org/value/{item}{p}"
    text = _STATEMENT.format(item=item, p=p, time=time, precision=precision)
    return text.replace("urn:new", unique)


GENERAL_SECRETARY, PRESIDENT, PRESIDIUM = "Q1048744", "Q1255261", "Q135215773"
SET_ASIDE = "the value there was set aside here"

EDITS = [
    # Items: deleted, merged (also where a statement speaks of it), of something else.
    Edit(
        "DELETE WHERE { wd:Q318330 ?p ?o }",
        [("dead", "Q318330", "", "", "", "", "nothing is known of this QID there")],
    ),
    Edit(
        _MERGE.format(item="Q533890", into="Q900000001"),
        [("merged", "Q533890", "", "", "", "", "merged into Q900000001")],
    ),
    Edit(
        _MERGE.format(item="Q295781", into="Q900000002"),
        [("merged", "Q295781", "", "", "", "", "merged into Q900000002")],
    ),
    Edit(
        "DELETE { ?s ps:P31 wd:Q5 } INSERT { ?s ps:P31 wd:Q43229 } WHERE { wd:Q312469 p:P31 ?s }",
        [("wrong", "Q312469", "", "", "", "Alexander Yakovlev", "it is no human there")],
    ),
    Edit(
        "DELETE { wd:Q279164 ?l ?name } INSERT { wd:Q279164 rdfs:label 'John Doe'@en }"
        " WHERE { VALUES ?l { rdfs:label skos:altLabel } wd:Q279164 ?l ?name } ;"
        + _date("Q279164", "P569", "1950-01-01", 11),
        [("wrong", "Q279164", "", "", "", "John Doe",
          "another name and another day of birth there")],
    ),
    Edit(
        "DELETE { ?s ps:P31 ?class } INSERT { ?s ps:P31 wd:Q5 } WHERE { wd:Q221382 p:P31 ?s ."
        " ?s ps:P31 ?class }",
        [("wrong", "Q221382", "", "", "", "August coup", "it is a human there")],
    ),
    # Statements: missing on either side, different, less precise on either side, ranks.
    Edit(
        "DELETE { wd:Q312495 p:P569 ?s } WHERE { wd:Q312495 p:P569 ?s }",
        [("missing-there", "Q312495", "P569", "", "1903-10-17", "", "")],
    ),
    Edit(
        _NEW.format(item="Q141829", p="P214", value='"999999"'),
        [("missing-here", "Q141829", "P214", "", "", "999999", "")],
    ),
    Edit(
        _date("Q501746", "P570", "1971-12-06", 11),
        [("different", "Q501746", "P570", "", "1971-12-05", "1971-12-06", "")],
    ),
    Edit(
        "DELETE { wd:Q202770 p:P569 ?s } WHERE { wd:Q202770 p:P569 ?s . ?s a wikibase:BestRank } ;"
        "DELETE { ?s wikibase:rank ?r } INSERT { ?s wikibase:rank wikibase:NormalRank }"
        " WHERE { wd:Q202770 p:P569 ?s . ?s wikibase:rank ?r }",
        [("different", "Q202770", "P569", "", "1904-02-21", "1904-02-20", SET_ASIDE)],
    ),
    Edit(
        _date("Q184267", "P570", "1989-01-01", 9),
        [("less-precise-there", "Q184267", "P570", "", "1989-07-02", "1989", "")],
    ),
    Edit(
        _date("Q312495", "P570", "1970-01-01", 8),
        [("less-precise-there", "Q312495", "P570", "", "1976-04-26", "1970s", "")],
    ),
    Edit(
        "DELETE { ?s psv:P570 ?n ; ps:P570 ?v } INSERT { ?s ps:P570"
        " <http://www.wikidata.org/.well-known/genid/0123> }"
        " WHERE { wd:Q207879 p:P570 ?s . ?s psv:P570 ?n ; ps:P570 ?v }",
        [("less-precise-there", "Q207879", "P570", "", "1948-08-31", "unknown value", "")],
    ),
    Edit(
        "DELETE { ?s pqv:P580 ?n ; pq:P580 ?v } INSERT { ?s pqv:P580 wdv:may31 ; pq:P580 ?t ."
        " wdv:may31 wikibase:timeValue ?t ; wikibase:timePrecision 11 ;"
        " wikibase:timeCalendarModel wd:Q1985727 }"
        " WHERE { wd:Q184267 p:P102 ?s . ?s pqv:P580 ?n ; pq:P580 ?v"
        ' BIND("1931-05-01T00:00:00Z"^^xsd:dateTime AS ?t) }',
        [("less-precise-here", "Q184267", "P102", "P580", "1931", "1931-05-01", "")],
    ),
    Edit(
        "DELETE { ?s wikibase:rank wikibase:PreferredRank }"
        " INSERT { ?s wikibase:rank wikibase:NormalRank }"
        " WHERE { wd:Q155860 p:P569 ?s . ?s wikibase:rank wikibase:PreferredRank }",
        [("rank", "Q155860", "P569", "", "preferred", "normal", "")],
    ),
    Edit(
        "DELETE { ?s wikibase:rank ?r } INSERT { ?s wikibase:rank wikibase:NormalRank }"
        f" WHERE {{ wd:Q855 p:P39 ?s . ?s ps:P39 wd:{GENERAL_SECRETARY} ; wikibase:rank ?r ;"
        ' pq:P582 "1953-03-05T00:00:00Z"^^xsd:dateTime }',
        [("rank", "Q855", "P39", "", "deprecated", "normal", "")],
    ),
    Edit(
        "DELETE { ?s wikibase:rank ?r ; a wikibase:BestRank }"
        " INSERT { ?s wikibase:rank wikibase:DeprecatedRank }"
        " WHERE { wd:Q157451 p:P570 ?s . ?s wikibase:rank ?r ; a wikibase:BestRank }",
        [("rank", "Q157451", "P570", "", "normal", "deprecated", "")],
    ),
    Edit(
        _date(PRESIDENT, "P571", "1990-03-20", 11),
        [("different", PRESIDENT, "P571", "", "1990-03-15", "1990-03-20", "")],
    ),
    # Positions and their qualifiers.
    Edit(
        "DELETE { wd:Q229828 p:P39 ?s } WHERE { wd:Q229828 p:P39 ?s ."
        f" ?s ps:P39 wd:{PRESIDIUM} }}",
        [("missing-there", "Q229828", "P39", "", PRESIDIUM, "", "")],
    ),
    Edit(
        "DELETE { wd:Q765165 p:P39 ?s } WHERE { wd:Q765165 p:P39 ?s ."
        f" ?s ps:P39 wd:{PRESIDIUM} ; pq:P580 ?t FILTER(YEAR(?t) = 1960) }}",
        [("missing-there", "Q765165", "P39", "", PRESIDIUM, "", "")],
    ),
    Edit(
        _NEW.format(item="Q202770", p="P39", value=f"wd:{PRESIDENT}"),
        [("missing-here", "Q202770", "P39", "", "", PRESIDENT, "")],
    ),
    Edit(
        _NEW.format(item="Q42", p="P39", value=f"wd:{PRESIDENT}")
        + ' ; INSERT DATA { wd:Q42 rdfs:label "Douglas Adams"@en }',
        [("missing-here", "Q42", "P39", "", "", PRESIDENT, "nobody here is linked to this item")],
    ),
    Edit(
        "DELETE { ?s pqv:P582 ?n ; pq:P582 ?v } WHERE { wd:Q765165 p:P39 ?s . "
        f"?s ps:P39 wd:{GENERAL_SECRETARY} ; pqv:P582 ?n ; pq:P582 ?v }}",
        [("missing-there", "Q765165", "P39", "P582", "1982-11-10", "", "")],
    ),
    Edit(
        "INSERT { ?s pq:P1545 '1' } WHERE { wd:Q30487 p:P39 ?s . "
        f"?s ps:P39 wd:{PRESIDENT} ; a wikibase:BestRank }}",
        [("missing-here", "Q30487", "P39", "P1545", "", "1", "")],
    ),
    Edit(
        "DELETE { ?s pq:P1366 ?v } INSERT { ?s pq:P1366 wd:Q42 } WHERE { wd:Q127442 p:P39 ?s . "
        f"?s ps:P39 wd:{PRESIDIUM} ; a wikibase:BestRank ; pq:P1366 ?v }}",
        [("different", "Q127442", "P39", "P1366", "Q184267", "Q42", "")],
    ),
    # Labels: another one, another one beside which ours is an alias, none.
    Edit(
        "DELETE { wd:Q765165 rdfs:label ?l } INSERT { wd:Q765165 rdfs:label 'Brezhnev'@en }"
        " WHERE { wd:Q765165 rdfs:label ?l FILTER(LANG(?l) = 'en') }",
        [("label", "Q765165", "", "en", "Leonid Brezhnev", "Brezhnev", "")],
    ),
    Edit(
        "DELETE { wd:Q35314 rdfs:label ?l } INSERT { wd:Q35314 rdfs:label 'Khrushchev'@en ;"
        " skos:altLabel ?l } WHERE { wd:Q35314 rdfs:label ?l FILTER(LANG(?l) = 'en') }",
        [("label", "Q35314", "", "en", "Nikita Khrushchev", "Khrushchev", "an alias there")],
    ),
    Edit(
        "DELETE { wd:Q128160 rdfs:label ?l } WHERE { wd:Q128160 rdfs:label ?l"
        " FILTER(LANG(?l) = 'en') }",
        [("label", "Q128160", "", "en", "Cuban Missile Crisis", "", "")],
    ),
    # What is no difference: a Julian date of the same day, a label for all languages, facts
    # outside the dataset.
    Edit(
        "DELETE { ?s psv:P569 ?n } INSERT { ?s psv:P569 wdv:julian . wdv:julian"
        " wikibase:timeValue ?t ; wikibase:timePrecision 11 ;"
        " wikibase:timeCalendarModel wd:Q1985786 }"
        " WHERE { wd:Q152738 p:P569 ?s . ?s psv:P569 ?n . ?n wikibase:timeValue ?t }",
        [],
        "wd:Q152738 p:P569/psv:P569/wikibase:timeCalendarModel wd:Q1985786",
    ),
    Edit(
        "DELETE { wd:Q717642 rdfs:label ?l } INSERT { wd:Q717642 rdfs:label ?mul }"
        " WHERE { wd:Q717642 rdfs:label ?l FILTER(LANG(?l) = 'en')"
        " BIND(STRLANG(STR(?l), 'mul') AS ?mul) }",
        [],
        "wd:Q717642 rdfs:label ?l FILTER(LANG(?l) = 'mul')",
    ),
    Edit(_NEW.format(item="Q855", p="P39", value="wd:Q30461"), [], "?item ps:P39 wd:Q30461"),
    Edit(_NEW.format(item="Q855", p="P102", value="wd:Q7320"), [], "?item ps:P102 wd:Q7320"),
]  # fmt: skip


def likeness(view: Store) -> Store:
    """Copy the view, with statements, values and references named as on Wikidata."""
    quads = list(view.quads())
    owners = {
        quad.object.value: quad.subject.value
        for quad in quads
        if quad.predicate.value.startswith(PREFIXES["p"] + "P")
        and quad.predicate.value.count("/") == 4
    }

    def renamed(term):
        if not isinstance(term, NamedNode):
            return term
        for kind, prefix in (("statement", "wds"), ("value", "wdv"), ("reference", "wdref")):
            if term.value.startswith(f"{OWN}{kind}/"):
                name = str(uuid.uuid5(uuid.NAMESPACE_URL, term.value))
                item = owners.get(term.value, "").removeprefix(WD)
                owner = f"{item}-" if kind == "statement" and item.startswith("Q") else ""
                return NamedNode(PREFIXES[prefix] + owner + name)
        return term

    copy = Store()
    copy.bulk_extend(Quad(renamed(q.subject), q.predicate, renamed(q.object)) for q in quads)
    return copy


@contextmanager
def serving(store: Store, folder: Path) -> Iterator[Server]:
    """Serve a store as an endpoint."""
    folder.mkdir()
    dataset = folder / "dataset.nq"
    dataset.write_bytes(serialize(iter(store), format=RdfFormat.N_QUADS))
    with oxigraph(folder / "server", dataset, read_only=True, union=False) as server:
        yield server
