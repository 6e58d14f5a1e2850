"""The command line: `main` finds the verb, `commands` has one file per verb."""
