"""Every command that asks an endpoint answers there as it does from the bundled data."""

from argparse import ArgumentParser
from importlib import import_module

import pytest
import servers

from cpsu_kg.cli.main import commands

ASK = "PREFIX cpsu: <https://w3id.org/cpsu-kg/ontology#> ASK { ?any a cpsu:Vacancy }"
CONSTRUCT = """PREFIX cpsu: <https://w3id.org/cpsu-kg/ontology#>
CONSTRUCT { ?any cpsu:ofOffice ?office } WHERE { ?any a cpsu:Vacancy ; cpsu:ofOffice ?office }"""
SELECT = """PREFIX cpsu: <https://w3id.org/cpsu-kg/ontology#>
SELECT ?any ?start WHERE { ?any a cpsu:Vacancy ; cpsu:start ?start } ORDER BY ?start ?any"""
QUESTIONS = [
    "describe",
    "disputes",
    "export ntriples --view org",
    "export trig --graph core --graph links --graph queries",
    "on 1953-03-10",
    "on 1991 --format json",
    "quality --format csv",
    "quality gaps",
    "reconcile-report",
    "query body-composition --body politburo --date 1980-06-01",
    "show joseph-stalin",
    "show congress-17",
    "sparql ask.rq",
    "sparql construct.rq",
    "sparql select.rq",
    "wikidata preflight --waived",
]


@pytest.fixture
def queries(tmp_path, monkeypatch):
    """Three queries in files of the working directory."""
    for name, text in {"ask": ASK, "construct": CONSTRUCT, "select": SELECT}.items():
        (tmp_path / f"{name}.rq").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def bundled():
    """Answers from the bundled data, by question, each found once."""
    return {}


@pytest.mark.usefixtures("queries")
@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_same_answer(run, request, bundled, question, server):
    """A server gives the same answer, to the letter."""
    endpoint = request.getfixturevalue(f"{server}_endpoint")
    words = question.split()
    if question not in bundled:
        bundled[question] = run(*words)

    answer = run(*words, "--endpoint", endpoint)

    assert answer.status == bundled[question].status == 0, answer.err
    assert sorted(answer.out.splitlines()) == sorted(bundled[question].out.splitlines())


def test_graphs_apart(run, tmp_path, dataset_file):
    """A store that does not put its graphs together is asked for them by name."""
    question = ("on", "1953-03-10")

    with servers.oxigraph(tmp_path, dataset_file, read_only=True, union=False) as server:
        answer = run(*question, "--endpoint", server.query)

    assert answer == run(*question)


def test_no_command_is_left_out():
    """The questions above cover each command that has the option."""
    asking = {verb for verb in commands() if "--endpoint" in _options(verb)}

    assert asking == {question.split()[0] for question in QUESTIONS} - {"wikidata"}


def _options(verb):
    parser = ArgumentParser()
    name = verb.replace("-", "_")
    import_module(f"cpsu_kg.cli.commands.{name}").register(parser, [])
    return parser.format_help()


def test_preflight_has_the_option():
    """Commands below another are not among those above; diff asks Wikidata, not the dataset."""
    parser = ArgumentParser()
    import_module("cpsu_kg.cli.wikidata.preflight").register(parser, [])

    assert "--endpoint" in parser.format_help()
