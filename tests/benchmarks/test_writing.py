"""What the benchmarks measure, reckon and write down."""

import sys

import pytest
from benchmarks import measure, results, table


class TestTable:
    def test_layout(self):
        """A table is as wide as its widest cells; figures stand to the right."""
        text = table.table(["step", "1 x"], [["load", "1.20 s"], ["derive it", "9 ms"]])

        assert text == (
            "| step      |    1 x |\n"
            "| --------- | -----: |\n"
            "| load      | 1.20 s |\n"
            "| derive it |   9 ms |\n"
        )

    @pytest.mark.parametrize(
        ("value", "text"),
        [(None, ""), (0.00123, "1.23 ms"), (0.0446, "44.6 ms"), (0.5, "500 ms"), (1.5, "1.50 s"),
         (123.4, "123 s")],
    )  # fmt: skip
    def test_seconds(self, value, text):
        """Times have three digits and the unit that fits."""
        assert table.seconds(value) == text


class TestGrowth:
    @pytest.mark.parametrize(("exponent"), [0.0, 0.5, 1.0, 2.0])
    def test_exponent(self, exponent):
        """The exponent between the two largest sizes is found, whatever came before."""
        sizes = [10, 100, 1000]
        values = [7, *(3 * size**exponent for size in sizes[1:])]

        assert measure.growth(sizes, values) == pytest.approx(exponent)

    def test_gaps(self):
        """What was not measured is left out; one figure alone says nothing."""
        assert measure.growth([1, 10, 100], [1, None, 100]) == pytest.approx(1)
        assert measure.growth([1, 10], [1, None]) is None


class TestRun:
    def test_figures(self):
        """Time, memory and output of a process are told."""
        code = "import sys; sys.stderr.write('err'); print(len(bytearray(60_000_000)))"
        run = measure.run([sys.executable, "-c", code])

        assert (run.status, run.output, run.errors) == (0, "60000000\n", "err")
        assert run.peak > 50
        assert run.seconds > 0

    def test_limit(self):
        """A process is stopped when its time is over, and that is told."""
        run = measure.run([sys.executable, "-c", "import time; time.sleep(600)"], limit=0.5)

        assert run.status < 0

    def test_failure(self):
        """An exit status is told."""
        assert measure.run([sys.executable, "-c", "raise SystemExit(3)"]).status == 3


class TestResults:
    def test_sections_are_replaced(self, tmp_path):
        """A second run of a part replaces its section only."""
        path = tmp_path / "RESULTS.md"
        results.put(path, "Scale", ["2 cores"], "| a |\n")
        results.put(path, "Instant", ["2 cores"], "| b |\n")
        before = path.read_text()
        results.put(path, "Scale", ["4 cores"], "| c |\n")
        after = path.read_text()

        assert before.index("## Instant") < before.index("## Scale")
        assert "| a |" in before
        assert after == before.replace("| a |", "| c |").replace(
            "## Scale\n\n- 2 cores", "## Scale\n\n- 4 cores"
        )
