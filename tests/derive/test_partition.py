"""Accounting for every day of an office line."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from cpsu_kg.derive.partition import line_spans, partition
from cpsu_kg.terms import LABEL, term, thing

LINE = thing("line", "l")
BASE = 'line:l a :OfficeLine ; rdfs:label "Head"@en . office:o :inLine line:l .\n'


def span(kind, name, start, end, more=""):
    """A phase, vacancy or tenure of the office, from day to day."""
    says = {
        "phase": "a :Phase ; :ofOffice office:o",
        "vacancy": "a :Vacancy ; :ofOffice office:o",
        "tenure": "a :OfficeTenure ; :office office:o ; :capacity :substantive",
        "acting": "a :OfficeTenure ; :office office:o ; :capacity :acting",
    }[kind]
    node = f"{'tenure' if kind == 'acting' else kind}:{name}"
    until = f'; :end "{end}"^^xsd:date' if end else ""
    return f'{node} {says} ; :start "{start}"^^xsd:date {until} {more} .\n'


def runs(facts, *parts):
    """The partition as tuples of first day, last day, status and explanations."""
    found = partition(facts(BASE + "".join(parts)), LINE)
    names = [[node.value.rpartition("/")[2] for node in run.nodes] for run in found]
    return [
        (str(run.first), str(run.last), run.status, " ".join(explained))
        for run, explained in zip(found, names, strict=True)
    ]


def test_tenures_and_vacancies_share_their_boundary_days(facts):
    """On a shared day held outweighs vacant, and a new holder counts from the first day."""
    found = runs(
        facts,
        span("phase", "p", "1953-01-01", "1953-12-31"),
        span("tenure", "a", "1953-01-01", "1953-03-05"),
        span("vacancy", "v", "1953-03-05", "1953-09-07"),
        span("tenure", "b", "1953-09-07", "1953-11-01"),
        span("tenure", "c", "1953-11-01", "1953-12-31"),
    )

    assert found == [
        ("1953-01-01", "1953-03-05", "held", "a"),
        ("1953-03-06", "1953-09-06", "vacant", "v"),
        ("1953-09-07", "1953-10-31", "held", "b"),
        ("1953-11-01", "1953-12-31", "held", "c"),
    ]


def test_acting_is_weaker_than_held_and_stronger_than_vacant(facts):
    """Only days without a holder are acting, only days without either are vacant."""
    found = runs(
        facts,
        span("phase", "p", "1991-01-01", "1991-01-31"),
        span("tenure", "a", "1991-01-01", "1991-01-10"),
        span("acting", "x", "1991-01-05", "1991-01-20"),
        span("vacancy", "v", "1991-01-10", "1991-01-31"),
    )

    assert [run[1:3] for run in found] == [
        ("1991-01-10", "held"),
        ("1991-01-20", "acting"),
        ("1991-01-31", "vacant"),
    ]


def test_between_phases_the_post_did_not_exist(facts):
    """Days outside every phase are explained by the phases around them."""
    found = runs(
        facts,
        span("phase", "p", "1922-01-01", "1922-01-31"),
        span("phase", "q", "1922-03-01", "1922-03-31"),
        span("tenure", "a", "1922-01-01", "1922-01-31"),
        span("vacancy", "v", "1922-03-01", "1922-03-31"),
    )

    assert found[1] == ("1922-02-01", "1922-02-28", "notExisting", "p q")


def test_the_nearest_phases_explain_a_gap(facts):
    """Not those further off, and not by name."""
    days = ["1922-01", "1922-03", "1922-05", "1922-07"]
    names = ["z", "c", "b", "a"]
    phases = (span("phase", n, f"{d}-01", f"{d}-28") for n, d in zip(names, days, strict=True))

    gaps = [run[3] for run in runs(facts, *phases) if run[2] == "notExisting"]
    assert gaps == ["z c", "c b", "b a"]


def test_days_that_nothing_accounts_for_are_left_out(facts):
    """A gap within a phase is in no run, so that it shows."""
    found = runs(
        facts,
        span("phase", "p", "1922-01-01", "1922-01-31"),
        span("tenure", "a", "1922-01-01", "1922-01-10"),
        span("tenure", "b", "1922-01-20", "1922-01-31"),
    )

    assert [run[:2] for run in found] == [
        ("1922-01-01", "1922-01-10"),
        ("1922-01-20", "1922-01-31"),
    ]


def test_an_end_not_collected_accounts_for_the_first_day_only(facts):
    """What is not known is not assumed."""
    found = runs(
        facts,
        span("phase", "p", "1922-01-01", "1922-01-31"),
        span("tenure", "a", "1922-01-01", None),
    )

    assert found == [("1922-01-01", "1922-01-01", "held", "a")]


def test_possible_days_count(facts):
    """A tenure known to the month accounts for all days of it that it may cover."""
    month = """tenure:m :office office:o ;
        :start "1922-02"^^xsd:gYearMonth ; :end "1922-03"^^xsd:gYearMonth ."""
    found = runs(facts, span("phase", "p", "1922-02-01", "1922-03-31"), month)

    assert found == [("1922-02-01", "1922-03-31", "held", "m")]


def test_several_holders_side_by_side_all_explain(facts):
    """In a collegial office, or while two offices of a line exist, all holders are named."""
    found = runs(
        facts,
        span("phase", "p", "1922-01-01", "1922-01-31"),
        span("tenure", "a", "1922-01-01", "1922-01-31"),
        span("tenure", "b", "1922-01-01", "1922-01-31"),
    )

    assert found == [("1922-01-01", "1922-01-31", "held", "a b")]


def test_a_last_day_counts_unless_a_successor_took_over(facts):
    """A holder whom nobody follows that day explains it beside those who stay."""
    found = runs(
        facts,
        span("phase", "p", "1922-01-01", "1922-01-31"),
        span("tenure", "a", "1922-01-01", "1922-01-10"),
        span("tenure", "b", "1922-01-01", "1922-01-31"),
    )

    assert found == [
        ("1922-01-01", "1922-01-10", "held", "a b"),
        ("1922-01-11", "1922-01-31", "held", "b"),
    ]


def test_one_day_tenures_do_not_vanish(facts):
    """Two tenures of a single day each explain that day together."""
    found = runs(
        facts,
        span("phase", "p", "1922-01-01", "1922-01-01"),
        span("tenure", "a", "1922-01-01", "1922-01-01"),
        span("tenure", "b", "1922-01-01", "1922-01-01"),
    )

    assert found == [("1922-01-01", "1922-01-01", "held", "a b")]


def test_a_line_without_phases_has_no_days(facts):
    """Without a phase there is nothing to account for."""
    assert runs(facts, span("tenure", "a", "1922-01-01", "1922-01-31")) == []


def test_runs_become_spans_of_the_line(facts, told):
    """Each run is described as a thing with dates, status, explanation and label."""
    turtle = BASE + span("phase", "p", "1922-04-03", "1922-04-30")
    found = told(line_spans(facts(turtle + span("tenure", "a", "1922-04-03", "1922-04-30"))))

    assert found == {
        *("l-1922-04-03 type LineSpan", "l-1922-04-03 type Span", "l-1922-04-03 inLine l"),
        *("l-1922-04-03 status held", "l-1922-04-03 explainedBy a"),
        "l-1922-04-03 label Head: held, 1922-04-03 to 1922-04-30",
        *(f"l-1922-04-03 {p} 1922-04-03" for p in ("start", "earliestStart", "latestStart")),
        *(f"l-1922-04-03 {p} 1922-04-30" for p in ("end", "earliestEnd", "latestEnd")),
    }


def test_a_span_is_named_after_its_line_and_first_day(facts):
    """Its label is English; a line without a label is called by its short name."""
    turtle = "office:o :inLine line:l ." + span("phase", "p", "1922-04-03", "1922-04-30")
    found = list(line_spans(facts(turtle + span("tenure", "a", "1922-04-03", "1922-04-30"))))

    assert {each.subject for each in found} == {thing("span", "l-1922-04-03")}
    (label,) = (each.object for each in found if each.predicate == LABEL)
    assert label == Literal("l: held, 1922-04-03 to 1922-04-30", language="en")


WEIGHT = {"tenure": "held", "acting": "acting", "vacancy": "vacant"}
PIECES = st.lists(
    st.tuples(
        st.sampled_from(["phase", "tenure", "acting", "vacancy"]),
        st.integers(0, 30),
        st.integers(0, 12),
    ),
    min_size=1,
    max_size=7,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(PIECES)
def test_each_day_as_counted_by_hand(facts, pieces):
    """Every day has the one status that a look at that day alone gives it."""
    first = date(1922, 1, 1)
    spans = [
        (kind, first + timedelta(days=start), first + timedelta(days=start + length), number)
        for number, (kind, start, length) in enumerate(pieces)
    ]
    turtle = BASE + "".join(span(kind, f"n{n}", a, b) for kind, a, b, n in spans)
    found = partition(facts(turtle), LINE)

    phases = [(a, b) for kind, a, b, _ in spans if kind == "phase"]
    for offset in range(45):
        day = first + timedelta(days=offset)
        there = {kind for kind, a, b, _ in spans if a <= day <= b}
        expected = next((WEIGHT[kind] for kind in WEIGHT if kind in there), None)
        if not phases or not min(a for a, _ in phases) <= day <= max(b for _, b in phases):
            expected = None
        elif expected is None and "phase" not in there:
            expected = "notExisting"
        statuses = [run.status for run in found if run.first <= day <= run.last]
        assert statuses == ([expected] if expected else [])
    assert all(term(run.status) for run in found)
