"""Reading a command line without argparse: the same answer, or none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpsu_kg.cli.argparser import Parser
from cpsu_kg.cli.commands import on, query
from cpsu_kg.cli.plain import Plain
from cpsu_kg.errors import CpsuKgError

READ = [
    (on, ["1953-03-10"]),
    (on, ["1953", "--sources", "--format", "csv"]),
    (on, ["--endpoint", "http://localhost/sparql", "1953"]),
    (query, ["--list"]),
    (query, ["offices"]),
    (query, ["holders-of-office", "--office", "general-secretary", "--format", "json"]),
    (query, ["--format", "csv", "career", "--person", "joseph-stalin"]),
]
LEFT = [
    (on, ["--help"]),
    (on, []),
    (on, ["1953", "--format=csv"]),
    (on, ["1953", "--format", "xls"]),
    (on, ["1953", "--timeout", "5"]),
    (on, ["1953", "1954"]),
    (on, ["1953", "--endpoint"]),
    (on, ["--", "1953"]),
    (on, ["-1953"]),
    (query, ["holders-of-office"]),
    (query, ["holders-of-office", "--office", "--list"]),
    (query, ["offices", "--colour", "red"]),
]
WORDS = [
    *("1953", "offices", "career", "csv", "xls", "5", "", "a b"),
    *("--person", "--format", "--sources", "--list", "--endpoint", "--timeout", "--format=json"),
    *("-h", "--", "-1", "-x y"),
]


def _plain(module, words):
    parser = Plain()
    module.register(parser, words)
    answers = parser.parse(words)
    return None if answers is None else vars(answers)


def _argparse(module, words):
    parser = Parser("cpsu-kg", "")
    module.register(parser, words)
    return vars(parser.parse_args(words))


class TestPlain:
    @pytest.mark.parametrize(("module", "words"), READ)
    def test_usual_words_are_read(self, module, words):
        """What people type is read at once, and means what argparse says."""
        assert _plain(module, words) == _argparse(module, words)

    @pytest.mark.parametrize(("module", "words"), LEFT)
    def test_the_rest_is_left(self, module, words):
        """Help, errors and rare ways of writing are left to argparse."""
        assert _plain(module, words) is None

    @settings(max_examples=300)
    @given(st.sampled_from([on, query]), st.lists(st.sampled_from(WORDS), max_size=6))
    def test_never_another_answer(self, module, words):
        """Whatever is typed: the same as argparse, or nothing."""
        try:
            answers = _plain(module, words)
        except CpsuKgError:  # an unknown query, which the program tells before it reads on
            return

        assert answers is None or answers == _argparse(module, words)
