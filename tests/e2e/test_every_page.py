"""Every kind of page that a link leads to, found by following the links: accessible, and within the screen."""

from collections import deque
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.e2e.conftest import DESKTOP, PHONE, ZOOMED, SignIn
from tests.e2e.faults import faults_of
from tests.e2e.site import Site

# Those who see the most first; the others add what only they are shown.
ACCOUNTS = ["slk", "controller", "enhetschef", "chef", "avdelningschef", "bolag", "lasare", "admin"]
# Django's own pages, and what is no page of ours.
SKIPPED = ("admin", "account_logout", "static")
LINKS = "links => links.filter(a => !a.hasAttribute('download')).map(a => a.href)"


def kind_of(url: str, site: Site) -> str:
    """The name of the page that the address leads to; nothing for what is no page of ours."""
    if not url.startswith(site.url):
        return ""
    try:
        found = resolve(urlsplit(url).path)
    except Resolver404:
        return ""
    return "" if found.view_name.split(":")[0] in SKIPPED else found.view_name


def walk(page: Page, site: Site, checked: set[str]) -> list[str]:
    """Follow the links to every kind of page; give the faults of those that nobody has seen yet."""
    faults: list[str] = []
    found = {"start"}
    addresses = deque([("start", f"{site.url}/")])
    while addresses:
        kind, address = addresses.popleft()
        if kind in checked:
            page.goto(address)
        else:
            checked.add(kind)
            faults += faults_of(page, address)
        for url in page.eval_on_selector_all("a[href]", LINKS):
            kind = kind_of(url, site)
            if kind and kind not in found:
                found.add(kind)
                addresses.append((kind, url))
    return faults


@pytest.mark.parametrize("viewport", [DESKTOP, ZOOMED, PHONE], ids=["1280", "200 %", "400"])
def test_every_kind_of_page_is_accessible_and_fits(
    reading_site: Site, sign_in: SignIn, viewport: dict[str, int]
) -> None:
    checked: set[str] = set()

    faults = [
        fault
        for username in ACCOUNTS
        for fault in walk(
            sign_in(reading_site, username, viewport=viewport, bypass_csp=True),
            reading_site,
            checked,
        )
    ]

    assert faults == []
    assert {"rounds:entry", "goals:why", "reports:section", "indicators:indicator"} <= checked
