"""With the keyboard alone: the unit's round, and the controller's way to a red value and a word about it."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.keys import STEPS, Focus, focus, follow
from tests.e2e.site import Site

UNIT = "Förskolan Lingonstigen"


def test_a_round_is_handed_in_with_the_keyboard_alone(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "enhetschef")

    page.keyboard.press("Tab")
    assert focus(page).text == "Hoppa till innehållet"
    follow(page, f"{UNIT}|lista för {UNIT}")
    fill_the_page(page, "Spara")
    # What lacks an åtgärd is known when the values are saved.
    fill_the_page(page, "Spara")
    unwritten = page.get_by_role("row").filter(has_text="ej skriven").get_by_role("link")
    while unwritten.count():
        follow(page, re.escape(unwritten.first.inner_text()))
        fill_the_page(page, "Spara")
        follow(page, "Tillbaka till listan")
    follow(page, "Granska och lämna in")
    follow(page, "^Lämna in")

    expect(page.locator("main")).to_contain_text(re.compile("inlämnad", re.IGNORECASE))


def test_a_red_value_is_found_and_commented_with_the_keyboard_alone(
    site: Site, sign_in: SignIn
) -> None:
    page = sign_in(site, "controller")

    follow(page, "^Öppna nämndens mål")
    follow(page, "^Läget$")
    follow(page, "^Förskolan Tallkotten")
    follow(page, "^Röd\\s*Uppnås ej")
    expect(page.get_by_role("heading", level=1)).to_have_text("Varför denna färg?")
    follow(page, "^Kommentarer")
    while focus(page).tag != "TEXTAREA":
        page.keyboard.press("Tab")
    page.keyboard.type("Vad behövs för att vända det?")
    follow(page, "^Skicka kommentar")

    expect(page.locator("#messages")).to_contain_text("Kommentaren är skickad.")


def fill_the_page(page: Page, until: str) -> None:
    """Go through the page with Tab, write where something is empty, and press the button."""
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        at = focus(page)
        if at.tag == "BUTTON" and at.text == until:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        write(page, at)
    raise AssertionError(f"”{until}” is not reached with Tab")


def write(page: Page, at: Focus) -> None:
    """Write something in the input that has the focus, if it is empty."""
    field = at.name.rpartition("-")[2]
    is_light = at.type == "radio" and field == "light"
    is_empty_choice = at.tag == "SELECT" and not at.value and field in ("state", "yes")
    if is_light or is_empty_choice:
        page.keyboard.press("ArrowDown")
    elif at.type == "date" and field == "due_on" and not at.value:
        # The browser's own order, which is the American one here.
        page.keyboard.type("12152026")
    elif at.tag == "TEXTAREA" and not at.value:
        page.keyboard.type("Skrivet med tangenterna.")
    elif at.type == "text" and not at.value:
        numbers = {"numerator": "18", "denominator": "40", "value": "5"}
        texts = {"responsible": "Eva", "decided_by": "Eva Enhetschef"}
        page.keyboard.type({**numbers, **texts}.get(field, ""))
