"""cpsu-kg validate: exit status and what is said where."""

import csv
import io

import pytest

from cpsu_kg import validation
from cpsu_kg.cli.main import main

CPSU = "@prefix cpsu: <https://w3id.org/cpsu-kg/ontology#> .\n"
BAD = CPSU + "<https://w3id.org/cpsu-kg/person/Nobody>\n    a cpsu:Person .\n"


@pytest.fixture
def bad(tmp_path):
    """A file with a person of whom nothing is known."""
    path = tmp_path / "nobody.ttl"
    path.write_text(BAD, encoding="utf-8")
    return str(path)


class TestValidate:
    def test_clean_dataset(self, capsys):
        """The dataset is sound: exit status 0."""
        assert main(["validate", "--severity", "violation"]) == 0
        assert "violation" not in capsys.readouterr().out

    def test_violations(self, bad, capsys):
        """Exit status 1; every line names file, line, thing and advice."""
        assert main(["validate", bad]) == 1
        out = capsys.readouterr()
        assert f"{bad}:2: Violation: person:Nobody: A person's IRI" in out.out
        assert out.err == ""

    def test_other_engine(self, bad, capsys):
        """pySHACL reports the same lines, without a word about patience for a small file."""
        assert main(["validate", bad, "--engine", "pyshacl"]) == 1
        slow = capsys.readouterr()
        main(["validate", bad])

        assert (slow.out, slow.err) == (capsys.readouterr().out, "")

    def test_patience(self, monkeypatch, capsys):
        """For the whole dataset it is said what to expect of pySHACL, beside the report."""
        monkeypatch.setattr(validation, "validate", lambda *paths, **options: validation.Report([]))

        assert main(["validate", "--engine", "pyshacl"]) == 0
        out = capsys.readouterr()
        assert out.out == "nothing to report\n"
        assert out.err == "pySHACL takes some ten minutes for the whole dataset.\n"

    def test_csv(self, bad, capsys):
        """The same for machines."""
        main(["validate", bad, "--format", "csv"])
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

        assert {row["file"] for row in rows} == {bad}
        assert {"Violation", "Warning"} == {row["severity"] for row in rows}

    @pytest.mark.parametrize(
        ("words", "complaint"),
        [
            (["nowhere.ttl"], "cpsu-kg: nowhere.ttl: no such file or folder\n"),
            (["--engine", "slow"], "invalid choice"),
        ],
    )
    def test_bad_input(self, words, complaint, capsys, tmp_path, monkeypatch):
        """One line on standard error, exit status 2."""
        monkeypatch.chdir(tmp_path)

        assert main(["validate", *words]) == 2
        out = capsys.readouterr()
        assert complaint in out.err
        assert out.err.count("\n") == 1
        assert out.out == ""

    def test_malformed_turtle(self, tmp_path, capsys):
        """File and line are named."""
        path = tmp_path / "broken.ttl"
        path.write_text(CPSU + "cpsu:a cpsu:b\n", encoding="utf-8")

        assert main(["validate", str(path)]) == 2
        assert f"cpsu-kg: {path}:3:" in capsys.readouterr().err
