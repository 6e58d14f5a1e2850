"""`cpsu-kg sparql --wikidata` and `cpsu-kg wikidata preflight`, as a person types them."""

from pathlib import Path

import pytest

from cpsu_kg.cli.main import main

SLOW = "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i + 1) }"
QUERIES = Path(__file__).parent / "queries"


def run(capsys, *words):
    """Run the program: exit status, standard output, standard error."""
    status = main(list(words))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def ask(capsys, tmp_path, text, *options):
    """Run a query for the Query Service from a file."""
    path = tmp_path / "query.rq"
    path.write_text(text, encoding="utf-8")
    return run(capsys, "sparql", "--wikidata", str(path), *options)


class TestSparql:
    def test_a_file_as_it_stands(self, capsys):
        """A query without prefixes, with the label service, gives its rows."""
        path = str(QUERIES / "who-held-office-on.rq")
        status, out, err = run(capsys, "sparql", "--wikidata", path, "--format", "csv")

        assert (status, err) == (0, "")
        assert out.split() == [
            "person,personLabel",
            "http://www.wikidata.org/entity/Q35314,Nikita",
            "Khrushchev",
        ]

    def test_language_of_the_user(self, capsys, tmp_path):
        """--language is what [AUTO_LANGUAGE] stands for."""
        service = 'SERVICE wikibase:label { bd:serviceParam wikibase:language "[AUTO_LANGUAGE]" }'
        text = f"SELECT ?pLabel {{ VALUES ?p {{ wd:Q855 }} {service} }}"
        _, out, _ = ask(capsys, tmp_path, text, "--language", "ru", "--format", "csv")

        assert out.splitlines() == ["pLabel", "Иосиф Виссарионович Сталин"]

    def test_ask_and_construct(self, capsys, tmp_path):
        """Other forms answer as they do elsewhere."""
        assert ask(capsys, tmp_path, "ASK { wd:Q855 wdt:P31 wd:Q5 }")[1].strip() == "true"
        _, out, _ = ask(capsys, tmp_path, "CONSTRUCT WHERE { wd:Q855 wdt:P31 ?c }")
        assert "http://www.wikidata.org/entity/Q5" in out or "wd:Q5" in out

    @pytest.mark.parametrize(
        ("text", "options", "message"),
        [
            ("SELECT ?a { SERVICE bd:slice { ?a ?b ?c } }", (), "SERVICE bd:slice is refused"),
            ("SELECT ?a { ?a wdt:P1 }", (), "line 1, column 23: cannot read on from '}'"),
            ("SELECT ?a { ?a nix:P1 ?b }", (), "the prefix nix: is not declared"),
            ("ASK { ?a ?b ?c }", ("--endpoint", "http://x/"), "bundled data only"),
            (SLOW, ("--timeout", "0.5"), "stopped"),
        ],
    )
    def test_refusals(self, capsys, tmp_path, text, options, message):
        """Bad input is one line and status 2."""
        status, out, err = ask(capsys, tmp_path, text, *options)

        assert (status, out) == (2, "")
        assert message in err
        assert err.count("\n") == 1


class TestPreflight:
    def test_clean(self, capsys):
        """Nothing is open, so the status is 0 and the counts are told."""
        status, out, _ = run(capsys, "wikidata", "preflight")

        assert status == 0
        assert out.startswith("0 open, ")

    def test_waived_as_csv(self, capsys):
        """--waived lists what has a waiver, with the explanation."""
        _, out, _ = run(capsys, "wikidata", "preflight", "--waived", "--format", "csv")

        assert out.startswith("state,office,tenure,check,explanation\nwaived,")

    @pytest.mark.parametrize("words", [(), ("nope",), ("preflight", "--nope")])
    def test_bad_words(self, capsys, words):
        """A missing or unknown command of the group is bad input."""
        status, _, err = run(capsys, "wikidata", *words)

        assert status == 2
        assert err.startswith("cpsu-kg: ")
