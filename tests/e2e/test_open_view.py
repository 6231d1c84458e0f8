"""The open view in a browser: a resident finds the city's goals and an indicator without an account."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.faults import faults_of
from tests.e2e.site import Site, copy_database, drop_database, run_site

# The city decides its report of the current tertial; that the nämnder are not ready is an exception.
DECIDE = """
from datetime import date
from organisation.models import Organisation, User
from periods.queries import current_period
from reports.commands import decide, propose
from reports.gathering.frame import Decision
where = {"organisation": Organisation.objects.get(kind="city"), "period": current_period()}
who = {"by": User.objects.get(username="slk"), "verify_at": ""}
copy = propose(**where, **who)
minutes = Decision(date.today(), "3", "KS 2026/1", "Ja.", "Nämnderna lämnar in senare.")
decide(**where, **who, decision=minutes, seen=copy.number)
"""


@pytest.fixture
def open_site(demo_city: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A running ILS with the open view on, where the city has decided its report."""
    url = copy_database(demo_city, f"ils_open_{os.getpid()}")
    monkeypatch.setenv("ILS_PUBLIC_VIEW", "1")
    with run_site(url, worker=False) as site:
        site.manage("shell", "-c", DECIDE)
        yield site
    drop_database(url)


def test_a_resident_reads_without_an_account(open_site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=open_site.url, viewport=PHONE, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    addresses = []

    page.goto("/")
    page.get_by_role("link", name="Läs beslutade resultat utan att logga in").click()
    addresses.append(page.url)
    page.get_by_role("link", name="Stockholms stad").click()
    addresses.append(page.url)
    expect(page.get_by_text("dnr KS 2026/1")).to_be_visible()
    page.get_by_role("link", name="Andel föräldrar som är nöjda med förskolan").click()
    addresses.append(page.url)
    expect(page.get_by_role("heading", name="Så mäts indikatorn")).to_be_visible()

    faults = []
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        faults += [fault for address in addresses for fault in faults_of(page, address)]
    context.close()
    assert not faults
