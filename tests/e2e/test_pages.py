"""Pages that look different to each role, at two widths: accessible, within the screen, no fault said."""

import pytest

from tests.e2e.conftest import DESKTOP, PHONE, SignIn
from tests.e2e.faults import faults_of
from tests.e2e.site import Site

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
        "/perioder/2026-t2/datum/jarva/",
        "/mal/2026-t2/jarva/",
        "/mal/2026-t2/jarva/laget/",
        "/mal/2026-t2/jarva/matris/",
        "/mal/2026-t2/jarva/kontroll/",
        "/att-gora/2026-t2/jarva/",
        "/rapporter/2026-t2/jarva/",
    ],
    "avdelningschef": ["/", "/granska/"],
    "chef": ["/", "/rapporter/2026-t2/jarva/beslut/"],
    "bolag": ["/", "/att-gora/", "/mal/2026-t2/svenska-bostader/"],
    "slk": [
        "/",
        "/mal/2026-t2/",
        "/mal/2026-t1/stockholm/laget/",
        "/mal/2026-t1/stockholm/matris/?visa=mal",
        "/mal/2022-ar/",
        "/granska/",
        "/perioder/2026-t2/datum/",
        "/perioder/2026-t1/lasning/",
        "/rapporter/2026-t2/",
        "/rapporter/2026-t2/bilagor/",
        "/rapporter/version/",
        "/mal/2026-t2/stockholm/prognoser/",
        "/mal/2026-t2/stockholm/varden/?ljus=red&antal=25",
        "/mal/2026-t2/stockholm/gront-over-tid/?sort=-gap&antal=25",
    ],
    "lasare": ["/", "/mal/2026-t1/", "/indikatorer/nyckeltal/"],
}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "400"])
@pytest.mark.parametrize("username", PAGES)
def test_pages_are_accessible_and_fit(
    reading_site: Site, sign_in: SignIn, username: str, viewport: dict[str, int]
) -> None:
    page = sign_in(reading_site, username, viewport=viewport, bypass_csp=True)

    faults = [fault for address in PAGES[username] for fault in faults_of(page, address)]

    assert faults == []


def test_the_sign_in_page(reading_site: Site, sign_in: SignIn) -> None:
    page = sign_in(reading_site, "lasare", bypass_csp=True)
    page.context.clear_cookies()

    assert faults_of(page, "/konto/login/") == []
