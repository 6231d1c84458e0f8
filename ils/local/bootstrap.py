"""Makes a bare machine ready: Debian packages, the virtual environment, then the real program.

Runs with the system's Python before anything is installed: the standard library only, and by
path, since importing `ils` needs Celery.
"""

from __future__ import annotations

import argparse
import ctypes
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "ils-locks.json"
RUN_LOCK, DEV_LOCK = "requirements.lock", "requirements-dev.lock"
OLDEST = (3, 11)
HAS_PIP = "import importlib.util as u; raise SystemExit(not u.find_spec('pip'))"
INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
MODULES = {"run": "ils.local.launch", "test": "ils.local.testing", "check": "ils.local.check"}


@dataclass(frozen=True)
class Need:
    """Something that comes from Debian."""

    packages: tuple[str, ...]
    purpose: str
    is_met: Callable[[], bool]
    is_essential: bool = True


def _has_venv() -> bool:
    return find_spec("ensurepip") is not None and find_spec("venv") is not None


def _has_pdf() -> bool:
    try:
        for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
            ctypes.CDLL(name)
    except OSError:
        return False
    return any(Path("/usr/share/fonts").rglob("*.[to]tf"))


def _has_chromium() -> bool:
    return shutil.which("chromium") is not None


def _has_poppler() -> bool:
    return shutil.which("pdftotext") is not None


PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")
ENVIRONMENT = Need(("python3-venv",), "den virtuella miljön", _has_venv)
PDF = Need(PANGO, "PDF", _has_pdf, is_essential=False)
PDF_TESTED = Need(PANGO, "PDF", _has_pdf)
BROWSER = Need(("chromium",), "webbläsartesterna", _has_chromium)
READER = Need(("poppler-utils",), "PDF-testerna", _has_poppler)
NEEDS = {
    "run": (ENVIRONMENT, PDF),
    "test": (ENVIRONMENT, PDF_TESTED, BROWSER, READER),
    "check": (ENVIRONMENT,),
}


def main(arguments: Sequence[str]) -> int:
    """Prepare, then become the program that was asked for."""
    task, rest = arguments[0], list(arguments[1:])
    if sys.version_info < OLDEST:
        return _fail(
            f"ILS behöver Python {OLDEST[0]}.{OLDEST[1]} eller nyare, här finns {sys.version.split()[0]}."
        )
    if task == "run" and run_options(rest).check:
        return report()
    try:
        if not _prepare(task):
            return 1
    except PermissionError as error:
        return _fail(
            f"Får inte skriva i {error.filename}. Den tillhör kanske root efter en körning med sudo."
        )
    return _become(MODULES[task], rest)


def _become(module: str, arguments: Sequence[str]) -> NoReturn:
    os.execv(PYTHON, [str(PYTHON), "-m", module, *arguments])


def _prepare(task: str) -> bool:
    with _one_at_a_time():
        return provide(NEEDS[task]) and install(RUN_LOCK if task == "run" else DEV_LOCK)


def run_options(arguments: Sequence[str]) -> argparse.Namespace:
    """What bin/run understands. Here, so that --help answers before anything is installed."""
    parser = argparse.ArgumentParser(
        "bin/run", description="Startar ILS på den här datorn. Ctrl-C stannar allt."
    )
    parser.add_argument(
        "--port", type=int, default=8000, help="webbens port (8000; 0 tar en ledig)"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="töm databasen och läs in demostaden på nytt"
    )
    parser.add_argument(
        "--size", choices=("demo", "city"), default="demo", help="demostadens storlek"
    )
    parser.add_argument("--check", action="store_true", help="tala om vad som saknas, starta inget")
    return parser.parse_args(arguments)


def report() -> int:
    """Say in Swedish what is missing; 1 if bin/run cannot start without it."""
    missing = [need for need in (*NEEDS["run"], BROWSER, READER) if not need.is_met()]
    for need in missing:
        print(f"Saknas för {need.purpose}: {' '.join(need.packages)}")
    if missing:
        print(f"Installera med:\n  {install_line(missing)}")
    if not is_installed(RUN_LOCK):
        print(
            "Python-paketen är inte installerade eller är av äldre version: bin/run installerar dem."
        )
    if not missing:
        print("Inget Debianpaket saknas.")
    return int(any(need in missing and need.is_essential for need in NEEDS["run"]))


def provide(needs: Sequence[Need]) -> bool:
    """Install from Debian as root, else say the exact line; False when it cannot go on without."""
    missing = [need for need in needs if not need.is_met()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        _step(f"Installerar Debianpaket för {', '.join(need.purpose for need in missing)}")
        _apt(missing)
        missing = [need for need in missing if not need.is_met()]
    for need in missing:
        print(f"Saknas för {need.purpose}: {' '.join(need.packages)}", file=sys.stderr)
    if not missing:
        return True
    print(f"Installera med:\n  {install_line(missing)}", file=sys.stderr)
    if any(need.is_essential for need in missing):
        return False
    print("Går vidare: allt utom PDF fungerar.", file=sys.stderr)
    return True


def install_line(missing: Sequence[Need]) -> str:
    return " ".join(("sudo", *INSTALL, *(package for need in missing for package in need.packages)))


def install(lock: str) -> bool:
    """The virtual environment with exactly what the lock file names."""
    if is_installed(lock):
        return True
    if not _works():
        _step("Gör en virtuell miljö (.venv)")
        if not _quietly([sys.executable, "-m", "venv", "--clear", str(VENV)]):
            return False
    _step("Installerar Python-paket (första gången ungefär en minut)")
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
    ]
    if not _quietly([*pip, "--require-hashes", "-r", str(PROJECT / lock)]):
        return False
    _stamp(lock)
    return True


def is_installed(lock: str) -> bool:
    return _works() and _stamps().get(lock) == _digest(lock)


def _works() -> bool:
    """A virtual environment breaks when the system's Python is replaced or the folder is moved."""
    try:
        return (
            subprocess.run([PYTHON, "-c", HAS_PIP], capture_output=True, check=False).returncode
            == 0
        )
    except OSError:
        return False


def _stamp(lock: str) -> None:
    # The locks agree with each other, and the larger one holds all of the smaller.
    held = (RUN_LOCK, DEV_LOCK) if lock == DEV_LOCK else (RUN_LOCK,)
    STAMP.write_text(json.dumps({name: _digest(name) for name in held}))


def _stamps() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def _digest(lock: str) -> str:
    return hashlib.sha256((PROJECT / lock).read_bytes()).hexdigest()


def _apt(missing: Sequence[Need]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = [package for need in missing for package in need.packages]
    if not _quietly(
        [*INSTALL, *packages], environment, tell=False
    ):  # The lists may be absent or old.
        _quietly(["apt-get", "update"], environment) and _quietly(
            [*INSTALL, *packages], environment
        )


def _quietly(
    command: Sequence[str], environment: dict[str, str] | None = None, *, tell: bool = True
) -> bool:
    """Run without a word; the last lines of what it said are shown only when it fails."""
    done = subprocess.run(
        command,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode and tell:
        print("\n".join(done.stdout.splitlines()[-15:]), file=sys.stderr)
        _fail(f"Det gick inte att köra: {' '.join(map(str, command))}")
    return done.returncode == 0


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two starts at once would install into the same folder."""
    folder = PROJECT / "var"
    folder.mkdir(exist_ok=True)
    with (folder / "setup.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _step(text: str) -> None:
    print(f"· {text} …", flush=True)


def _fail(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
