"""What was typed survives a network that is cut and a login that has expired."""

from playwright.sync_api import Page, expect

from ils.demo.accounts import PASSWORD
from tests.e2e.conftest import SignIn
from tests.e2e.site import Site
from tests.e2e.test_entry import DAYS, UNIT, field, leave, row


def test_a_row_that_could_not_be_sent_is_sent_when_the_network_is_back(
    site: Site, sign_in: SignIn
) -> None:
    page = sign_in(site, "enhetschef")
    page.goto(UNIT)

    page.context.set_offline(True)
    leave(field(page, DAYS, "Prognos"), "88")
    expect(row(page, DAYS)).to_contain_text("Inte sparad – försöker igen")
    page.context.set_offline(False)

    expect(row(page, DAYS)).not_to_contain_text("Inte sparad")
    expect(row(page, DAYS)).to_contain_text("Uppnås helt")


def test_what_was_typed_is_offered_after_an_expired_login(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "enhetschef")
    page.goto(UNIT)

    _lose_the_login(page)
    leave(field(page, DAYS, "Prognos"), "88")
    expect(page.locator("#sparat")).to_contain_text("du har loggats ut")
    page.get_by_role("link", name="Logga in igen").click()
    page.get_by_label("Användarnamn eller e-post").fill("enhetschef")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()

    expect(page.locator("#kvar")).to_contain_text("1 uppgift som du skrev här")
    page.get_by_role("button", name="Använd det").click()
    expect(field(page, DAYS, "Prognos")).to_have_value("88")
    page.get_by_role("button", name="Spara", exact=True).last.click()
    expect(row(page, DAYS)).to_contain_text("Uppnås helt")
    expect(page.locator("#kvar")).to_be_hidden()


def test_a_text_is_kept_as_a_draft_while_it_is_written(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "enhetschef")
    page.goto(UNIT)
    page.locator("#mal tbody th a").first.click()

    page.get_by_label("Resultat").fill("Gården är snart klar.")
    expect(page.locator("#sparat")).to_contain_text("Utkast sparat")
    page.reload()

    page.get_by_role("link", name="Använd utkastet").click()
    expect(page.get_by_label("Resultat")).to_have_value("Gården är snart klar.")
    expect(page.locator("main")).to_contain_text("är inte sparat")


def _lose_the_login(page: Page) -> None:
    """End the login as when a working day has passed."""
    page.context.clear_cookies(name="sessionid")
