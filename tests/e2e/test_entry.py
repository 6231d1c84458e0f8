"""Entering values in a browser: rows save themselves, the keyboard is enough, nothing is overwritten."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.conftest import PHONE, SignIn
from tests.e2e.site import Site

UNIT = "/att-gora/2026-t2/forskolan-lingonstigen/"
DAYS = "Andel dagar då alla barn varit ute minst två timmar"
SHARE = "Andel barn vars lärande har kartlagts under året"


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has_text=name).first


def field(page: Page, name: str, column: str, part: str = "") -> Locator:
    return row(page, name).get_by_role("textbox", name=re.compile(f"{column}.*{part}"))


def leave(target: Locator, text: str, key: str = "Tab") -> None:
    target.fill(text)
    target.press(key)


def test_a_row_is_saved_when_it_is_left_and_marks_what_is_wrong(
    site: Site, sign_in: SignIn
) -> None:
    page = sign_in(site, "enhetschef")
    page.goto(UNIT)

    leave(field(page, DAYS, "Utfall"), "88,5 %")
    expect(page.locator("#sparat")).to_contain_text("Sparat")
    expect(field(page, DAYS, "Prognos")).to_be_focused()
    # What is saved is no longer kept in the browser, and nobody has pasted anything.
    page.wait_for_function("localStorage.length === 0")
    expect(page.locator("#inklistrat [role=status]")).to_have_text("")

    leave(field(page, DAYS, "Prognos"), "åttio")
    expect(row(page, DAYS)).to_contain_text("”åttio” är inte ett tal")
    expect(field(page, DAYS, "Prognos")).to_have_attribute("aria-invalid", "true")
    expect(field(page, DAYS, "Prognos")).to_have_value("åttio")

    leave(field(page, DAYS, "Prognos"), "80", "Enter")
    expect(row(page, DAYS)).to_contain_text("Uppnås ej")
    expect(field(page, DAYS, "Prognos")).not_to_have_attribute("aria-invalid", "true")
    # A value off its target is not done until its åtgärd is written.
    expect(page.locator("#framsteg")).to_contain_text("1 av 7")
    expect(page.get_by_label(re.compile(f"Orsak {DAYS}"))).to_be_visible()
    expect(field(page, "Antal barn per årsarbetare", "Prognos")).to_be_focused()

    leave(field(page, SHARE, "Prognos", "Täljare"), "18")
    expect(row(page, SHARE)).not_to_contain_text("Ange både")
    leave(field(page, SHARE, "Prognos", "Nämnare"), "20")
    expect(row(page, SHARE)).to_contain_text("= 90 %")


def paste(page: Page, text: str) -> None:
    """Paste into the field that has the focus, as from Excel."""
    page.evaluate(
        """(text) => {
            const clipboard = new DataTransfer();
            clipboard.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: clipboard, bubbles: true}));
        }""",
        text,
    )


def test_a_block_from_excel_is_shown_before_it_is_saved(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "enhetschef")
    page.goto(UNIT)
    barn = "Antal barn per årsarbetare"

    expect(page.get_by_role("button", name="Spara de inklistrade")).to_be_hidden()
    field(page, DAYS, "Utfall").focus()
    paste(page, "87,5 %\t−1,1x\r\n5,0\t5,1\r\n")
    expect(page.locator("#inklistrat")).to_contain_text(
        "4 värden klistrades in, 1 kunde inte tolkas. Inget är sparat än."
    )
    expect(field(page, barn, "Prognos")).to_have_value("5,1")
    expect(row(page, barn)).to_contain_text("Ej rapporterad")
    page.get_by_role("button", name="Ångra").click()
    expect(field(page, barn, "Prognos")).to_have_value("")

    field(page, DAYS, "Prognos").focus()
    paste(page, "87,5\r\n5,1\r\n")
    page.get_by_role("button", name="Spara de inklistrade").click()
    expect(row(page, DAYS)).to_contain_text("Uppnås helt")
    expect(row(page, barn)).to_contain_text("Uppnås helt")


def test_yes_and_no_are_pasted_and_what_is_neither_changes_nothing(
    site: Site, sign_in: SignIn
) -> None:
    page = sign_in(site, "enhetschef")
    page.goto(UNIT)
    choices = row(page, "Enhetens årliga arbetsmiljörond").get_by_role("combobox")

    field(page, "Antal barn per årsarbetare", "Utfall").focus()
    # The row between is marked ready: its line is left out.
    paste(page, "5,0\t5,1\r\n\t\r\nJA\tkanske\r\n")

    expect(page.locator("#inklistrat")).to_contain_text(
        "4 värden klistrades in, 1 kunde inte tolkas."
    )
    expect(choices.first).to_have_value("ja")
    expect(choices.last).to_have_value("")
    expect(choices.last).to_have_attribute("aria-invalid", "true")


def test_a_column_of_values_is_not_taken_for_numerators(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "enhetschef")
    page.goto(UNIT)
    numerator = field(page, SHARE, "Prognos", "Täljare")
    before = numerator.input_value()
    rows = page.locator("table.entry tbody tr[data-row]:not(.entry-more)")
    names = rows.locator("th > span:first-child").all_text_contents()
    first, share = (next(n for n, one in enumerate(names) if name in one) for name in (DAYS, SHARE))
    assert first < share

    field(page, DAYS, "Prognos").focus()
    paste(page, "\r\n".join(["80", *[""] * (share - first - 1), "82"]) + "\r\n")

    expect(page.locator("#inklistrat")).to_contain_text(
        "1 värde klistrades in, 1 hör till rader som delar upp värdet på ett annat sätt"
    )
    expect(numerator).to_have_value(before)

    numerator.focus()
    paste(page, "18\t20\r\n")
    expect(field(page, SHARE, "Prognos", "Nämnare")).to_have_value("20")


def test_two_browsers_choose_between_their_values(site: Site, sign_in: SignIn) -> None:
    one, other = sign_in(site, "enhetschef"), sign_in(site, "enhetschef")
    one.goto(UNIT)
    other.goto(UNIT)

    leave(field(other, DAYS, "Prognos"), "90")
    expect(other.locator("#sparat")).to_contain_text("Sparat")
    leave(field(one, DAYS, "Prognos"), "70")

    expect(row(one, DAYS)).to_contain_text("Eva Enhetschef sparade")
    expect(row(one, DAYS).locator("dl")).to_contain_text(
        re.compile("Ditt.*70 %.*Sparat.*90 %", re.S)
    )
    row(one, DAYS).get_by_role("button", name="Ta deras").click()
    expect(field(one, DAYS, "Prognos")).to_have_value("90")

    leave(field(other, DAYS, "Prognos"), "91")
    expect(row(other, DAYS)).to_contain_text("91")
    leave(field(one, DAYS, "Prognos"), "71")
    row(one, DAYS).get_by_role("button", name="Behåll mitt").click()
    expect(row(one, DAYS)).to_contain_text("Helårsprognosen 71")


def test_the_button_waits_for_a_row_that_is_being_saved(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "enhetschef")
    page.goto(UNIT)
    leave(field(page, DAYS, "Prognos"), "80")
    page.get_by_label(re.compile(f"Orsak {DAYS}")).fill("Två har slutat.")

    def press_before_the_answer(route: Route) -> None:
        saved = route.fetch()
        page.get_by_label(re.compile(f"Ansvarig {DAYS}")).fill("Eva")
        page.get_by_role("button", name="Spara", exact=True).last.click()
        route.fulfill(response=saved)

    page.route("**/varde/**", press_before_the_answer, times=1)
    page.get_by_label(re.compile(f"Åtgärd {DAYS}")).fill("Två börjar i oktober.")
    expect(page.get_by_text("Allt var redan sparat.")).to_be_visible()
    expect(page.get_by_label(re.compile(f"Ansvarig {DAYS}"))).to_have_value("Eva")
    expect(page.get_by_text("Välj vilket som ska gälla")).to_have_count(0)


def test_it_works_without_script_on_a_phone(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "enhetschef", java_script_enabled=False, viewport=PHONE)
    page.goto(UNIT)

    field(page, DAYS, "Utfall").fill("fem")
    field(page, DAYS, "Prognos").fill("88")
    page.get_by_role("button", name="Spara", exact=True).last.click()

    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator("main")).to_contain_text("1 uppgift sparades.")
    expect(field(page, DAYS, "Utfall")).to_have_value("fem")
    expect(row(page, DAYS)).to_contain_text("Helårsprognosen 88")
    width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(width)
