"""What bin/run and bin/test say on a machine that lacks something."""

import subprocess
import sys
from pathlib import Path

import pytest

from ils.local import bootstrap
from ils.local.bootstrap import BROWSER, ENVIRONMENT, PDF, PDF_TESTED, Need, install_line, provide


def missing(need: Need) -> Need:
    return Need(need.packages, need.purpose, lambda: False, need.is_essential)


@pytest.fixture(autouse=True)
def ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)


def test_an_ordinary_user_gets_the_exact_line_and_it_stops(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert not provide([missing(ENVIRONMENT), missing(BROWSER)])

    line = "sudo apt-get install -y --no-install-recommends python3-venv chromium"
    assert line in capsys.readouterr().err


def test_without_pdf_libraries_the_rest_runs_and_it_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert provide([missing(PDF)])

    said = capsys.readouterr().err
    assert "Saknas för PDF: libpango-1.0-0" in said
    assert "allt utom PDF fungerar" in said


def test_the_tests_do_not_go_on_without_pdf_libraries() -> None:
    assert not provide([missing(PDF_TESTED)])


def test_root_installs_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    need = Need(("chromium",), "webbläsartesterna", lambda: "chromium" in installed)
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0)
    monkeypatch.setattr(bootstrap, "_apt", lambda needs: installed.extend(needs[0].packages))

    assert provide([need])


def test_the_line_names_every_package_once() -> None:
    packages = install_line([ENVIRONMENT, PDF, BROWSER]).split()

    assert len(packages) == len(set(packages))


def test_a_new_lock_file_is_installed_and_an_old_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    for name in (bootstrap.RUN_LOCK, bootstrap.DEV_LOCK):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(bootstrap, "PROJECT", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(bootstrap, "_works", lambda: True)
    monkeypatch.setattr(bootstrap, "_quietly", lambda command: ran.append(command[-1]) is None)

    assert bootstrap.install(bootstrap.DEV_LOCK)
    assert bootstrap.install(bootstrap.RUN_LOCK)  # Held by the larger one.
    (tmp_path / bootstrap.RUN_LOCK).write_text("two")
    assert bootstrap.install(bootstrap.RUN_LOCK)

    assert ran == [str(tmp_path / bootstrap.DEV_LOCK), str(tmp_path / bootstrap.RUN_LOCK)]


def test_it_needs_nothing_but_the_standard_library() -> None:
    command = [sys.executable, "-S", "-I", bootstrap.__file__, "run", "--help"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert "--fresh" in done.stdout


def test_no_lock_file_names_an_index() -> None:
    for name in (bootstrap.RUN_LOCK, bootstrap.DEV_LOCK):
        text = (bootstrap.PROJECT / name).read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "--index" not in text
