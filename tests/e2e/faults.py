"""What is wrong with a page: its answer, axe's findings, its width, its console."""

from pathlib import Path

from playwright.sync_api import Page

_AXE = (Path(__file__).parent / "axe.min.js").read_text()
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def faults_of(page: Page, address: str) -> list[str]:
    """Open the page and list its faults; the browser must have been let past the CSP for axe."""
    console: list[str] = []

    def listen(said: object) -> None:
        if getattr(said, "type", "") == "error":
            console.append(f"{address}: {getattr(said, 'text', '')}")

    page.on("console", listen)
    answer = page.goto(address)
    page.remove_listener("console", listen)
    if answer is None or answer.status != 200:
        return [f"{address}: {answer.status if answer else 'inget svar'}"]
    page.evaluate(_AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", _RULES)
    faults = [
        f"{address}: {rule['id']} {rule['nodes'][0]['target']}" for rule in found["violations"]
    ]
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if width[0] > width[1]:
        faults.append(f"{address}: {width[0]} px wide in {width[1]}")
    return faults + console
