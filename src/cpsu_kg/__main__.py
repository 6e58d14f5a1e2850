"""Lets `python -m cpsu_kg` do what `cpsu-kg` does."""

import sys

from cpsu_kg.cli.main import main

sys.exit(main())
