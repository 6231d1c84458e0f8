"""The round without JavaScript: plain forms, and a fault that keeps what was typed (promise 16)."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import SignIn
from tests.e2e.site import Site

ENTRY = "/att-gora/2026-t2/forskolan-lingonstigen/"
SURVEY = "Andel föräldrar som är nöjda med förskolan"


def test_a_value_is_saved_with_a_button(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "enhetschef", java_script_enabled=False)
    page.goto(ENTRY)
    survey = page.get_by_role("row", name=SURVEY).first

    survey.get_by_role("textbox", name=re.compile("Prognos")).fill("82")
    page.get_by_role("button", name="Spara", exact=True).click()

    light = page.get_by_role("row", name=SURVEY).first.locator("td[data-label=Ljus]")
    expect(light).to_contain_text("Uppnås delvis")
    expect(light).to_contain_text("grönt kräver minst 84")


def test_a_fault_keeps_what_was_typed(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "enhetschef", java_script_enabled=False)
    page.goto(ENTRY)
    rows = page.get_by_role("row", name=SURVEY)

    rows.first.get_by_role("textbox", name=re.compile("Prognos")).fill("8,2,1")
    page.get_by_role("button", name="Spara", exact=True).click()

    summary = page.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(summary.get_by_role("link").first).to_have_attribute("href", re.compile("#"))
    expect(rows.first.get_by_role("textbox", name=re.compile("Prognos"))).to_have_value("8,2,1")
    assert page.title().startswith("Fel:")
