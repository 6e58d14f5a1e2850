"""The pre-flight: each check on small lists of holders, and the dataset without objections."""

import pytest

from cpsu_kg.errors import DataSyntaxError, ResourceError
from cpsu_kg.resources import Resources
from cpsu_kg.wikidata.mandates import Day, Mandate, Position, positions
from cpsu_kg.wikidata.preflight import WAIVERS, Report, Waiver, check, preflight, waivers

PRECISION = {4: "9", 7: "10", 10: "11"}


def day(text):
    """A date of the precision that its length shows."""
    return Day((text + "-01-01")[:10] + "T00:00:00Z", PRECISION[len(text)]) if text else None


def mandate(holder, start="", end="", before=None, after=None, acting=False):
    """A term named after its holder."""
    return Mandate(
        f"{holder}-office", holder, start=day(start), end=day(end), predecessor=before,
        successor=after, acting=acting,
    )  # fmt: skip


def office(*mandates, inceptions=("1922",), **offices):
    """An office with its holders, the first one last."""
    position = Position("office")
    position.inceptions = set(inceptions)
    position.mandates = list(reversed(mandates))
    for name, value in offices.items():
        setattr(position, name, value)
    return position


def found(position):
    """The findings, short."""
    return [(each.tenure.removesuffix("-office"), each.check) for each in check(position)]


CLEAN = (
    mandate("a", "1922-04-03", "1930-01-01", after="b"),
    mandate("b", "1930-01-01", "1940", before="a", after="c"),
    mandate("c", "1941-02", before="b"),
)


class TestHolders:
    def test_a_clean_list(self):
        """Hand-over on one day is no overlap; the first and the last need no neighbour."""
        assert found(office(*CLEAN)) == []

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            (mandate("a", "1922", "1930", after="b"), mandate("b", "1930", before="a"), []),
            (
                mandate("a", "", "1930", after="b"),
                mandate("b", "1931", before="a"),
                [("a", "missing-fields")],
            ),
            (
                mandate("a", "1922", "", after="b"),
                mandate("b", "1931", before="a"),
                [("a", "missing-fields")],
            ),
            (
                mandate("a", "1922", "1930"),
                mandate("b", "1931"),
                [("b", "missing-fields"), ("a", "missing-fields")],
            ),
            (mandate("a", "1922", "1930"), mandate("a", "1931"), []),
            (
                mandate("a", "1922", "1930"),
                mandate("b", "1931", acting=True),
                [("a", "missing-fields")],
            ),
            (
                mandate("a", "1922", "1930-02-01", after="b"),
                mandate("b", "1930-01-31", before="a"),
                [("a", "date-overlap")],
            ),
            (
                mandate("a", "1922", "1932", after="b"),
                mandate("b", "1930-01-31", before="a"),
                [("a", "date-overlap")],
            ),
            (
                mandate("a", "1922", "1930", after="b"),
                mandate("b", "1930-05", before="a"),
                [("a", "date-precision")],
            ),
            (
                mandate("a", "1922", "1930-05", after="b"),
                mandate("b", "1930-05-07", before="a"),
                [],
            ),
            (
                mandate("a", "1922", "1930", after="x"),
                mandate("b", "1931", before="y"),
                [("b", "inconsistent-predecessor"), ("a", "inconsistent-successor")],
            ),
            (
                mandate("a", "1922", "1930", before="z", after="b"),
                mandate("b", "1931", before="a", after="z"),
                [("b", "inconsistent-successor"), ("a", "inconsistent-predecessor")],
            ),
        ],
    )
    def test_two_holders(self, first, second, expected):
        """Missing fields, overlaps and wrong neighbours, as the tool reports them."""
        assert found(office(first, second)) == expected


class TestOffices:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"inceptions": ()}, ["missing-inception"]),
            ({"inceptions": ("1922", "1953")}, ["multiple-inception"]),
            ({"abolitions": {"1952", "1991"}}, ["multiple-abolition"]),
            ({"implied_predecessors": {"x"}}, ["indirect-predecessor"]),
            ({"implied_successors": {"x"}}, ["indirect-successor"]),
            ({"implied_successors": {"x"}, "successors": {"x"}}, []),
            ({"mandates": []}, ["no-holders"]),
            ({"is_position": False}, ["no-position"]),
        ],
    )
    def test_one_fault(self, changes, expected):
        """Each fault of an office has its own check."""
        assert [name for _, name in found(office(*CLEAN, **changes))] == expected


class TestWaivers:
    def test_the_dataset_is_clean(self, kg):
        """No objection is left without a waiver, no waiver without an objection."""
        report = preflight(kg)

        assert [(f.office, f.tenure, f.check, f.explanation) for f in report.open] == []
        assert [(w.office, w.tenure, w.check) for w in report.unused] == []
        assert report.clean
        assert report.waived

    def test_every_office_is_checked(self, kg):
        """All offices of the dataset are read, with all their holders."""
        found = {each.name: each for each in positions(kg)}

        assert set(found) == set(kg.names.known("office"))
        assert [m.holder for m in found["general-secretary"].mandates][-1] == "joseph-stalin"

    def test_open_waived_unused(self):
        """A waiver covers what it names, with * for anything; the rest is reported."""
        findings = list(check(office(mandate("a", "1922", "1930"), mandate("b", "1931"))))
        reasons = [
            Waiver("office", "a-office", "missing-fields", "known"),
            Waiver("office", "*", "date-overlap", "not needed"),
        ]
        report = Report(findings, reasons)

        assert [each.tenure for each in report.open] == ["b-office"]
        assert [each.tenure for each in report.waived] == ["a-office"]
        assert report.unused == reasons[1:]
        assert not report.clean
        assert Report(findings, [Waiver("office", "*", "*", "all")]).clean

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "office,check,reason\n",
            "office,tenure,check,reason\nx,y,z\n",
            "office,tenure,check,reason\nx,y,z, \n",
            "office,tenure,check,reason\n,y,z,why\n",
        ],
    )
    def test_malformed_waivers(self, tmp_path, text):
        """Every waiver needs an office, a check and a reason."""
        path = tmp_path / WAIVERS
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")

        with pytest.raises(DataSyntaxError):
            waivers(Resources(tmp_path))

    def test_no_file(self, tmp_path):
        """A missing file is reported with its path."""
        with pytest.raises(ResourceError, match="preflight-waivers"):
            waivers(Resources(tmp_path))
