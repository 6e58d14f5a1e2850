"""Partial dates and three-valued comparison, checked against plain counting of days."""

import contextlib
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from cpsu_kg.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    XSD,
    Bounds,
    Certainty,
    PartialDate,
    Span,
    new_style,
    old_style_agrees,
)
from cpsu_kg.errors import DateError

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
ANCHOR = date(1953, 3, 5)


@st.composite
def partial_dates(draw):
    """Any partial date of any precision."""
    text = draw(DAYS).isoformat()
    return PartialDate.parse(text[: draw(st.sampled_from([4, 7, 10]))])


@st.composite
def close_bounds(draw):
    """Bounds of a few days around one anchor, so that pairs of days can be listed."""
    earliest = ANCHOR + timedelta(days=draw(st.integers(0, 12)))
    return Bounds(earliest, earliest + timedelta(days=draw(st.integers(0, 5))))


@st.composite
def close_spans(draw):
    """Spans whose start and end are such bounds, and that can exist."""
    start, end = draw(close_bounds()), draw(close_bounds())
    assume(start.earliest <= end.latest)
    return Span(start, end), list(lives(start, end))


def days(bounds):
    """Every day that bounds allow."""
    count = (bounds.latest - bounds.earliest).days + 1
    return [bounds.earliest + timedelta(days=n) for n in range(count)]


def lives(start, end):
    """Every start and end, in order, that the bounds allow."""
    return ((s, e) for s, e in product(days(start), days(end)) if s <= e)


def verdict(cases):
    """The oracle: true of all, of some, or of none of the possible worlds."""
    outcomes = set(cases)
    if outcomes == {True}:
        return Certainty.CERTAINLY
    return Certainty.POSSIBLY if True in outcomes else Certainty.CERTAINLY_NOT


class TestPartialDate:
    @given(partial_dates())
    def test_text_and_literal_round_trip(self, value):
        """What is written reads back as the same date with the same precision."""
        assert PartialDate.parse(str(value)) == value
        assert PartialDate.from_literal(value.literal) == value

    @given(partial_dates(), DAYS)
    def test_days_are_those_whose_text_begins_alike(self, value, day):
        """A partial date means exactly the days whose ISO text begins with it."""
        within = value.first_day <= day <= value.last_day

        assert within == day.isoformat().startswith(str(value))

    @given(partial_dates())
    def test_first_and_last_day_are_tight(self, value):
        """The first and the last day are meant, the days beside them are not."""
        one = timedelta(days=1)

        assert value.first_day.isoformat().startswith(str(value))
        assert value.last_day.isoformat().startswith(str(value))
        assert not (value.first_day - one).isoformat().startswith(str(value))
        assert not (value.last_day + one).isoformat().startswith(str(value))

    @given(partial_dates(), partial_dates())
    def test_partial_dates_nest_or_are_apart(self, one, other):
        """Two dates are compatible exactly if some day is meant by both."""
        shared = one.first_day <= other.last_day and other.first_day <= one.last_day

        assert one.compatible(other) == shared
        assert one.contains(other) == str(other).startswith(str(one))

    @pytest.mark.parametrize(
        ("text", "precision"), [("1953", "year"), ("1953-03", "month"), (" 1953-03-10 ", "day")]
    )
    def test_precision_follows_from_the_text(self, text, precision):
        """Blanks around a date are ignored, its length is its precision."""
        assert PartialDate.parse(text).precision == precision

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "1953-3",
            "1953-3-10",
            "10 March 1953",
            "53",
            "1953-13",
            "1953-00",
            "1953-02-29",
            "1953-03-10Z",
            "1799",
            "2101",
            "0000",
            "99999",
            "1953-03-10T00:00",
            "-1953",
            "١٩٥٣",
            "1953–03",
            "today",
        ],
    )
    def test_anything_else_is_refused_with_its_value(self, text):
        """A text that is no date of the years accepted is an error that carries the text."""
        with pytest.raises(DateError) as caught:
            PartialDate.parse(text)

        assert caught.value.value == text
        assert repr(text) in str(caught.value)
        assert "\n" not in str(caught.value)

    @given(st.text(max_size=12))
    def test_no_text_breaks_the_parser(self, text):
        """Any text either is a date or raises DateError."""
        with contextlib.suppress(DateError):
            assert str(PartialDate.parse(text)) == text.strip()

    @pytest.mark.parametrize(
        ("value", "datatype"),
        [
            ("1953", "date"),
            ("1953-03-10", "gYear"),
            ("1953-03", "string"),
            ("1953-03-10", "dateTime"),
        ],
    )
    def test_datatype_must_say_the_same_precision(self, value, datatype):
        """A literal whose datatype promises another precision is refused."""
        with pytest.raises(DateError, match=datatype):
            PartialDate.from_literal(Literal(value, datatype=NamedNode(XSD + datatype)))

    @pytest.mark.parametrize(
        ("parts", "value", "reason"),
        [
            ((1953, None, 10), "1953-10", "a day needs a month"),
            ((1953, 2, 30), "1953-02-30", "there is no such day in the calendar"),
            ((1953, 13), "1953-13", "there is no such day in the calendar"),
            ((1799,), "1799", f"the year is not between {FIRST_YEAR} and {LAST_YEAR}"),
        ],
    )
    def test_parts_that_make_no_date(self, parts, value, reason):
        """The error carries the date and says what is wrong with it."""
        with pytest.raises(DateError) as caught:
            PartialDate(*parts)

        assert (caught.value.value, caught.value.reason) == (value, reason)

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("1953-3", "write YYYY, YYYY-MM or YYYY-MM-DD"),
            ("1953-02-30", "there is no such day in the calendar"),
        ],
    )
    def test_the_reason_tells_what_would_be_right(self, text, reason):
        """A wrong form is answered with the right one, a wrong day with the calendar."""
        with pytest.raises(DateError) as caught:
            PartialDate.parse(text)

        assert caught.value.reason == reason

    def test_equal_dates_are_one_in_a_set(self):
        """Equality and hash go by value and precision."""
        texts = ["1953", "1953-03", "1953", "1953-01-01"]

        assert len({PartialDate.parse(each) for each in texts}) == 3
        assert repr(PartialDate(1953, 3)) == "PartialDate('1953-03')"
        assert PartialDate(1953) != PartialDate(1954)
        assert PartialDate(1953) != "1953"


class TestBounds:
    @given(close_bounds(), close_bounds())
    def test_before_and_after(self, one, other):
        """Order is certain only if it holds for every pair of possible days."""
        pairs = list(product(days(one), days(other)))

        assert one.before(other) == verdict(a < b for a, b in pairs)
        assert one.after(other) == verdict(a > b for a, b in pairs)

    @given(st.lists(partial_dates(), min_size=1, max_size=4))
    def test_bounds_of_several_dates_enclose_them_all(self, dates):
        """The bounds reach from the earliest first day to the latest last day."""
        found = Bounds.of(*dates)

        assert found.earliest == min(each.first_day for each in dates)
        assert found.latest == max(each.last_day for each in dates)

    def test_an_unknown_date_leaves_everything_open(self):
        """A date that is not known may be any day, also beside known ones."""
        assert Bounds.of(None) == Bounds.of() == Bounds.of(PartialDate(1953), None) == Bounds()
        assert hash(Bounds.of(None)) == hash(Bounds())
        assert Bounds.of(None).before(Bounds.of(PartialDate(1953))) is Certainty.POSSIBLY
        assert repr(Bounds.of(PartialDate(1953, 2))) == "Bounds(1953-02-01, 1953-02-28)"


class TestSpan:
    @given(close_spans(), close_bounds())
    def test_between(self, span_and_lives, period):
        """In office in a period: certain, possible or excluded as counted over all lives."""
        span, cases = span_and_lives

        expected = verdict(s <= period.latest and e >= period.earliest for s, e in cases)
        assert span.between(period.earliest, period.latest) == expected

    @given(close_spans(), close_spans())
    def test_overlaps(self, one, other):
        """Two spans overlap if they have a day in common, hand-over days included."""
        pairs = product(one[1], other[1])

        expected = verdict(a[0] <= b[1] and b[0] <= a[1] for a, b in pairs)
        assert one[0].overlaps(other[0]) == expected

    @given(close_spans())
    def test_lengths(self, span_and_lives):
        """Shortest and longest count both the first and the last day."""
        span, cases = span_and_lives
        lengths = [(e - s).days + 1 for s, e in cases]

        assert (span.shortest(), span.longest()) == (min(lengths), max(lengths))

    @given(close_spans())
    def test_start_and_end_narrow_each_other(self, span_and_lives):
        """The bounds kept are exactly the days that occur in some possible life."""
        span, cases = span_and_lives

        assert span.start == Bounds(min(s for s, _ in cases), max(s for s, _ in cases))
        assert span.end == Bounds(min(e for _, e in cases), max(e for _, e in cases))

    def test_an_unknown_end_is_possible_for_ever(self):
        """A tenure without an end has no length and is never certain after its start."""
        span = Span.of(PartialDate.parse("1953-03-05"), None)

        assert span.shortest() is span.longest() is None
        assert span.during(PartialDate(1953, 3, 5)) is Certainty.CERTAINLY
        assert span.during(PartialDate(1954)) is Certainty.POSSIBLY
        assert span.during(PartialDate(1952)) is Certainty.CERTAINLY_NOT
        assert repr(span).startswith("Span(Bounds(1953-03-05, 1953-03-05)")

    def test_the_last_possible_day_is_possible(self):
        """What may have ended on a day may have touched what began on it."""
        march = Span(Bounds.of(PartialDate(1953, 2)), Bounds.of(PartialDate(1953, 3)))
        after = Span.of(PartialDate(1953, 3, 31), PartialDate(1953, 5))

        assert march.between(date(1953, 3, 31), date(1953, 4, 30)) is Certainty.POSSIBLY
        assert march.overlaps(after) is after.overlaps(march) is Certainty.POSSIBLY

    def test_an_end_before_the_start_is_refused(self):
        """A span that no choice of days makes possible is an error."""
        with pytest.raises(DateError) as caught:
            Span.of(PartialDate(1953), PartialDate(1952))

        assert caught.value.value == "1953-01-01..1952-12-31"
        assert caught.value.reason == "the end is before the start"


class TestOldStyle:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("1878-12-06", "1878-12-18"),
            ("1870-04-10", "1870-04-22"),
            ("1900-02-28", "1900-03-12"),
            ("1900-03-01", "1900-03-14"),
            ("1917-10-25", "1917-11-07"),
            ("1918-01-31", "1918-02-13"),
        ],
    )
    def test_known_pairs_agree(self, old, new):
        """Dates that history books give in both styles are the same day, and no other."""
        day = PartialDate.parse(new)

        assert new_style(PartialDate.parse(old)) == Bounds.of(day)
        assert old_style_agrees(PartialDate.parse(old), day)
        assert not old_style_agrees(PartialDate.parse(old), PartialDate.parse(old))

    @given(DAYS)
    @example(date(1901, 1, 31))
    @example(date(1900, 2, 28))
    def test_conversion_counts_julian_leap_days(self, day):
        """The difference grows by one at each century year that is no Gregorian leap year."""
        skipped = [date(y, 3, 1) for y in (1700, 1800, 1900, 2100)]

        difference = 10 + sum(day >= each for each in skipped)
        converted = new_style(PartialDate(day.year, day.month, day.day))
        assert converted.earliest == converted.latest == day + timedelta(days=difference)

    def test_a_month_may_fall_into_two(self):
        """A Julian month covers days of two Gregorian months."""
        old = PartialDate.parse("1878-12")

        assert old_style_agrees(old, PartialDate.parse("1878-12"))
        assert old_style_agrees(old, PartialDate.parse("1879-01"))
        assert not old_style_agrees(old, PartialDate.parse("1878-11"))
        assert old_style_agrees(old, PartialDate.parse("1879"))
