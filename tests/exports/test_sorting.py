"""Lines come out sorted and distinct, whether or not they fit into memory."""

from hypothesis import given
from hypothesis import strategies as st

from cpsu_kg.exports import sorting
from cpsu_kg.exports.sorting import sorted_lines

LINES = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")))


@given(LINES, st.integers(1, 5))
def test_small_memory_changes_nothing(lines, limit):
    """Runs on disk give what one sort in memory gives."""
    assert list(sorted_lines(lines, limit)) == sorted(set(lines))


def test_exports_in_small_memory(kg, text, exported, monkeypatched_limit):
    """A whole export comes out the same when it does not fit into memory."""
    for name in ("turtle", "jsonld"):
        assert text(kg, name) == exported(name).read_text(encoding="utf-8")
    assert monkeypatched_limit


def test_limit_is_generous():
    """The dataset itself never needs the disk."""
    assert sorting.LIMIT >= 500_000
