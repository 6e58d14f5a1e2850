"""The questions of a comparison, as SPARQL that both sides answer.

Each names its items by VALUES, so that a batch is one request; none has a pattern that an engine
must evaluate for more than these items.
"""

from __future__ import annotations

from cpsu_kg.wikidata.prefixes import PREFIXES

STATUS = """SELECT ?item ?target ?found WHERE {{
  VALUES ?item {{ {items} }}
  OPTIONAL {{ ?item owl:sameAs ?target }}
  BIND(EXISTS {{ ?item ?anything ?value }} AS ?found)
}}"""
LABELS = """SELECT ?item ?kind ?text WHERE {{
  VALUES ?item {{ {items} }}
  VALUES ?kind {{ rdfs:label skos:altLabel }}
  ?item ?kind ?text .
  FILTER(LANG(?text) IN ({languages}))
}}"""
STATEMENTS = """SELECT ?item ?main ?statement ?rank ?value WHERE {{
  VALUES ?item {{ {items} }}
  VALUES (?claim ?main) {{ {claims} }}
  ?item ?claim ?statement .
  ?statement ?main ?value ; wikibase:rank ?rank .
}}"""
VALUES = """SELECT DISTINCT ?statement ?predicate ?value WHERE {{
  VALUES ?item {{ {items} }}
  VALUES (?claim ?predicate) {{ {claims} }}
  ?item ?claim ?statement .
  ?statement ?predicate ?value .
}}"""
DATES = """SELECT DISTINCT ?statement ?predicate ?node ?time ?precision ?calendar WHERE {{
  VALUES ?item {{ {items} }}
  VALUES (?claim ?predicate) {{ {claims} }}
  ?item ?claim ?statement .
  ?statement ?predicate ?node .
  ?node wikibase:timeValue ?time ;
    wikibase:timePrecision ?precision ;
    wikibase:timeCalendarModel ?calendar .
}}"""
REFERENCES = """SELECT DISTINCT ?statement ?reference ?predicate ?value WHERE {{
  VALUES ?item {{ {items} }}
  VALUES ?claim {{ {claims} }}
  VALUES ?predicate {{ {predicates} }}
  ?item ?claim ?statement .
  ?statement prov:wasDerivedFrom ?reference .
  ?reference ?predicate ?value .
}}"""
HOLDERS = """SELECT DISTINCT ?item WHERE {{
  VALUES ?office {{ {items} }}
  ?statement ps:P39 ?office .
  ?item p:P39 ?statement .
}}"""

PROLOGUE = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n"
    for name in (
        "owl", "p", "pq", "pqv", "pr", "prov", "ps", "psv", "rdfs", "skos", "wd", "wikibase"
    )
)  # fmt: skip
