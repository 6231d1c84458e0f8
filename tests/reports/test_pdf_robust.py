"""What people may write or not write at all: the PDF is made, valid, and loses nothing that can be shown."""

import re
from io import BytesIO
from typing import Any

import page
import pytest
from pypdf import PdfReader

from ils.bench.paper import SMALL, appendix, committee_report
from reports.canonical import canonical, checksum, clean
from reports.contents import Content
from reports.cutting import LONGEST_SECTION
from reports.enums import Stage
from reports.models import Snapshot
from reports.pdf import Pdf, chapters_html, render
from reports.texts import blocks_of
from tests.reports.reading import Read


def frozen(content: Content) -> Snapshot:
    """A copy with the content, never stored."""
    text = canonical(content)
    return Snapshot(canonical=text, sha256=checksum(text), stage=Stage.PROPOSAL, number=1)


def written(text: str) -> Pdf:
    """A small report with the text as its summary."""
    return render(frozen(with_text(clean(text))))


def with_text(text: str) -> Content:
    """A small report with the text as its summary."""
    content = committee_report(1, SMALL)
    content["sections"][0] |= {"text": text, "blocks": blocks_of(text)}
    return content


def assert_valid(made: Pdf) -> None:
    """Both standards hold."""
    for profile in (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1):
        found = page.validate_pdf_bytes(made.content, profile=profile)
        assert found.is_compliant, [(f.rule_id, f.message) for f in found.failures]


def letters(made: Pdf) -> str:
    """The text without white space and the hyphens of broken words."""
    read = "".join(leaf.extract_text() for leaf in PdfReader(BytesIO(made.content)).pages)
    return re.sub(r"[\s-]", "", read)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Barnen 👍 trivs 🇸🇪 här", "Barnen\ufffdtrivs\ufffd\ufffdhär"),
        ("Ett ord \u05e9\u05dc\u05d5\u05dd \u202eoch bakåt\u202c sist", "Ettord"),
        ("Före\x00\x07\x1b[31m efter\u2028rad", "Före[31mefter"),
        ("&lt;script&gt; <script>alert(1)</script> </section></body>", "<script>alert(1)</script>"),
        ("<!--kapitel--> <img src='https://example.com/a.png'>", "<imgsrc='https://example.com/a.png'>"),
        ("Zlatan Ibrahimović, Łódź, ½ % ≥ 3 – ”så”", "ZlatanIbrahimović,Łódź,½%"),
    ],
)  # fmt: skip
def test_signs_of_every_kind_are_shown_or_marked(text: str, shown: str) -> None:
    made = written(text)

    assert_valid(made)
    assert shown in letters(made)


def test_a_text_of_many_pages_is_whole_and_cut_between_its_paragraphs() -> None:
    text = "\n\n".join(f"Stycke {n} " + "och några ord till " * 40 for n in range(300))
    assert len(text) > LONGEST_SECTION

    htmls = chapters_html(frozen(with_text(text)))

    assert max(map(len, htmls)) < LONGEST_SECTION / 2
    found = [int(n) for html in htmls for n in re.findall(r"Stycke (\d+) ", html)]
    assert found == list(range(300))


def test_a_word_without_end_stays_on_the_paper() -> None:
    made = written("a" * 5_000)

    assert letters(made).count("a") > 5_000


def test_a_report_with_nothing_in_it_is_still_a_report() -> None:
    content = committee_report(1, SMALL)
    empty = {"sections": [{**each, "text": "", "blocks": []} for each in content["sections"]]}

    made = render(frozen({**content, **empty, "orientations": [], "units": []}))

    assert_valid(made)
    assert "Ingentextärskriven." in letters(made)


def test_a_table_of_very_many_rows_is_whole_with_its_head_on_every_page() -> None:
    content = appendix(1)
    area = content["orientations"][0]["areas"][0]
    row = {**area["rows"][0], "at": {**area["rows"][0]["at"], "assessed_by": ""}}
    area["rows"] = [{**row, "owner": f"Nämnd {n:05d}"} for n in range(5_000)]

    htmls = [html for html in chapters_html(frozen(content)) if re.search(r"Nämnd \d{5}", html)]

    assert max(map(len, htmls)) < LONGEST_SECTION / 2
    assert all("<thead>" in html for html in htmls)
    owners = [int(n) for html in htmls for n in re.findall(r"Nämnd (\d{5})", html)]
    assert owners == list(range(5_000))


def test_every_value_stands_in_its_row_under_its_head() -> None:
    content = committee_report(3, SMALL)
    read = Read(render(frozen(content)).content)

    rows = {
        texts[0]: texts[1:]
        for element in read.elements
        if str(element.S) == "/TR" and len(texts := [read.text_of(kid) for kid in element.K]) == 9
    }

    for line in _indicators(content):
        [cells] = [cells for name, cells in rows.items() if _same(name, line["name"])]
        numbers = ("outcome", "women", "men", "previous", "forecast")
        assert cells[:5] == [line[number]["shown"] for number in numbers]
        assert _letters(cells[5]) == _letters(line["target"]["words"])
        assert _letters(line["light"]["word"]) in _letters(cells[7])


def _indicators(content: Content) -> list[Any]:
    """Every indicator line of a report."""
    areas = [area for top in content["orientations"] for area in top["areas"]]
    goals = [*areas, *(goal for area in areas for goal in area["below"])]
    return [line for part in [*goals, *content["units"]] for line in part["indicators"]]


def _same(found: str, name: str) -> bool:
    """The cell begins with the indicator's name."""
    return _letters(found).startswith(_letters(name))


def _letters(text: str) -> str:
    """The text without white space and hyphens of broken words."""
    return re.sub(r"[\s\u00a0-]", "", text)
