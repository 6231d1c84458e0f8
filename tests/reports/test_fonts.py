"""A font that is missing or broken is said in words; no PDF is made in boxes or in another font."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from ils.bench.paper import SMALL, committee_report
from reports import pdf
from reports.pdf_ready import FONTS, PdfUnavailable, renderer, what_is_missing
from tests.reports.conftest import Scene, SignIn
from tests.reports.test_pdf_robust import frozen

BOLD = "pdf/open-sans-semibold.ttf"


@pytest.fixture
def statics(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Static files of our own, which a test may spoil."""
    found = finders.find("pdf/report.css")
    assert isinstance(found, str)
    shutil.copytree(Path(found).parent, tmp_path / "pdf")
    monkeypatch.setattr(
        finders, "find", lambda name: str(tmp_path / name) if (tmp_path / name).exists() else None
    )
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    """Read fonts and style sheets anew."""
    for each in (pdf._style, pdf._characters, pdf._edition):
        each.cache_clear()


@pytest.mark.parametrize("name", FONTS)
def test_a_missing_font_is_said_before_anything_is_ordered(
    name: str, statics: Path, scene: Scene, client_of: SignIn
) -> None:
    (statics / name).unlink()

    assert name in what_is_missing()
    with pytest.raises(PdfUnavailable, match="typsnitt saknas"):
        renderer()
    page = _copy(client_of(scene.world.controller), scene)
    assert "installerar programmet på nytt" in page


def _copy(client: Client, scene: Scene) -> str:
    """The page of a frozen copy."""
    return client.get(scene.propose().get_absolute_url()).content.decode()


@pytest.mark.parametrize("kept", [0, 4, 20_000])
def test_a_broken_font_makes_no_document(kept: int, statics: Path) -> None:
    font = statics / BOLD
    font.write_bytes(font.read_bytes()[:kept])

    with pytest.raises(PdfUnavailable, match="skadat"):
        pdf.render(frozen(committee_report(1, SMALL)))


def test_a_document_in_a_font_of_the_machine_is_refused(
    statics: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = statics / "pdf/report.css"
    sheet.write_text(sheet.read_text().replace("open-sans-regular.ttf", "open-sans-lost.ttf"))
    sheet.write_text(
        sheet.read_text().replace('"Open Sans"; font-weight: 400', '"X"; font-weight: 400')
    )
    sheet.write_text(sheet.read_text() + "p { font-family: serif }")

    with pytest.raises(PdfUnavailable, match="typsnitt"):
        pdf.typeset("<html lang=sv><title>x</title><body><p>Ord</p></body></html>")
