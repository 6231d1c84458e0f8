"""What is committed knows nothing of the machine it was written on, and cites only what is there."""

import re
import subprocess

import pytest

from tests.house.project import PROJECT

# Places and hosts of a workshop; an installation has its own.
_LOCAL = re.compile(r"/wor[k]/|/home/\w+/|/Users/\w+/|--index-url|--extra-index-url|--trusted-host")
_CARRIED = {"tests/e2e/axe.min.js", "tests/house/test_files.py"}


def _committed() -> list[str]:
    """The files that git knows."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("inte ett git-arkiv")
    return [name for name in listed.stdout.splitlines() if name not in _CARRIED]


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = {}
    for name in _committed():
        path = PROJECT / name
        if not path.is_file() or path.suffix in (".woff2", ".png", ".pdf"):
            continue
        match = _LOCAL.search(path.read_text(errors="ignore"))
        if match:
            found[name] = match.group(0)

    assert not found


def test_the_locks_name_no_index_and_hash_everything() -> None:
    for lock in PROJECT.glob("requirements*.lock"):
        text = lock.read_text()

        assert "://" not in re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE), lock
        assert "--hash=sha256:" in text, lock


_PROMISE = re.compile(r"[Pp]romise (\d+)")
_PROMISED = re.compile(r"^\| (\d+) \|", re.MULTILINE)
_PATH = re.compile(r"`([\w./]+/[\w.]*)`")


def test_a_promise_that_is_cited_is_made_and_what_holds_it_is_there() -> None:
    text = (PROJECT / "docs/promises.md").read_text()
    made = set(_PROMISED.findall(text))
    readable = [name for name in _committed() if name.endswith((".py", ".md", ".html"))]
    cited = {
        number for name in readable for number in _PROMISE.findall((PROJECT / name).read_text())
    }

    assert cited <= made
    assert [path for path in _PATH.findall(text) if not (PROJECT / path).exists()] == []
