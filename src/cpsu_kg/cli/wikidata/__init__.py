"""The commands under `cpsu-kg wikidata`: one file each, made like those in `cli.commands`.

A new file here is a new command of the group; nothing else has to be changed.
"""
