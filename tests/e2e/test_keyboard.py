"""The unit's round with the keyboard alone: from the sign-in to the handed-in report."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.site import Site

UNIT = "Förskolan Lingonstigen"
# More steps than any page of the round has places to stop at.
STEPS = 400
FOCUS = """() => {
    const one = document.activeElement;
    const label = one.labels?.[0]?.textContent || one.getAttribute("aria-label") || one.textContent;
    return {tag: one.tagName, type: one.type || "", name: one.name || "", value: one.value || "",
            text: (label || "").trim(), shown: one.matches(":focus-visible")};
}"""


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


@dataclass(frozen=True)
class Focus:
    """What has the focus."""

    tag: str
    type: str
    name: str
    value: str
    text: str
    shown: bool


def focus(page: Page) -> Focus:
    return Focus(**page.evaluate(FOCUS))


def tab_to(page: Page, text: str) -> Focus:
    """Press Tab until a link or a button with the text has the focus, which must be seen."""
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        at = focus(page)
        if at.tag in ("A", "BUTTON") and re.search(text, at.text):
            assert at.shown, f"”{at.text}” shows no focus"
            return at
    raise AssertionError(f"”{text}” is not reached with Tab")


def follow(page: Page, text: str) -> None:
    """Go to a link or a button and press Enter."""
    tab_to(page, text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


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
