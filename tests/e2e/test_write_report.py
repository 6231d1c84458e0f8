"""A nämnd's report written by two at once: a draft that saves itself, a conflict word by word, a text drawn in."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.site import Site

REPORT = "/rapporter/2026-t2/jarva/"
SECTION = f"{REPORT}avsnitt/sammanfattning/"
FIRST = "Året går bra för barnen."
SECOND = "Året går trögt för barnen."
# A second controller of the same nämnd, whom the demo does not have.
COLLEAGUE = """
from ils.demo.accounts import PASSWORD
from organisation.models import Membership, Organisation, User
user = User.objects.create_user("kollega", password=PASSWORD, first_name="Kim", last_name="Kollega")
Membership.objects.create(
    user=user,
    organisation=Organisation.objects.get(code="jarva"),
    role="controller",
    valid_from="2020-01-01",
)
"""


def test_two_write_the_same_section(site: Site, sign_in: SignIn) -> None:
    site.manage("shell", "-c", COLLEAGUE)
    controller, colleague = sign_in(site, "controller"), sign_in(site, "kollega")
    for page in (controller, colleague):
        page.goto(SECTION)

    _write_a_draft(controller)
    _see_who_writes(colleague)
    _save(colleague, SECOND)
    _meet_the_conflict(controller)
    _see_the_differences(controller)


def test_what_units_have_written_is_drawn_in(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "controller")
    page.goto(SECTION)

    page.get_by_text(re.compile(r"Visa \d+ texter")).first.click()
    page.locator(".sources details details summary").first.click()
    page.get_by_role("button", name=re.compile("^Hämta in")).first.click()

    expect(page.locator("main")).to_contain_text("Texten är hämtad")
    text = page.locator("textarea").input_value()
    assert text.strip()
    page.get_by_label("Klarmarkera avsnittet").check()
    page.get_by_role("button", name="Spara", exact=True).click()
    page.goto(REPORT)
    expect(page.locator(".texts")).to_contain_text("1 av 4 avsnitt klarmarkerade")


def _write_a_draft(page: Page) -> None:
    """What is typed is kept without a press, and offered when the page is opened anew."""
    page.locator("textarea").press_sequentially(FIRST)
    expect(page.locator("#sparat")).to_contain_text(re.compile("utkast", re.IGNORECASE))
    page.reload()
    page.get_by_role("link", name="Använd utkastet").click()
    expect(page.locator("textarea")).to_have_value(FIRST)


def _see_who_writes(page: Page) -> None:
    page.reload()
    expect(page.locator(".writers")).to_contain_text("Carl Controller skriver här")


def _save(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("#messages, main")).to_contain_text([re.compile("spara", re.IGNORECASE)])


def _meet_the_conflict(page: Page) -> None:
    """Nothing is written over: the saved text and the difference stand beside the own one."""
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Kim Kollega sparade")
    expect(page.locator("main")).to_contain_text(SECOND)
    expect(page.locator("ins")).to_contain_text("bra")
    expect(page.locator("textarea")).to_have_value(FIRST)
    _save(page, f"{SECOND} Fler lär sig läsa.")


def _see_the_differences(page: Page) -> None:
    """A proposal is frozen, the text goes on, and the two are compared."""
    page.goto(REPORT)
    page.get_by_role("button", name="Gör förslag till beslut").click()
    expect(page).to_have_url(re.compile(r"/rapporter/version/\d+/"), timeout=30_000)
    page.goto(SECTION)
    _save(page, f"{SECOND} Fler lär sig läsa och räkna.")
    page.goto(REPORT)
    page.get_by_role("link", name="Visa skillnader").click()
    expect(page.locator("ins")).to_contain_text("räkna")
