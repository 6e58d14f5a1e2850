"""Every claim of the two founding texts is in the data, and every contradiction is decided."""

import csv
import pathlib
import re

import pytest

from cpsu_kg.graph import KnowledgeGraph

BASE = "https://w3id.org/cpsu-kg/"
KINDS = [
    "adjudication",
    "body",
    "designation",
    "event",
    "leadership",
    "line",
    "office",
    "person",
    "phase",
    "source",
    "tenure",
    "vacancy",
]
PREFIXES = "\n".join(
    [
        f"PREFIX cpsu: <{BASE}ontology#>",
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>",
        *(f"PREFIX {kind}: <{BASE}{kind}/>" for kind in KINDS),
    ]
)
PATH = pathlib.Path(__file__).with_name("claims.csv")
with PATH.open(encoding="utf-8", newline="") as _file:
    CLAIMS = list(csv.DictReader(_file))
CONTRADICTIONS = [row for row in CLAIMS if row["contradiction"]]
LENGTHS = {"s1": 37, "s2": 106}

every_claim = pytest.mark.parametrize("row", CLAIMS, ids=lambda row: row["claim_id"])
every_contradiction = pytest.mark.parametrize(
    "row", CONTRADICTIONS, ids=lambda row: row["claim_id"]
)


@pytest.fixture(scope="module")
def kg():
    """Open the dataset once."""
    return KnowledgeGraph()


@pytest.fixture(scope="module")
def disputes(kg):
    """Name the adjudications that users are shown."""
    return {row["adjudication"] for row in kg.disputes()}


def found(kg, pattern):
    """Tell whether the data answers a group pattern."""
    return kg.store.ask(f"{PREFIXES}\nASK {{ {pattern} }}")


def swapped(pattern):
    """Ask the other founding text instead."""
    return re.sub(r"source:seed-([12])", lambda m: f"source:seed-{3 - int(m[1])}", pattern)


def changed(pattern):
    """Yield the pattern again and again, each time with another one of its values exchanged."""
    parts = pattern.split(" ; ")
    for place, part in enumerate(parts):
        term, value = part.removeprefix("?attestation ").split(" ", 1)
        if term in ("cpsu:claim", "cpsu:source") or value.startswith("?"):
            continue
        if value.startswith('"') and "^^" in value:
            other = re.sub(r'"\d{4}', '"1871', value)
        elif value.startswith('"'):
            other = re.sub(r'^"', '"not ', value)
        else:
            other = re.sub(r"^[\w:-]+", "<urn:x-other>", value)
        assert other != value
        yield " ; ".join([*parts[:place], f"{term} {other}", *parts[place + 1 :]])


def test_every_claim_has_a_row():
    """No claim of either text is left out, none is counted twice."""
    expected = [f"{seed}-{n:03}" for seed, last in LENGTHS.items() for n in range(1, last + 1)]
    assert [row["claim_id"] for row in CLAIMS] == expected
    assert len(CLAIMS) == 143
    assert all(row["claim"] for row in CLAIMS)


def test_contradictions_are_counted():
    """The texts contradict each other or better sources in 35 of their claims."""
    assert len(CONTRADICTIONS) == 35


@every_claim
def test_pattern_names_its_claim(row):
    """A pattern asks one text for one claim, and says more than the number of the claim."""
    seed = {"s1": "seed-1", "s2": "seed-2"}[row["claim_id"][:2]]
    assert f'cpsu:claim "{row["claim_id"]}"' in row["pattern"]
    assert f"cpsu:source source:{seed} " in row["pattern"]
    content = re.findall(r"cpsu:(?!claim|source|attests|stance)\w+", row["pattern"])
    assert content


@every_claim
def test_claim_is_attested(kg, row):
    """The data holds what the text says, where it says it."""
    assert found(kg, row["pattern"] + " . ?attestation cpsu:locator ?locator"), row["claim"]


@every_claim
def test_claim_is_not_found_in_the_other_text(kg, row):
    """Asking the other text for the same claim finds nothing."""
    assert not found(kg, swapped(row["pattern"]))


@every_claim
def test_claim_depends_on_every_value(kg, row):
    """With any one of its values changed, the pattern finds nothing."""
    mutants = list(changed(row["pattern"]))
    assert mutants
    assert not [each for each in mutants if found(kg, each)]


@every_contradiction
def test_contradiction_is_decided_with_a_reason(kg, disputes, row):
    """The thing of the claim has an adjudication with a reason, and users see it."""
    name = f"<{BASE}adjudication/{row['contradiction']}>"
    choice = (
        f"{name} a cpsu:Adjudication ; cpsu:adjudicates ?attested ; cpsu:reason ?reason ; "
        "cpsu:rule ?rule ; cpsu:accepts ?accepted ; cpsu:setsAside ?aside ."
    )
    pattern = f"{row['pattern']} . ?attestation cpsu:attests ?attested . {choice}"
    assert found(kg, f"{pattern} FILTER(STRLEN(?reason) > 40)"), row["claim"]
    assert name[1:-1] in disputes


@pytest.mark.parametrize("row", CONTRADICTIONS[:1])
def test_undecided_contradiction_would_be_seen(kg, row):
    """An adjudication of another thing does not count."""
    name = f"<{BASE}adjudication/joseph-stalin.nothing>"
    assert not found(kg, f"{row['pattern']} . {name} cpsu:adjudicates ?thing")
