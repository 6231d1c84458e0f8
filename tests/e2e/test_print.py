"""What a page is on paper: Chromium's own print of it."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.e2e.conftest import SignIn
from tests.e2e.site import Site


@pytest.mark.parametrize(("name", "place"), [("slk", "stockholm"), ("controller", "jarva")])
def test_the_first_page_of_the_dashboard_is_filled(
    reading_site: Site, sign_in: SignIn, name: str, place: str
) -> None:
    """Cards that could not be broken were moved to the next page, and left half of it empty."""
    page = sign_in(reading_site, name)
    page.goto(f"/mal/2026-t2/{place}/laget/")
    first_card = page.locator(".concerns > .card").first
    title = first_card.locator("h3").inner_text().split()[0]
    point = first_card.locator("li").first.inner_text().split()[0]

    first, *_ = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages

    words = first.extract_text()
    at = words.index("Kräver uppmärksamhet")
    assert title in words[at:]
    assert point in words[at:]
