"""Contributions for Wikidata: commands that its tool reads, and differing values as a table."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from likeness import serving
from pyoxigraph import Store
from quickstatements import carry_out, parse

from cpsu_kg.cli.main import main
from cpsu_kg.dates import PartialDate, new_style, old_style
from cpsu_kg.wikidata.contribution import mismatch, quickstatements
from cpsu_kg.wikidata.contribution.quickstatements import string_column, value_column
from cpsu_kg.wikidata.diff import Diff, Difference, diff
from cpsu_kg.wikidata.diff.model import Reference, Statement, Value

GUIDE = (
    "item_id,statement_guid,property_id,wikidata_value,meta_wikidata_value,external_value,"
    "external_url,type"
)


@pytest.fixture(scope="module")
def saved(found, tmp_path_factory):
    """The comparison in a file."""
    path = tmp_path_factory.mktemp("saved") / "diff.json"
    path.write_text(found.to_json(), encoding="utf-8")
    return str(path)


def statement(property="P39", value=None, qualifiers=None, references=None):
    """A statement of ours."""
    if references is None:
        references = [Reference("s", "https://example.org/a", "page 3", "A")]
    value = value or Value("item", "Q1255261")
    return Statement("https://w3id.org/x", property, value, "normal", qualifiers or {}, references)


def commands(difference):
    """The commands for one difference, and why there is none."""
    pack = quickstatements(Diff("x", [difference], {}, {}))
    assert pack.entries == len(parse(pack.text))
    return pack.text, dict(pack.left_out)


def missing(said, **more):
    """A statement that is missing there."""
    about = {"property": said.property, "here": said.value, "statement_here": said}
    return Difference("missing-there", "Q855", **{**about, **more})


class TestQuickStatements:
    def test_a_whole_statement(self):
        """Qualifiers in order, dates with their precision, the sources last, the best first."""
        said = statement(
            qualifiers={
                "P1366": [Value("item", "Q35314")],
                "P582": [Value("time", "1952-10-01", 10)],
                "P580": [Value("time", "1922-04-03", 11)],
                "P1545": [Value("text", "6")],
                "P5102": [Value("item", "Q4676846")],
                "P1534": [Value("item", "https://w3id.org/cpsu-kg/ontology#byRenaming")],
            },
            references=[
                Reference("s", "https://example.org/a", 'page "3"\nnote', "A"),
                Reference("Q5", "https://example.org/b|c d", "", "B"),
                Reference("s", "https://ru.wikipedia.org/wiki/X", "lead", "C"),
                Reference("s", "", "page 1", "A"),
            ],
        )
        text, left_out = commands(missing(said))

        main_part = ["Q855", "P39", "Q1255261"]
        assert [line.split("\t") for line in text.splitlines()] == [
            [*main_part, "P580", "+1922-04-03T00:00:00Z/11", "P582", "+1952-10-00T00:00:00Z/10",
             "P1366", "Q35314", "P1545", '"6"', "P5102", "Q4676846",
             "S854", '"https://example.org/a"', "S958", '"page "3" note"'],
            [*main_part, "S248", "Q5", "S854", '"https://example.org/b%7Cc%20d"'],
        ]  # fmt: skip
        assert left_out == {}

    @pytest.mark.parametrize(
        ("difference", "reason"),
        [
            (missing(statement(), rivals=1), "a statement there has this value for another time"),
            (
                missing(
                    statement(), qualifier="P580", rivals=2, here=Value("time", "1953-01-01", 9)
                ),
                "several statements there have this value",
            ),
            (
                missing(statement(references=[Reference("s", "https://x.org/", "", "C")])),
                "no source but wikis has an address",
            ),
            (
                missing(statement(references=[Reference("s", "", "p. 1", "A")])),
                "no source but wikis has an address",
            ),
            (
                missing(statement(), qualifier="P580")._replace(kind="less-precise-there"),
                "a qualifier cannot be replaced",
            ),
            (
                missing(statement())._replace(kind="different"),
                "what stands there cannot be changed by adding",
            ),
            (
                missing(statement())._replace(kind="rank"),
                "what stands there cannot be changed by adding",
            ),
            (
                Difference("label", "Q1", qualifier="en", here=Value("text", "a"), note="x"),
                "an alias there already",
            ),
        ],
    )
    def test_what_cannot_be_said(self, difference, reason):
        """What the tool would do wrong is left out, with the reason."""
        assert commands(difference) == ("", {reason: 1})

    @pytest.mark.parametrize(
        "kind", ["missing-here", "less-precise-here", "dead", "merged", "wrong"]
    )
    def test_what_is_for_us(self, kind):
        """What is wrong here is no contribution."""
        assert commands(Difference(kind, "Q1")) == ("", {})

    def test_identifiers_need_no_source(self):
        """An identifier is its own reference."""
        text, _ = commands(missing(statement("P214", Value("text", "123"), references=[])))
        assert text == 'Q855\tP214\t"123"\n'

    def test_labels(self):
        """A label where there is none; an alias beside another one."""
        label = Difference("label", "Q1", qualifier="ru", here=Value("text", "Сталин"))
        assert commands(label)[0] == 'Q1\tLru\t"Сталин"\n'
        other = label._replace(there=Value("text", "Джугашвили"))
        assert commands(other)[0] == 'Q1\tAru\t"Сталин"\n'

    @pytest.mark.parametrize(
        ("value", "column"),
        [
            (Value("time", "1953-03-05", 11), "+1953-03-05T00:00:00Z/11"),
            (Value("time", "1953-03-01", 10), "+1953-03-00T00:00:00Z/10"),
            (Value("time", "1953-01-01", 9), "+1953-00-00T00:00:00Z/9"),
            (Value("item", "Q5"), "Q5"),
            (Value("text", " a\t'b' \"c\"\r\n d || e"), '"a \'b\' "c" d | | e"'),
        ],
    )
    def test_values(self, value, column):
        """Each kind of value has its shape."""
        assert value_column(value) == column

    @given(st.text(min_size=1).filter(str.strip))
    def test_any_text_stays_one_column(self, text):
        """No text breaks out of its column or line."""
        line = f"Q1\tP1\t{string_column(text)}\n"
        (command,) = parse(line)
        assert command.value == string_column(text)

    def test_carried_out_they_settle_the_differences(self, kg, edited, found, tmp_path):
        """On a store like Wikidata the commands do what they should, and nothing else."""
        pack = quickstatements(found)
        store = Store()
        store.bulk_extend(edited)
        carry_out(parse(pack.text), store)
        with serving(store, tmp_path / "x") as server:
            after = diff(kg, server.query)

        keys = [Counter(_key(each) for each in side) for side in (found, after)]
        assert sorted(map(str, keys[1] - keys[0])) == []
        assert {key[:4] for key in keys[0] - keys[1]} == {
            ("label", "Q128160", "", "en"),
            ("less-precise-there", "Q184267", "P570", ""),
            ("less-precise-there", "Q312495", "P570", ""),
            ("less-precise-there", "Q207879", "P570", ""),
            ("missing-there", "Q229828", "P39", ""),
        }
        assert quickstatements(after).entries == 0


class TestMismatch:
    def test_differing_values_only(self, found):
        """One row for each differing value, with the statement's name on Wikidata."""
        pack = mismatch(found)
        rows = list(csv.DictReader(io.StringIO(pack.text)))
        different = [each for each in found if each.kind == "different"]

        assert pack.text.splitlines()[0] == GUIDE
        assert len(rows) == pack.entries == len(different) == 4
        for row, each in zip(rows, different, strict=True):
            assert row["item_id"] == each.item
            assert re.fullmatch(rf"{each.item}\$[-0-9a-f]+", row["statement_guid"])
            assert row["property_id"] == (each.qualifier or each.property)
            assert row["external_url"] == f"https://w3id.org/cpsu-kg/{each.thing}"
            assert row["type"] == ("qualifier" if each.qualifier else "statement")
        found_rows = {row["item_id"]: row for row in rows}
        day = found_rows["Q501746"]
        assert (day["wikidata_value"], day["external_value"]) == ("1971-12-06", "1971-12-05")
        assert day["meta_wikidata_value"] == "Q1985727"
        successor = found_rows["Q127442"]
        assert (successor["wikidata_value"], successor["external_value"]) == (
            "Q42",
            "Andrei Gromyko",
        )
        assert successor["meta_wikidata_value"] == ""

    def test_a_julian_day_is_shown_as_entered(self):
        """An editor sees the Old Style day, with its calendar."""
        wds = "http://www.wikidata.org/entity/statement/q855-AB-C"
        there = Value("time", "1879-12-21", 11, "Q1985786")
        said = statement("P569", there)._replace(id=wds)
        difference = Difference(
            "different", "Q855", "person/joseph-stalin", property="P569",
            here=Value("time", "1878-12-18", 11), there=there, statement_there=said,
        )  # fmt: skip
        (row,) = csv.DictReader(io.StringIO(mismatch(Diff("x", [difference], {}, {})).text))

        assert row["wikidata_value"] == "1879-12-09"
        assert row["meta_wikidata_value"] == "Q1985786"
        assert (row["item_id"], row["statement_guid"]) == ("Q855", "q855$AB-C")

    @given(st.dates(date(1800, 3, 1), date(2099, 12, 31)))
    def test_old_style_and_back(self, day):
        """The Old Style day of a New Style day leads back to it."""
        if not (old := old_style(day)).endswith("00-02-29"):  # no day of the New Style
            assert new_style(PartialDate.parse(old)).earliest == day
        else:
            assert str(day)[4:] in ("-03-11", "-03-12", "-03-13")


class TestCommand:
    def test_to_standard_output(self, saved, found, capsys):
        """The commands go to standard output, what is not in them is told beside."""
        assert main(["export", "quickstatements", "--diff", saved]) == 0
        out, err = capsys.readouterr()
        assert out == quickstatements(found).text
        assert f"entries: {len(parse(out))};" in err
        assert "what stands there cannot be changed by adding" in err

    def test_to_a_file(self, saved, found, tmp_path, capsys):
        """-o replaces a file whole."""
        target = tmp_path / "mismatch.csv"
        target.write_text("old", encoding="utf-8")
        assert main(["export", "mismatch", "--diff", saved, "-o", str(target)]) == 0
        assert target.read_text(encoding="utf-8") == mismatch(found).text
        assert capsys.readouterr().out == ""

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["quickstatements"], "needs --diff FILE"),
            (["mismatch"], "needs --diff FILE"),
            (["turtle", "--diff", "{saved}"], "--diff is for quickstatements and mismatch"),
            (["mismatch", "--diff", "/nowhere.json"], "/nowhere.json: No such file"),
            (["mismatch", "--diff", "{here}"], "not the JSON of cpsu-kg wikidata diff"),
            (["mismatch", "--diff", "{saved}", "--view", "org"], "without another source"),
            (["mismatch", "--diff", "{saved}", "--endpoint", "http://x/"], "without another"),
            (["mismatch", "--diff", "{saved}", "-o", "/nowhere/x.csv"], "there is no folder"),
        ],
    )
    def test_bad_input(self, saved, capsys, words, message):
        """Exit 2 and one line."""
        words = [word.format(saved=saved, here=__file__) for word in words]
        assert main(["export", *words]) == 2
        out, err = capsys.readouterr()
        assert out == "" and message in err and err.count("\n") == 1


def _key(difference):
    return (difference.kind, difference.item, difference.property, difference.qualifier,
            difference.here, difference.there)  # fmt: skip
