"""The keyboard alone: what has the focus, and the way to a link or a button with Tab."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page

# More steps than any page has places to stop at.
STEPS = 400
FOCUS = """() => {
    const one = document.activeElement;
    const label = one.labels?.[0]?.textContent || one.getAttribute("aria-label") || one.textContent;
    return {tag: one.tagName, type: one.type || "", name: one.name || "", value: one.value || "",
            text: (label || "").trim(), shown: one.matches(":focus-visible")};
}"""


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
