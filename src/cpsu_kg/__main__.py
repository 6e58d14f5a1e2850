"""Lets `python -m cpsu_kg` do what `cpsu-kg` does."""

from cpsu_kg.cli.main import program

program()
