"""The knowledge graph answers by its rules, shown on a dataset small enough to reckon by hand."""

import datetime

import pytest

from cpsu_kg.errors import DateError, QueryError, UnknownName
from cpsu_kg.queries.rows import Rows


def told(rows):
    """Track, title, person and certainty of each row."""
    return {(r.track, r.title, r.personLabel, r.certainty) for r in rows}


class TestOn:
    def test_a_day_in_office(self, mini):
        """The title is the one of that day."""
        assert told(mini.on("1922-05-05")) == {("office", "First Chair", "Anna", "certainly")}
        assert told(mini.on("1925-12-31")) == {("office", "High Chair", "Anna", "certainly")}

    def test_last_day_counts(self, mini):
        """The day of death belongs to the holder and to the vacancy."""
        assert told(mini.on("1926-03-02")) == {
            ("office", "High Chair", "Anna", "certainly"),
            ("vacancy", "High Chair", None, "certainly"),
            ("leadership", "Pair", "Boris", "possibly"),
            ("leadership", "Pair", "Clara", "possibly"),
        }

    def test_acting(self, mini):
        """An acting holder is an office row that says so."""
        (row,) = (r for r in mini.on("1926-05-15") if r.track == "office")

        assert (row.personLabel, row.capacity) == ("Clara", "acting")

    def test_unknown_parts_of_dates(self, mini):
        """An end in 1929 leaves every day of 1929 possible, and the year certain."""
        assert {r.certainty for r in mini.on("1928-12-31")} == {"certainly"}
        assert {r.certainty for r in mini.on("1929-06-01")} == {"possibly"}
        assert {r.certainty for r in mini.on("1929")} == {"certainly"}

    def test_not_existing(self, mini):
        """Between two phases the office is told as not existing."""
        (row,) = mini.on("1930-07-01")

        assert (row.track, row.title, row.person) == ("not-existing", "High Chair", None)
        assert (row.start, row.end) == ("1930-01-01", "1930-12-31")

    def test_periods_hold_all_of_their_days(self, mini):
        """A year tells everybody of the year, once each."""
        rows = mini.on("1926")

        assert [r.personLabel for r in rows if r.track == "office"] == ["Anna", "Clara", "Boris"]
        assert told(rows) >= {("leadership", "Pair", "Boris", "certainly")}

    def test_sources_are_families(self, mini):
        """A mirror adds no voice, and a denial is none."""
        (anna,) = mini.on("1922-05-05")
        (boris,) = mini.on("1928-01-01")

        assert anna.sources == ["annals", "gazette"]
        assert boris.sources == []

    def test_disputes_are_marked(self, mini):
        """A settled conflict and an unsettled denial both show."""
        (anna,) = mini.on("1922-05-05")
        (boris,) = mini.on("1928-01-01")

        assert (anna.disputed, anna.disputedOn) == (True, ["start"])
        assert (boris.disputed, boris.disputedOn) == (True, ["type"])

    def test_python_dates(self, mini):
        """A date of the standard library is a date."""
        assert told(mini.on(datetime.date(1922, 5, 5))) == told(mini.on("1922-05-05"))

    def test_silence_within_the_scope(self, mini):
        """Where the scope reaches and nobody is known, the answer is empty."""
        assert len(mini.on("1918")) == 0

    @pytest.mark.parametrize("date", ["1917-02-28", "1850", "1993"])
    def test_outside_the_scope(self, mini, date):
        """Where the dataset has nothing to say it says so."""
        with pytest.raises(DateError, match="outside the scope"):
            mini.on(date)

    def test_future(self, mini):
        """Nothing is told of days to come."""
        with pytest.raises(DateError, match="future"):
            mini.on("2099")


class TestComposition:
    def test_day_of_change(self, mini):
        """On the day of a promotion both ranks are given, the day after only the new one."""

        def seats(date):
            rows = mini.run("body-composition", body="board", date=date)
            return [(r.personLabel, r.rank, r.certainty) for r in rows]

        anna = ("Anna", "full", "certainly")
        assert seats("1924-02-29") == [anna, ("Boris", "candidate", "certainly")]
        assert seats("1924-03-01") == [
            anna, ("Boris", "full", "possibly"), ("Boris", "candidate", "certainly"),
        ]  # fmt: skip
        assert seats("1924-03-02") == [anna, ("Boris", "full", "possibly")]

    @pytest.mark.parametrize(("date", "age"), [("1924-06-14", 43), ("1924-06-15", 44)])
    def test_age_by_the_day(self, mini, date, age):
        """A birthday counts from its own day; with the year only, the greatest age is given."""
        rows = mini.run("body-composition", body="board", date=date)

        assert {r.personLabel: r.age for r in rows} == {"Anna": age, "Boris": 34}

    def test_days_are_counted(self, mini):
        """1924 was a leap year: from 28 February to 1 March are three days."""
        rows = mini.run("membership-lengths", body="board")

        assert {(r.personLabel, r.rank): r.days for r in rows}["Boris", "candidate"] == 3

    def test_shortest_and_longest(self, mini):
        """A start or end known to the year gives two lengths."""
        lengths = {r.personLabel: r for r in mini.run("tenure-lengths", office="chair")}

        assert (
            lengths["Boris"].shortestDays
            == (datetime.date(1929, 1, 1) - datetime.date(1926, 7, 1)).days + 1
        )
        assert (
            lengths["Boris"].longestDays
            == (datetime.date(1929, 12, 31) - datetime.date(1926, 7, 1)).days + 1
        )
        assert lengths["Clara"].shortestDays == lengths["Clara"].longestDays == 62

    def test_promotion(self, mini):
        """The way from candidate to full member, in days."""
        (row,) = mini.run("candidate-to-full", body="board")

        assert (row.candidateStart, row.fullStart, row.days) == ("1924-02-28", "1924-03-01", 2)


class TestSparql:
    def test_forms(self, mini):
        """Rows, a truth value, or triples."""
        assert isinstance(mini.sparql("SELECT * { } LIMIT 1"), Rows)
        assert mini.sparql("ASK { }") is True
        assert len(mini.sparql("CONSTRUCT { <a:a> <a:b> 1 } { }")) == 1

    def test_malformed(self, mini):
        """An error says where."""
        with pytest.raises(QueryError) as caught:
            mini.sparql("SELECT *\nWHERE { ?s ?p }")

        assert (caught.value.line, caught.value.column) == (2, 9)


class TestViews:
    def test_person(self, mini):
        """A person has names, dates and a career."""
        anna = mini.person("anna")

        assert (anna.label, anna.labels["ru"]) == ("Anna", "Анна")
        assert (anna.birth, anna.death) == ("1880-06-15", "1926-03-02")
        assert [row.seatLabel for row in anna.career()] == ["Chair", "Board"]

    def test_office_and_body(self, mini):
        """An office has holders, a body a composition."""
        assert [r.personLabel for r in mini.office("chair").holders()] == ["Anna", "Clara", "Boris"]
        assert len(mini.body("board").composition("1924-06-01")) == 2

    def test_any_thing(self, mini):
        """A thing has facts, attestations and disputes."""
        tenure = mini.thing("anna-chair-1920")

        assert tenure.fact("start") == "1920-01-01"
        assert {r.source for r in tenure.attestations()} == {
            f"https://w3id.org/cpsu-kg/source/{name}"
            for name in ("annals", "annals-mirror", "gazette")
        }
        (dispute,) = tenure.disputes()
        assert (dispute.acceptedValue, dispute.setAsideValue) == ("1920-01-01", "1920-02-01")
        assert len(mini.disputes()) == 1

    def test_unknown(self, mini):
        """A view is of something that exists."""
        with pytest.raises(UnknownName):
            mini.person("dora")


class TestRdflib:
    def test_graph_is_whole(self, mini):
        """The copy has every triple, with lexical forms as they are."""
        graph = mini.graph()

        assert len(graph) == len({quad.triple for quad in mini.store.quads()})
        assert '"1929"^^<http://www.w3.org/2001/XMLSchema#gYear>' in {
            o.n3() for o in graph.objects()
        }
