"""From the start page to the goal that goes worst, down to the unit that pulls it, and a word with it."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.site import Site

UNIT = "Förskolan Tallkotten"
INDICATOR = "Antal lässtunder i veckan per barngrupp"
QUESTION = "Vad skulle behövas för att hinna läsa oftare?"
ANSWER = "En till i personalen på eftermiddagarna. Hon börjar i oktober."


def test_from_the_worst_goal_to_an_answer_from_the_unit(site: Site, sign_in: SignIn) -> None:
    controller = sign_in(site, "controller")
    _find_the_worst_goal(controller)
    _follow_it_down(controller)
    _ask(controller)

    manager = sign_in(site, "enhetschef")
    _answer(manager)

    _read_the_answer_and_close(controller)


def _find_the_worst_goal(page: Page) -> None:
    """In two clicks from the start page: the nämnd's goals, and why the red one is red."""
    page.get_by_role("link", name="Öppna nämndens mål").first.click()
    page.locator(".tree-row .light-red a.light-face").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Varför")


def _follow_it_down(page: Page) -> None:
    """From the goal to the unit's commitment under it, and to why its indicator is red."""
    page.get_by_role("navigation", name="Plats i organisationen").get_by_role(
        "link", name="Mål 1.1.1"
    ).click()
    red = page.locator("#under tr").filter(has_text=UNIT).filter(has=page.locator(".light-red a"))
    red.get_by_role("link").first.click()
    row = page.get_by_role("row", name=re.compile(INDICATOR)).first
    row.locator(".light-red a.light-face").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Varför denna färg?")
    expect(page.locator("main")).to_contain_text(UNIT)


def _ask(page: Page) -> None:
    """Send the unit a comment about the value."""
    page.get_by_role("link", name="Kommentarer").click()
    page.get_by_label("Kommentar", exact=True).fill(QUESTION)
    page.get_by_role("button", name="Skicka kommentar").click()
    expect(page.locator("#messages")).to_contain_text("Kommentaren är skickad.")


def _answer(page: Page) -> None:
    """The manager finds it in Att göra, and answers there it leads."""
    page.get_by_role("link", name="Att göra").first.click()
    waiting = page.locator("#kommentarer")
    expect(waiting).to_contain_text(QUESTION)
    waiting.get_by_role("link", name=INDICATOR).click()
    page.get_by_label("Svara", exact=True).fill(ANSWER)
    page.get_by_role("button", name="Skicka svar").click()
    expect(page.locator("main")).to_contain_text(ANSWER)


def _read_the_answer_and_close(page: Page) -> None:
    """The controller has it in Att göra, reads and closes."""
    page.get_by_role("link", name="Att göra").first.click()
    expect(page.locator("#kommentarer")).to_contain_text("Hon börjar i oktober")
    page.locator("#kommentarer").get_by_role("link", name=INDICATOR).click()
    page.get_by_role("button", name="Avsluta dialogen").click()
    expect(page.locator("main")).to_contain_text("Avslutad av Carl Controller")
