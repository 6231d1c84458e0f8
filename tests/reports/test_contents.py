"""The contents: last on the first page where there is room, else on pages of their own."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from ils.bench.paper import LARGE, SMALL, Extent, committee_report
from reports.contents import Content
from reports.pdf import render
from tests.reports.test_pdf_robust import assert_valid, frozen

CROWDED = Extent(areas=5, goals=1, indicators=1, units=0)


def pages_of(content: Content) -> list[str]:
    """The text of each page; the document is valid."""
    made = render(frozen(content))
    assert_valid(made)
    return [page.extract_text() for page in PdfReader(BytesIO(made.content)).pages]


def test_few_lines_stand_on_the_first_page_with_their_page_numbers() -> None:
    content = committee_report(1, SMALL)

    first, *others = pages_of(content)

    assert "Innehåll" in first
    assert "Sammanfattande analys 2" in " ".join(first.split())
    assert "Sammanfattande analys" in others[0]
    assert not any("Innehåll" in page for page in others)


def test_a_report_with_nothing_in_it_takes_a_page_beside_the_first() -> None:
    content = committee_report(1, SMALL)
    nothing = [{**each, "text": "", "blocks": []} for each in content["sections"]]

    pages = pages_of({**content, "sections": nothing, "orientations": [], "units": []})

    assert len(pages) == 2


@pytest.mark.parametrize("extent", [LARGE, CROWDED])
def test_many_lines_or_a_full_first_page_give_them_pages_of_their_own(extent: Extent) -> None:
    content = committee_report(1, extent)
    if extent is CROWDED:
        content["frozen_by"] = "Alla som har skrivit " * 150

    first, second, third, *_ = pages_of(content)

    assert "Innehåll" not in first
    assert "Innehåll" in second
    assert "Innehåll" not in third
