"""The whole chain in a browser: from a unit manager's number to the nämnd's and the city's PDF."""

import io
import re

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import SignIn
from tests.e2e.site import Site

UNIT = "Förskolan Lingonstigen"
SURVEY = "Andel föräldrar som är nöjda med förskolan"
ANALYSIS = "Fler barn leker ute sedan vi bytte schema i april."
DECISION = {"Beslutsdatum": "2026-09-24", "Paragraf": "12", "Diarienummer": "JÄR 2026/311"}


def test_the_whole_chain(site: Site, sign_in: SignIn) -> None:
    manager = sign_in(site, "enhetschef")
    reason = _report(manager)
    _hand_in(manager)

    controller = sign_in(site, "controller")
    _accept(controller)
    _judge_the_committee_goal(controller)
    _propose(controller)

    approver = sign_in(site, "chef")
    _decide(approver)
    text = _pdf_text(approver)
    assert "§ 12" in text
    _finds_the_value(text, reason)

    officer = sign_in(site, "slk")
    _appendix(officer)

    assert "Inga ljus avviker" in site.manage("check_lights")


def _finds_the_value(text: str, reason: str) -> None:
    """The PDF's part on the unit has the value, its light in words and its reason."""
    of_unit = text[text.rindex(UNIT) :]
    assert SURVEY in of_unit.replace("\n", " ")
    assert _plain(reason) in _plain(of_unit)
    assert "delvis" in of_unit.lower()


def _report(page: Page) -> str:
    """Enter what is missing; give the reason of the light that the survey got."""
    page.get_by_role("link", name="Att göra").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Att göra")
    card = page.locator(".card", has=page.get_by_role("heading", name=UNIT))
    expect(card).to_contain_text("om 8 dagar")
    card.get_by_role("link", name="Öppna hela listan").click()

    survey = page.get_by_role("row", name=SURVEY).first
    _leave(survey.get_by_role("textbox", name=re.compile("Prognos")), "82")
    light = survey.locator("td[data-label=Ljus]")
    expect(light).to_contain_text("Uppnås delvis")
    expect(light).to_contain_text("82")
    reason = light.locator(".light-reason").inner_text()

    _fill_the_rest(page)
    _say_what_is_done(page)
    _comment_the_late_activity(page)
    for _ in range(page.get_by_text("ej skriven").count()):
        _write_the_next_analysis(page)
    return reason


def _leave(field: Locator, text: str) -> None:
    """Write in a field and go to the next with Tab, as people do."""
    field.fill(text)
    field.press("Tab")


def _fill_the_rest(page: Page) -> None:
    """Fill every number that is still empty, and save with the button as one would without Tab."""
    for field in page.locator("table input[inputmode=decimal]").all():
        if field.is_visible() and not field.input_value():
            name = field.get_attribute("name") or ""
            value = {"numerator": "18", "denominator": "40"}.get(name.rpartition("-")[2], "5")
            field.fill(value)
    for choice in page.locator("table select[name$=-yes]").all():
        if not choice.input_value():
            choice.select_option(index=1)
    _save(page)


def _save(page: Page) -> None:
    """Press the button: it waits for the rows that are on their way to be saved."""
    with page.expect_navigation():
        page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(".error-summary")).to_have_count(0)


def _say_what_is_done(page: Page) -> None:
    """Write an åtgärd at every value that does not reach its target."""
    for action in page.locator("fieldset.action").all():
        action.get_by_label(re.compile("Orsak")).fill("Två medarbetare har slutat.")
        action.get_by_label(re.compile("Åtgärd")).fill("Nya medarbetare börjar i oktober.")
        action.get_by_label(re.compile("Ansvarig")).fill("Eva Enhetschef")
        action.get_by_label(re.compile("Klart senast")).fill("2026-12-15")
    _save(page)


def _comment_the_late_activity(page: Page) -> None:
    """Give every activity a state, and the late one its deviation."""
    table = page.locator("section, div").filter(has=page.get_by_role("heading", name="Aktiviteter"))
    for row in table.last.locator("tbody tr").all():
        if row.get_by_role("combobox").count() and not row.get_by_role("combobox").input_value():
            row.get_by_role("combobox").select_option(value="ongoing")
            row.get_by_role("textbox").last.fill("Leveransen av virke dröjde till augusti.")
    _save(page)


def _write_the_next_analysis(page: Page) -> None:
    """Open the next commitment without analysis, write it and judge it."""
    row = page.get_by_role("row").filter(has_text="ej skriven").first
    row.get_by_role("link").first.click()
    page.get_by_label("Resultat").fill(ANALYSIS)
    page.get_by_label("Analys", exact=True).fill("Personalen planerar utevistelsen tillsammans.")
    page.get_by_role("radio", name=re.compile("delvis")).check()
    page.get_by_label("Motivering").fill("Underlaget är tunt, men barnens egna svar är goda.")
    page.get_by_label(re.compile("beslut", re.IGNORECASE)).fill("Eva Enhetschef")
    page.get_by_role("button", name="Spara", exact=True).last.click()
    if page.get_by_role("heading", name="Åtaganden").count() == 0:
        page.get_by_role("link", name="Tillbaka till listan").click()
    expect(page.get_by_role("heading", name="Åtaganden")).to_be_visible()


def _hand_in(page: Page) -> None:
    page.get_by_role("link", name="Granska och lämna in").first.click()
    page.get_by_role("button", name=re.compile("Lämna in")).click()
    expect(page.locator("main")).to_contain_text(re.compile("inlämnad", re.IGNORECASE))


def _accept(page: Page) -> None:
    page.get_by_role("link", name="Granska").first.click()
    page.get_by_role("link", name=UNIT).click()
    expect(page.locator("main")).to_contain_text("82")
    expect(page.locator("main")).to_contain_text(ANALYSIS)
    page.get_by_role("button", name=f"Godkänn {UNIT}").click()
    expect(page.locator("main")).to_contain_text(re.compile("godkänd", re.IGNORECASE))


def _judge_the_committee_goal(page: Page) -> None:
    """Follow the goal from KF down, see why a light is what it is, and judge the nämnd's goal."""
    page.goto("/mal/2026-t2/jarva/")
    page.locator("main").get_by_role(
        "link", name=re.compile("Förskolan ger alla barn")
    ).first.click()
    expect(page.locator("main")).to_contain_text("Alla barn lär")
    page.get_by_role("link", name=re.compile("Bedöm målet|Ändra bedömningen")).first.click()
    page.get_by_role("radio", name=re.compile("helt")).check()
    page.get_by_role("button", name=re.compile("Spara")).click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_label("Motivering").fill("Enheterna som återstår har rapporterat muntligt.")
    page.get_by_label(re.compile("beslut", re.IGNORECASE)).fill("Järva stadsdelsnämnd")
    page.get_by_role("button", name=re.compile("Spara")).click()
    expect(page.locator("main")).to_contain_text("Bedöms uppfyllas helt")
    expect(page.locator("main")).to_contain_text("rapporterat muntligt")


def _propose(page: Page) -> None:
    page.goto("/rapporter/2026-t2/jarva/")
    page.get_by_role("link", name=re.compile("Skriv Sammanfattande analys")).click()
    page.locator("textarea").first.fill("Året går **bra** för barnen i Järva.")
    page.get_by_role("button", name="Spara", exact=True).click()
    page.goto("/rapporter/2026-t2/jarva/")
    page.get_by_role("button", name="Gör förslag till beslut").click()
    expect(page).to_have_url(re.compile(r"/rapporter/version/\d+/"), timeout=30_000)


def _decide(page: Page) -> None:
    page.goto("/rapporter/2026-t2/jarva/beslut/")
    for label, value in DECISION.items():
        page.get_by_label(re.compile(label, re.IGNORECASE)).fill(value)
    page.get_by_label(re.compile("Skäl", re.IGNORECASE)).fill(
        "Nämnden sammanträder före sista dagen."
    )
    page.get_by_role("button", name="Registrera beslutet").click()
    expect(page.locator("main")).to_contain_text("JÄR 2026/311", timeout=30_000)


def _pdf_text(page: Page) -> str:
    """Open the decided report, order its PDF, and read the file."""
    page.goto("/rapporter/2026-t2/jarva/")
    page.get_by_role("link", name=re.compile("^Beslut", re.IGNORECASE)).first.click()
    page.get_by_role("button", name="Gör PDF").click()
    return _download(page)


def _download(page: Page) -> str:
    """Follow the bar until the file is there, fetch it, and give its text."""
    finished = page.get_by_role("link", name="Öppna rapporten")
    expect(page.get_by_role("progressbar").or_(finished).first).to_be_visible()
    expect(finished).to_be_visible(timeout=180_000)
    finished.click()
    fetch = page.get_by_role("link", name="Hämta PDF")
    with page.expect_download() as download:
        fetch.click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"%PDF-")
    return "\n".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(content)).pages)


def _appendix(page: Page) -> None:
    page.get_by_role("link", name="Rapporter").first.click()
    expect(page.locator("main")).to_contain_text("Järva stadsdelsnämnd")
    page.goto("/rapporter/2026-t2/bilagor/")
    page.get_by_role("button", name="Gör bilaga 1").click()
    text = _download(page)
    assert "Alla barn lär, leker och mår bra" in text
    assert "Järva stadsdelsnämnd" in text


def _plain(text: str) -> str:
    """The text without differences of white space and hyphenation."""
    return re.sub(r"[\s\u00ad-]+", "", text.replace("\u2010", ""))


def test_a_reader_sees_everything_and_changes_nothing(reading_site: Site, sign_in: SignIn) -> None:
    page = sign_in(reading_site, "lasare")

    for address in ("/mal/2026-t2/", "/mal/2026-t2/jarva/", "/rapporter/2026-t2/"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200
        # A reader's own saved views are all that there is to write.
        forms = page.locator("main form[method=post]:not([action^='/vyer/'])")
        assert forms.count() == 0
    for address in ("/att-gora/2026-t2/forskolan-tallkotten/", "/rapporter/2026-t2/jarva/beslut/"):
        assert page.request.get(address).status == 404
