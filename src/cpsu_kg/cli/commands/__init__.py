"""One file per verb; a new file here is a new command, nothing else has to be changed.

The file name is the verb (`_` for `-`). The first line of its docstring is the one-line help,
the rest the description, ending with an example. It defines two functions:

    def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
        Add the arguments. `words` are those typed after the verb, for a verb whose options
        depend on them.

    def run(args: argparse.Namespace) -> int:
        Call the library, write the answer to standard output and give the exit status.
        Bad input is left to raise `CpsuKgError`; `main` turns it into one line and status 2.

A verb that defines `PLAIN = True` is read without argparse where that is possible; it uses nothing
of the parser but `add_argument`.

Import nothing heavy at the top of the file: it would be paid for at every start.
"""
