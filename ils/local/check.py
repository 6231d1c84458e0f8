"""bin/check: style, types, layers, house rules, templates, migrations. Every step runs; any failure fails."""

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ils.local.servers import PROJECT, test_servers

BIN = Path(sys.executable).parent
RULES = ("tests/house/test_code.py", "tests/house/test_files.py", "tests/house/test_templates.py")


@dataclass(frozen=True)
class Step:
    """One check and the command that makes it."""

    name: str
    command: tuple[str, ...]


STEPS = (
    Step("stil (ruff check)", (str(BIN / "ruff"), "check", ".")),
    Step("form (ruff format)", (str(BIN / "ruff"), "format", "--check", ".")),
    Step("typer (mypy)", (sys.executable, "-m", "mypy", "--strict", ".")),
    Step("lager (import-linter)", (str(BIN / "lint-imports"), "--no-cache", "--no-logo")),
    Step("mallar (djlint)", (sys.executable, "-m", "djlint", "--lint", "--quiet", "templates")),
    # What tests import is there: mypy does not read them.
    Step(
        "tester (pytest --collect-only)", (sys.executable, "-m", "pytest", "-q", "--collect-only")
    ),
    Step("husets regler (pytest)", (sys.executable, "-m", "pytest", "-q", "-n", "0", *RULES)),
    Step(
        "migreringar (makemigrations)",
        (sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"),
    ),
    Step("Django (check)", (sys.executable, "manage.py", "check", "--fail-level", "WARNING")),
)


def main() -> int:
    """0 when every step passes."""
    with test_servers() as addresses:
        return 0 if check(testing_environment(addresses.environment())) else 1


def check(environment: Mapping[str, str]) -> bool:
    """Run the steps side by side and tell of each as it ends; a failed one with what it said."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda step: _passes(step, environment), STEPS))
    return all(results)


def testing_environment(addresses: Mapping[str, str]) -> dict[str, str]:
    """What the settings read while checking and testing."""
    defaults = {"DJANGO_SETTINGS_MODULE": "ils.settings", "ILS_DEBUG": "0", "ILS_DEMO": "1"}
    return {**defaults, **os.environ, **addresses}


def _passes(step: Step, environment: Mapping[str, str]) -> bool:
    done = subprocess.run(
        step.command,
        cwd=PROJECT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    verdict = "fel" if done.returncode else "ok"
    said = f"\n{done.stdout.rstrip()}" if done.returncode else ""
    print(f"{verdict:4}{step.name}{said}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
