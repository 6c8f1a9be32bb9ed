"""Coverage-guided fuzzing of one kind, in a process of its own: `python -m guided page -runs=1000`.

Needs atheris, which is in no lock of ours: it has wheels for Linux on x86-64 alone.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["living_guide"]):
    from fuzzing import INPUTS, answers

    for each in INPUTS:
        answers(
            each, "[a](b.md)"
        )  # rules are imported when they are first asked for: inside, or they are not seen


def main() -> None:
    kind, *arguments = sys.argv[1:]

    def one(data: bytes) -> None:
        answers(kind, data.decode("utf-8", "replace").replace("\0", ""))

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
