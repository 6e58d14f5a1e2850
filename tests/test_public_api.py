"""The public face of the library is small, sorted and exactly what is written down."""

from __future__ import annotations

import inspect

import pytest

import cpsu_kg


class TestExports:
    def test_all_is_sorted(self):
        """`__all__` is in alphabetical order, without doubles."""
        assert cpsu_kg.__all__ == sorted(set(cpsu_kg.__all__))

    def test_all_is_what_is_visible(self):
        """Nothing public is left out of `__all__`, nothing in it is missing."""
        visible = {
            name
            for name in dir(cpsu_kg)
            if not name.startswith("_") and not inspect.ismodule(getattr(cpsu_kg, name))
        }

        assert visible - {"annotations"} == set(cpsu_kg.__all__) - {"__version__"}

    def test_face_is_small(self):
        """A user has a handful of names to learn."""
        assert len(cpsu_kg.__all__) <= 12
        assert "KnowledgeGraph" in cpsu_kg.__all__
        assert "CpsuKgError" in cpsu_kg.__all__

    @pytest.mark.parametrize("name", [n for n in cpsu_kg.__all__ if not n.startswith("_")])
    def test_exports_are_documented(self, name):
        """Every exported name says what it is for."""
        assert (inspect.getdoc(getattr(cpsu_kg, name)) or "").strip()

    def test_methods_are_documented(self):
        """So does every public method of the one noun that users import."""
        for name, member in inspect.getmembers(cpsu_kg.KnowledgeGraph):
            if not name.startswith("_") and callable(member):
                assert (inspect.getdoc(member) or "").strip(), name
                if inspect.signature(member).return_annotation not in ("None", None):
                    assert "KnowledgeGraph" in member.__qualname__

    def test_unknown_name(self):
        """A name that is not there is an AttributeError, as of any module."""
        with pytest.raises(AttributeError):
            cpsu_kg.nothing_of_the_kind  # noqa: B018
