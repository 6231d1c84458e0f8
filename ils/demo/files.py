"""The demo city's data files, in the project's own tree."""

import csv
import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a file with semicolons, by column."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def content(name: str) -> dict[str, Any]:
    """What a TOML file says."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
