"""Strange locales, time zones and terminals, a read-only installation, no network."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DAY = ("on", "1953-03-10")
# What a person sees, in all ways of writing it.
COMMANDS = {
    "on": DAY,
    "on, as rows": (*DAY, "--format", "csv"),
    "show": ("show", "joseph-stalin"),
    "query, as rows": ("query", "acting-holders", "--format", "json"),
    "query": ("query", "holders-of-office", "--office", "general-secretary"),
    "list": ("query", "--list"),
    "disputes": ("disputes",),
    "help": ("--help",),
    "refusal": ("on", "1953-13"),
}
PLACES = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0"},
    "POSIX, ASCII asked for": {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii:strict"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "no such locale": {"LC_ALL": "xx_YY.nonsense"},
    "14 hours ahead": {"TZ": "Pacific/Kiritimati"},
    "11 hours behind": {"TZ": "Pacific/Pago_Pago"},
    "no such zone": {"TZ": ":nonsense/nowhere"},
    "no home": {"HOME": "/dev/null/home", "XDG_CACHE_HOME": "/dev/null/cache"},
}
WIDTHS = ("1", "20", "1000", "0", "-5", "wide", "9" * 30)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ["on", "on, as rows", "query", "refusal"])
def test_places(name, place, program):
    """Locale, time zone and home change neither a word nor a day of the answer."""
    words = COMMANDS[name]

    assert program(*words, env=PLACES[place]) == program(*words)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", COMMANDS)
def test_widths(name, width, run_here, monkeypatch):
    """No width of the terminal is too small, and none loses a letter but of columns named."""
    monkeypatch.setenv("COLUMNS", "1000")
    wide = run_here(*COMMANDS[name])
    monkeypatch.setenv("COLUMNS", width)
    ended = run_here(*COMMANDS[name])

    assert (ended.status, ended.err) == (wide.status, wide.err)
    if "no room for the column" not in ended.out:
        assert _letters(wide.out) <= _letters(ended.out)
    if "as rows" in name:
        assert ended.out == wide.out


@pytest.mark.parametrize("stream", ["in", "out", "err"])
def test_closed_streams(stream, program):
    """A closed stream is no reason for a traceback, and a lost answer is no success."""
    number = {"in": "0<&-", "out": "1>&-", "err": "2>&-"}[stream]
    ended = program(*DAY, before=("sh", "-c", f'exec "$@" {number}', "sh"))

    if stream == "out":
        assert ended == (2, b"", b"cpsu-kg: cannot write standard output: it is closed\n")
    else:
        assert ended == program(*DAY)


def test_refusal_with_closed_error_stream(program):
    """What nobody can be told is not told among the answers."""
    ended = program(*COMMANDS["refusal"], before=("sh", "-c", 'exec "$@" 2>&-', "sh"))

    assert ended == (2, b"", b"")


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """A copy of the program and its data, never run before."""
    folder = tmp_path_factory.mktemp("installation")
    for name in ("data", "ontology", "queries", "shapes", "src"):
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    return folder


class TestReadOnly:
    @pytest.mark.parametrize("name", ["on", "query"])
    def test_answers(self, name, installation, program):
        """Where nothing can be written, not even a cache, the answers are the same."""
        mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
        before = (*_unshared("--mount"), "sh", "-c", mount, str(installation))
        env = {"PYTHONPATH": f"{installation}/src", "CPSU_KG_CACHE": f"{installation}/cache"}
        ended = program(*COMMANDS[name], before=before, env=env)

        assert ended == program(*COMMANDS[name])
        assert not list(installation.rglob("__pycache__"))


class TestNoNetwork:
    @pytest.mark.parametrize(
        "words",
        [
            DAY,
            ("show", "joseph-stalin", "--format", "jsonld"),
            ("export", "jsonld", "--graph", "links"),
            ("export", "rdfxml", "--graph", "links"),
            ("describe",),
            ("sparql", "ask.rq"),
        ],
        ids=lambda words: " ".join(words),
    )
    def test_answers(self, words, program, tmp_path):
        """Nothing that is asked of the bundled dataset needs a network, not even loopback."""
        (tmp_path / "ask.rq").write_text("ASK { ?s ?p ?o }", encoding="utf-8")
        ended = program(*words, before=_unshared("--net"))

        assert ended == program(*words)
        assert ended.status == 0

    def test_remote(self, program, refusal):
        """An endpoint is out of reach, which is one line."""
        words = ("--endpoint", "http://192.0.2.1/sparql")

        refusal(program(*DAY, *words, before=_unshared("--net")), "192.0.2.1")


def _unshared(kind):
    """Words that run a command in a world of its own, where the system allows that."""
    words = ["unshare", "--map-root-user", kind]
    try:
        subprocess.run([*words, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(f"{' '.join(words)} is not allowed here")
    return words


def _letters(text):
    return Counter("".join(text.split()))
