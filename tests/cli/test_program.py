"""The program as a whole: help, errors in one line, manners of a good process."""

import pytest

from cpsu_kg import __version__
from cpsu_kg.cli.main import commands

BAD = [
    (["on", "1953-13-01"], "'1953-13-01'"),
    (["on", "yesterday"], "'yesterday'"),
    (["on", "1853"], "outside the scope"),
    (["on", "2099"], "future"),
    (["on"], "the following arguments are required: date"),
    (["on", "1953", "--format", "xls"], "invalid choice"),
    (["on", "1953", "extra"], "unrecognized arguments"),
    (["onn", "1953"], "did you mean on?"),
    (["--colour"], "unknown option --colour"),
    (["query", "holders-of-ofice"], "did you mean holders-of-office"),
    (["query", "holders-of-office"], "required: --office"),
    (["query", "holders-of-office", "--office", "general-secretery"], "mean general-secretary"),
    (["query", "holders-of-office", "--office", '"> } #'], "unknown office"),
    (["query", "removed-after-death", "--person", "joseph-stalin", "--days", "x"], "whole number"),
    (["query", "events-between", "--since", "1953", "--until", "1954-01-01"], "single day"),
    (["query", "career", "--person", "joseph-stalin", "--date", "1953"], "unrecognized"),
    (["show", "joseph-stallin"], "did you mean joseph-stalin"),
    (["show", "\udcff"], "unknown thing"),
    (["disputes", "nobody-at-all"], "unknown thing"),
    (["sparql", "no-such-file.rq"], "no-such-file.rq: No such file"),
    (["sparql", "."], "directory"),
]


class TestHelp:
    def test_overview(self, run):
        """Without words, and with --help, the verbs are listed."""
        assert run().out == run("--help").out == run("-h").out
        assert all(f"  {verb} " in run().out for verb in commands())
        assert run().status == 0

    @pytest.mark.parametrize("verb", commands())
    def test_each_verb(self, run, verb):
        """Each verb shows what it does, its options and an example."""
        answer = run(verb, "--help")

        assert answer.status == 0
        assert f"cpsu-kg {verb}" in answer.out
        assert "--help" in answer.out

    def test_version(self, run):
        """The version is that of the package."""
        assert run("--version").out == f"cpsu-kg {__version__}\n"


class TestErrors:
    @pytest.mark.parametrize(("words", "told"), BAD, ids=[ascii(words) for words, _ in BAD])
    def test_one_line(self, run, words, told):
        """Bad input is one line on standard error, nothing on standard output, status 2."""
        answer = run(*words)

        assert answer.status == 2
        assert answer.out == ""
        assert answer.err.startswith("cpsu-kg: ")
        assert answer.err.count("\n") == 1
        assert told in answer.err

    def test_malformed_sparql(self, run, tmp_path):
        """Line and column are told."""
        file = tmp_path / "bad.rq"
        file.write_text("SELECT *\nWHERE { ?s ?p }", encoding="utf-8")

        assert "line 2, column 9" in run("sparql", str(file)).err

    def test_not_utf8(self, run, tmp_path):
        """A file in another encoding is refused."""
        file = tmp_path / "latin.rq"
        file.write_bytes(b"# caf\xe9\nASK { }")

        assert "not UTF-8" in run("sparql", str(file)).err

    def test_dead_endpoint(self, run):
        """An endpoint that is down is one line too."""
        for words in (["on", "1953"], ["query", "offices"], ["show", "x"], ["disputes"]):
            answer = run(*words, "--endpoint", "http://127.0.0.1:9/sparql", "--timeout", "5")

            assert answer.status == 2
            assert answer.err.count("\n") == 1
            assert "127.0.0.1:9" in answer.err


class TestManners:
    def test_reader_leaves(self, start):
        """`cpsu-kg query ... | head -1` is quiet."""
        process = start("query", "sources-by-grade", "--format", "csv")
        process.stdout.close()

        assert process.stderr.read() == b""
        assert process.wait() == 141
        process.stderr.close()
        process.stdin.close()

    def test_interrupted(self, run, monkeypatch):
        """Ctrl-C is no traceback."""

        def interrupt(args):
            raise KeyboardInterrupt

        monkeypatch.setattr("cpsu_kg.cli.commands.on.run", interrupt)

        assert run("on", "1953") == (130, "", "")

    def test_any_folder(self, start, tmp_path):
        """It works from another folder, in an ASCII locale."""
        env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
        out, err = start("show", "joseph-stalin", cwd=tmp_path, env=env).communicate()

        assert err == b""
        assert "Иосиф" in out.decode("utf-8")
