"""Run the open test vectors: a JSON list of cases in, a JSON list of verdicts out.

`python -m lights CASES.json`, or `-` for standard input. Exit status: 0 if every case was
judged, 1 if some case was faulty, 2 if the list itself could not be read.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from io import TextIOWrapper
from pathlib import Path

from lights.cases import Answer, CaseError, answer


def main(argv: Sequence[str] | None = None) -> int:
    """Read the cases, write the verdicts, and give the exit status."""
    source: str = _parser().parse_args(argv).cases
    try:
        cases = parse(_read(source))
    except (OSError, ValueError, RecursionError) as fault:
        print(f"Kan inte läsa fallen i {source}: {_explain(fault)}", file=sys.stderr)
        return 2
    answers = [answer(case) for case in cases]
    _write(answers)
    return 1 if any("error" in each for each in answers) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ils-lights", description="Bedömer en lista med fall enligt ljusens regler."
    )
    parser.add_argument("cases", metavar="FALL.json", help="fil med fall, eller - för standard in")
    return parser


def _read(source: str) -> bytes:
    return sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()


def parse(content: bytes) -> list[object]:
    """Parse a list of cases with exact decimals; NaN and the like are left to the case to refuse.

    Raises ValueError if the content is not UTF-8, not JSON or not a list, and RecursionError if
    it is nested too deeply.
    """
    cases = json.loads(
        content.decode("utf-8-sig"),
        parse_float=_exact,
        parse_int=_whole,
        parse_constant=Decimal,
    )
    if not isinstance(cases, list):
        raise CaseError("innehållet ska vara en lista med fall.")
    return cases


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond what Decimal can hold
        return Decimal("Infinity")


def _whole(text: str) -> int | Decimal:
    # Python refuses to make an int of thousands of digits, which would stop every case.
    return int(text) if len(text) <= 20 else Decimal(text)


def _write(answers: Iterable[Answer]) -> None:
    """Write one verdict a line, in UTF-8 whatever the terminal's language."""
    if isinstance(sys.stdout, TextIOWrapper):
        # Half a surrogate pair in an id has no UTF-8; its escape is valid JSON.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in answers)
    print(f"[\n{lines}\n]" if lines else "[]")


def _explain(fault: Exception) -> str:
    """Say in Swedish why the list could not be read."""
    if isinstance(fault, json.JSONDecodeError):
        return f"ej giltig JSON vid rad {fault.lineno}, tecken {fault.colno}."
    if isinstance(fault, UnicodeDecodeError):
        return "texten är inte UTF-8."
    if isinstance(fault, RecursionError):
        return "innehållet är för djupt nästlat."
    if isinstance(fault, FileNotFoundError):
        return "filen finns inte."
    if isinstance(fault, OSError):
        return "filen kan inte öppnas."
    return str(fault)


if __name__ == "__main__":
    sys.exit(main())
