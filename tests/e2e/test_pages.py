"""Every page at two widths: accessible, within the screen, and without a fault in the console."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import DESKTOP, PHONE, SignIn
from tests.e2e.site import Site

AXE = (Path(__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
UNIT = "forskolan-lingonstigen"

PAGES = {
    "enhetschef": [
        "/",
        "/att-gora/",
        f"/att-gora/2026-t2/{UNIT}/",
        f"/att-gora/2026-t2/{UNIT}/lamna-in/",
        f"/mal/2026-t2/{UNIT}/",
        f"/att-gora/2026-t1/{UNIT}/",
    ],
    "controller": [
        "/",
        "/granska/2026-t2/jarva/",
        "/mal/2026-t2/jarva/",
        "/att-gora/2026-t2/jarva/",
        "/rapporter/2026-t2/jarva/",
    ],
    "chef": ["/", "/rapporter/2026-t2/jarva/beslut/"],
    "bolag": ["/", "/att-gora/", "/mal/2026-t2/svenska-bostader/"],
    "slk": [
        "/",
        "/mal/2026-t2/",
        "/mal/2022-ar/",
        "/granska/",
        "/rapporter/2026-t2/",
        "/rapporter/2026-t2/bilaga-1/",
        "/rapporter/version/",
    ],
    "lasare": ["/", "/mal/2026-t1/", "/indikatorer/nyckeltal/"],
}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "400"])
@pytest.mark.parametrize("username", PAGES)
def test_pages_are_accessible_and_fit(
    reading_site: Site, sign_in: SignIn, username: str, viewport: dict[str, int]
) -> None:
    page = sign_in(reading_site, username, viewport=viewport, bypass_csp=True)
    console: list[str] = []
    page.on("console", lambda said: console.append(said.text) if said.type == "error" else None)

    faults = [fault for address in PAGES[username] for fault in _faults(page, address)]

    assert faults == []
    assert console == []


def test_the_sign_in_page(reading_site: Site, sign_in: SignIn) -> None:
    page = sign_in(reading_site, "lasare", bypass_csp=True)
    page.context.clear_cookies()

    assert _faults(page, "/konto/login/") == []


def _faults(page: Page, address: str) -> list[str]:
    """What is wrong with a page: its answer, axe's findings, or that it is wider than the screen."""
    answer = page.goto(address)
    assert answer is not None
    if answer.status != 200:
        return [f"{address}: {answer.status}"]
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", RULES)
    faults = [
        f"{address}: {rule['id']} {rule['nodes'][0]['target']}" for rule in found["violations"]
    ]
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if width[0] > width[1]:
        faults.append(f"{address}: {width[0]} px wide in {width[1]}")
    return faults
