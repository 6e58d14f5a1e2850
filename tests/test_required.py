"""What a test needs is asked for in one way: skipped at home, failed in CI."""

import pytest
import required


@pytest.mark.parametrize(
    "ask", [lambda: required.program("no-such-program"), lambda: required.module("no_such_module")]
)
class TestMissing:
    def test_skipped_at_home(self, ask, monkeypatch):
        """Who lacks it can still run the other tests."""
        monkeypatch.delenv("CI", raising=False)

        with pytest.raises(pytest.skip.Exception, match="is not installed"):
            ask()

    def test_failed_in_ci(self, ask, monkeypatch):
        """Where everything is to be tested, nothing is left out silently."""
        monkeypatch.setenv("CI", "true")

        with pytest.raises(pytest.fail.Exception, match="in CI nothing is skipped"):
            ask()


def test_present():
    """What is there is given."""
    assert required.module("json").loads("1") == 1
    assert required.program("sh").endswith("sh")
