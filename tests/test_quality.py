"""The quality report counts right, its document is current, and no figure falls unseen."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest

from cpsu_kg.cli.main import main
from cpsu_kg.dates import PartialDate
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.quality import TABLES, Figure, gaps, measure
from cpsu_kg.quality.boundaries import read_boundaries
from cpsu_kg.quality.document import (
    Floor,
    fallen,
    floors_of,
    markdown,
    raised,
    read_floors,
    update,
    with_tables,
)
from cpsu_kg.quality.figures import pivot, shown
from cpsu_kg.quality.headcounts import Seat, members_found

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "quality"
FIX = "run: cpsu-kg quality --update quality"
QUERIES = sorted((ROOT / "queries" / "quality").glob("*.rq"))


@pytest.fixture(scope="module")
def kg():
    """Open the dataset once."""
    return KnowledgeGraph()


@pytest.fixture(scope="module")
def figures(kg):
    """Measure once."""
    return measure(kg)


@pytest.fixture(scope="module")
def boundaries(kg):
    """Every start and end by tenure."""
    return {(each.tenure, each.boundary): each for each in read_boundaries(kg)}


def _figure(figures, table, scope, measure, year=""):
    (found,) = [e for e in figures if e[:4] == (table, scope, year, measure)]
    return found


class TestDocument:
    def test_readme_is_current(self, figures):
        """The tables of quality/README.md are what is measured now."""
        text = (FOLDER / "README.md").read_text(encoding="utf-8")

        assert text == with_tables(text, figures), FIX

    def test_readme_shows_every_table(self):
        """No table is left out."""
        text = (FOLDER / "README.md").read_text(encoding="utf-8")

        assert sorted(re.findall(r"<!-- table: (\S+) -->", text)) == sorted(TABLES)

    def test_no_figure_falls(self, figures):
        """Every figure is at least what it once was."""
        assert not fallen(read_floors(FOLDER / "floors.csv"), figures)

    def test_every_figure_has_a_floor(self, figures):
        """A new figure gets a floor, a better one a higher floor."""
        floors = read_floors(FOLDER / "floors.csv")

        assert floors == raised(floors, figures), FIX

    def test_queries_are_documented(self):
        """Every query says what it answers, and is run by the report."""
        source = "".join(
            path.read_text(encoding="utf-8") for path in (ROOT / "src/cpsu_kg/quality").glob("*.py")
        )
        for path in QUERIES:
            text = path.read_text(encoding="utf-8")

            assert re.match(r"#\+ summary: .+\n#\+ description: .+\n(#\+   .+\n)*#\+ tags: ", text)
            assert f'"{path.stem}"' in source, f"{path.name} is not used"


def _questions():
    with (FOLDER / "questions.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


class TestQuestions:
    @pytest.mark.parametrize(
        "row", _questions(), ids=lambda row: f"{row['tenure']} {row['property']}"
    )
    def test_question_is_still_open(self, boundaries, row):
        """The data still knows no more than when the question was written down."""
        known = boundaries[row["tenure"], row["property"]]

        assert known.date == row["known"], "answered: take it out of quality/questions.csv"
        assert re.fullmatch("[A-Z].+[.]", row["question"])

    def test_every_missing_day_of_the_highest_body_is_a_question(self, boundaries):
        """No start or end in Politburo or Presidium is vague without a word why."""
        asked = {(row["tenure"], row["property"]) for row in _questions()}
        vague = {
            key
            for key, each in boundaries.items()
            if each.scope in ("politburo", "presidium") and not each.to_the_day
        }

        assert not vague - asked, "write them into quality/questions.csv"


class TestTargets:
    def test_targets_are_reached(self, figures):
        """What the project set out for is reached."""
        missed = [shown(e) + " " + e.scope for e in figures if e.table == "targets" and not e.met]

        assert not missed

    def test_no_conflict_is_open(self, figures):
        """Nothing is disputed that nobody decided."""
        assert not [each for each in figures if each.measure == "open" and each.number]

    def test_every_day_of_every_line_is_explained(self, figures):
        """Each day of a line is held, acting, vacant or not existing."""
        lines = [each for each in figures if each.measure == "days explained"]

        assert len(lines) == 3
        assert all(each.number == each.total for each in lines)


class TestCounts:
    """The figures, counted again by another road."""

    def test_boundaries(self, kg, figures):
        """Two for every seat in a body."""
        query = """SELECT ?body (COUNT(DISTINCT ?seat) AS ?seats) WHERE {
          ?seat a <https://w3id.org/cpsu-kg/ontology#BodyMembership> ;
            <https://w3id.org/cpsu-kg/ontology#body> ?body .
        } GROUP BY ?body"""
        seats = {row["body"].rpartition("/")[2]: row["seats"] for row in kg.sparql(query)}
        counted = {e.scope: e.number for e in figures if e[0::3] == ("bodies", "boundaries", None)}

        for body, number in seats.items():
            assert _figure(figures, "bodies", body, "boundaries").number == 2 * number
            assert _figure(figures, "bodies", body, "day").total == 2 * number
        assert len(counted) <= len(seats)

    def test_years_add_up(self, figures):
        """The boundaries of all years are those of the body."""
        for measured in ("boundaries", "day", "grade A or B", "two families", "disputed", "open"):
            sums = Counter()
            for each in figures:
                if each.table == "years" and each.measure == measured:
                    sums[each.scope] += each.number
            for scope, number in sums.items():
                assert _figure(figures, "bodies", scope, measured).number == number

    def test_support_is_that_of_the_families(self, kg):
        """A boundary with two families has attestations of two families."""
        both = [each for each in read_boundaries(kg) if each.families >= 2][::40]
        for each in both:
            name = f"<https://w3id.org/cpsu-kg/ontology#{each.boundary}>"
            query = f"""SELECT DISTINCT ?family WHERE {{
              ?attestation <https://w3id.org/cpsu-kg/ontology#attests>
                  <https://w3id.org/cpsu-kg/tenure/{each.tenure}> ; {name} ?date ;
                <https://w3id.org/cpsu-kg/ontology#source>/<https://w3id.org/cpsu-kg/ontology#family>
                  ?family .
              FILTER(STRSTARTS(STR(?date), "{each.date}"))
            }}"""

            assert len(kg.sparql(query)) >= each.families

    def test_wikidata(self, figures):
        """Persons with a number are those of the file of links."""
        text = (ROOT / "data/links/wikidata.ttl").read_text(encoding="utf-8")
        numbers = len(re.findall(r"^person:", text, re.MULTILINE))

        assert _figure(figures, "persons", "wikidata", "persons").number == numbers

    def test_gaps_are_what_is_missing(self, kg, figures):
        """The list of gaps and the shares say the same."""
        found = gaps(kg)
        for body in ("politburo", "presidium", "secretariat"):
            lacking = [each for each in found if each.scope == body]
            families = _figure(figures, "bodies", body, "two families")
            days = _figure(figures, "bodies", body, "day")

            assert sum("second family" in e.missing for e in lacking) == (
                families.total - families.number
            )
            assert sum("day" in e.missing or "date" in e.missing for e in lacking) == (
                days.total - days.number
            )


class TestHeadcount:
    """Members found at the moment that fits best."""

    @staticmethod
    def _seat(first, last, certain_from=None, certain_to=None):
        day = datetime.date.fromisoformat
        return Seat(
            "b", "full", day(first), day(certain_from or first), day(certain_to or last), day(last)
        )

    @pytest.mark.parametrize(
        ("period", "known", "found"),
        [
            ("1966-04-08", 2, 2),  # the day after the election
            ("1966-04-08", 4, 4),  # the day of the election itself: old and new
            ("1966-04", 1, 1),  # some day in the month
            ("1966", 7, 4),  # never more than there were
            ("1960", 1, 2),  # never fewer than there surely were
            ("1990", 3, 0),
        ],
    )
    def test_moment(self, period, known, found):
        """Within a day, month or year, and the day after."""
        seats = [self._seat("1957-06-29", "1966-04-08")] * 2
        seats += [self._seat("1966-04-08", "1971-04-09"), self._seat("1966-04-08", "1966-04-20")]

        assert members_found(seats, PartialDate.parse(period), known) == found

    def test_possible_seat_counts_only_if_it_fits(self):
        """A seat whose dates leave it open fills a gap, and does no harm."""
        seats = [self._seat("1961-01-01", "1962-12-31", "1961-12-31", "1962-01-01")]

        assert members_found(seats, PartialDate.parse("1961-06-01"), 1) == 1
        assert members_found(seats, PartialDate.parse("1961-06-01"), 0) == 0


class TestFloors:
    GOOD = Figure("bodies", "politburo", "", "day", 90, 100)

    def test_lower_number_and_lower_share_are_seen(self):
        """A figure falls if its number or its share does, or if it is gone."""
        floors = list(floors_of([self.GOOD]))

        assert floors == [Floor("bodies", "politburo", "day", 90, 90.0)]
        assert not fallen(floors, [self.GOOD])
        assert fallen(floors, [self.GOOD._replace(number=89, total=89)])
        assert fallen(floors, [self.GOOD._replace(number=95, total=120)])
        assert fallen(floors, [])

    def test_floors_only_rise(self):
        """Raising keeps what is higher and what is gone."""
        floors = [Floor("bodies", "politburo", "day", 95, 80.0), Floor("x", "y", "z", 1, 1.0)]

        assert raised(floors, [self.GOOD]) == [
            Floor("bodies", "politburo", "day", 95, 90.0),
            Floor("x", "y", "z", 1, 1.0),
        ]

    def test_disputes_and_single_years_have_none(self):
        """A dispute is no fault; a year may change with the data."""
        disputed = Figure("bodies", "politburo", "", "disputed", 3)

        assert not list(floors_of([disputed, self.GOOD._replace(table="years", year="1917")]))

    def test_share_is_cut(self):
        """A share is never better than the truth."""
        almost = self.GOOD._replace(number=1999, total=2000)

        assert almost.share == 99.9
        assert self.GOOD._replace(total=0).share is None

    def test_update(self, tmp_path, figures):
        """The document and the floors of a folder are renewed; floors are not lowered."""
        floors = "table,scope,measure,number,share\nbodies,politburo,day,100000,100.0\n"
        (tmp_path / "README.md").write_text("a\n<!-- table: events -->\nold\n<!-- end -->\nb\n")
        (tmp_path / "floors.csv").write_text(floors)
        update(str(tmp_path), figures)
        events = [each for each in figures if each.table == "events"]

        assert (tmp_path / "README.md").read_text() == (
            f"a\n<!-- table: events -->\n{markdown(events)}<!-- end -->\nb\n"
        )
        assert (tmp_path / "floors.csv").read_text().startswith(floors)
        assert len(read_floors(tmp_path / "floors.csv")) > 30

    @pytest.mark.parametrize("text", ["nonsense\n1\n", "table,scope,measure,number,share\na,b\n"])
    def test_broken_floors(self, tmp_path, capsys, text):
        """A file that is no table of floors is named, in one line."""
        (tmp_path / "README.md").write_text("")
        (tmp_path / "floors.csv").write_text(text)

        assert main(["quality", "--update", str(tmp_path)]) == 2
        error = capsys.readouterr().err
        assert error.startswith("cpsu-kg: ")
        assert "floors.csv" in error
        assert error.count("\n") == 1

    def test_no_readme(self, tmp_path, capsys):
        """There must be something to update."""
        assert main(["quality", "--update", str(tmp_path / "nowhere")]) == 2
        assert "README.md" in capsys.readouterr().err


def test_measuring_is_fast(kg):
    """The whole report costs less than a second of work."""
    start = time.process_time()
    measure(kg)

    assert time.process_time() - start < 1


class TestCommand:
    def test_table(self, capsys):
        """Without a name the main tables are shown."""
        assert main(["quality"]) == 0
        out = capsys.readouterr().out

        assert [line for line in out.splitlines() if line in TABLES] == list(TABLES[:5])

    @pytest.mark.parametrize("table", [*TABLES, "gaps"])
    def test_one_table(self, capsys, table):
        """Each table can be asked for alone."""
        assert main(["quality", table, "--format", "csv"]) == 0
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

        assert rows
        assert table == "gaps" or {each["table"] for each in rows} == {table}

    def test_gaps_in_every_format(self, capsys):
        """The work list of curators is the same as table, csv and json."""
        shown = {}
        for name in ("table", "csv", "json"):
            assert main(["quality", "gaps", "--format", name]) == 0
            shown[name] = capsys.readouterr().out
        records = json.loads(shown["json"])
        rows = list(csv.DictReader(io.StringIO(shown["csv"])))

        assert [each["tenure"] for each in records] == [each["tenure"] for each in rows]
        assert all(each["tenure"][:8] in shown["table"] for each in records)

    def test_json_is_all_figures(self, capsys, figures):
        """Without a name, json and csv give everything, numbers as numbers."""
        assert main(["quality", "--format", "json"]) == 0
        records = json.loads(capsys.readouterr().out)

        assert [each["number"] for each in records] == [each.number for each in figures]
        assert [each["share"] for each in records] == [each.share for each in figures]

    def test_unknown_table(self, capsys):
        """A table that does not exist is refused in one line."""
        assert main(["quality", "speed"]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_pivot_puts_measures_in_columns():
    """One row per scope; the year only where there is one; a goal as the last column."""
    figures = [
        Figure("targets", "a", "", "measured", 1, 2, 60),
        Figure("targets", "b", "", "measured", 2, 2, 60),
    ]

    assert pivot(figures) == (
        ["of", "measured", "goal"],
        [["a", "50.0% (1/2)", "60%, missed"], ["b", "100.0% (2/2)", "60%, reached"]],
    )
