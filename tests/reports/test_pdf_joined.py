"""A document of many chapters: one tree that reads in order, valid, and the same however it was made."""

import json
import re
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Any

import page
import pytest
import time_machine
from django.db import transaction
from pikepdf import Dictionary, Name

from reports import cutting, rendering
from reports.models import Snapshot
from reports.pdf import compose, key_of, page_numbers, typeset
from reports.pdf_marks import Piece, piece
from reports.rendering import chapters_html, front_html
from tests.conftest import TODAY
from tests.factories import make_world
from tests.reports.conftest import set_scene
from tests.reports.reading import Read, kids

# The fixture of the module writes; so the tests say that they need the database.
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Joined:
    """A copy, its chapters and the document."""

    snapshot: Snapshot
    htmls: list[str]
    chapters: list[Piece]
    content: bytes


@pytest.fixture(scope="module")
def joined(django_db_setup: None, django_db_blocker: Any) -> Joined:
    """A nämnd's proposal with every part in a chapter of its own."""
    with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False), transaction.atomic():
        scene = set_scene(make_world(many=3))
        scene.write("Vi når **det** mesta.\n\n- en sak\n- en annan sak")
        snapshot = scene.propose()
        assert snapshot.report.organisation.name
        transaction.set_rollback(True)
    return make(snapshot)


def make(snapshot: Snapshot) -> Joined:
    """The document with a chapter wherever one may begin."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            cutting, "chapters", partial(cutting.chapters, longest=1, longest_section=9000)
        )
        htmls = chapters_html(snapshot)
    chapters = [typeset(html) for html in htmls]
    return Joined(snapshot, htmls, chapters, compose(snapshot, chapters).content)


@pytest.fixture(scope="module")
def read(joined: Joined) -> Read:
    """The document as a screen reader meets it."""
    return Read(joined.content)


def test_it_is_pdf_a_2a_and_pdf_ua_1(joined: Joined) -> None:
    assert len(joined.chapters) > 5
    for profile in (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1):
        found = page.validate_pdf_bytes(joined.content, profile=profile)
        assert found.is_compliant, [(f.rule_id, f.message) for f in found.failures]


def test_every_piece_of_content_belongs_to_one_element_of_its_own_page(read: Read) -> None:
    owners = read.owners()
    seen = set()

    for number, mark, element in read.contents():
        seen.add((number, mark))
        key = int(read.pdf.pages[number].obj.StructParents)
        assert owners[key][mark].objgen == element.objgen
    assert seen == {(n, mark) for n, texts in enumerate(read.texts) for mark in texts}
    keys = [int(leaf.obj.StructParents) for leaf in read.pdf.pages]
    assert len(set(keys)) == len(keys)


def test_every_element_knows_the_one_above(read: Read) -> None:
    document = read.root.K[0]

    assert document.P.objgen == read.root.objgen
    for element in [document, *read.elements]:
        for kid in kids(element):
            if isinstance(kid, Dictionary) and "/S" in kid:
                assert kid.P.objgen == element.objgen


def test_every_link_belongs_to_its_element_and_leads_to_its_page(read: Read) -> None:
    owners = read.owners()
    links = [link for leaf in read.pdf.pages for link in leaf.obj.get("/Annots", [])]

    assert len(links) > 5
    for link in links:
        element = owners[int(link.StructParent)]
        assert Name.Link == element.S
        assert any(
            kid.Obj.objgen == link.objgen for kid in kids(element) if isinstance(kid, Dictionary)
        )
        number = read.pages[link.Dest[0].objgen] + 1
        assert str(link.Contents) == f"Till sidan {number}"


def test_the_contents_say_on_which_page_each_heading_stands(read: Read, joined: Joined) -> None:
    numbers = page_numbers(joined.chapters, before=len(read.pdf.pages) - _pages(joined))

    for line in rendering.headings(joined.snapshot.content):
        heading = re.sub(r"\s", "", line.title)
        texts = "".join(read.texts[numbers[line.key] - 1].values())
        assert heading in re.sub(r"\s", "", texts)
    assert numbers


def _pages(joined: Joined) -> int:
    """How many pages the chapters have."""
    return sum(chapter.pages for chapter in joined.chapters)


def test_each_header_cell_has_its_own_name_and_each_cell_finds_its_headers(read: Read) -> None:
    heads = [element for element in read.elements if element.S == Name.TH]
    names = [bytes(head.ID) for head in heads]
    listed = [
        (bytes(name), element)
        for leaf in read.root.IDTree.Kids
        for name, element in zip(leaf.Names[::2], leaf.Names[1::2], strict=True)
    ]

    assert len(set(names)) == len(names)
    assert [name for name, _ in listed] == sorted(names)
    assert {name: element.objgen for name, element in listed} == {
        bytes(head.ID): head.objgen for head in heads
    }
    for table in (element for element in read.elements if Name.Table == element.S):
        cells = [cell for cell in below(table) if cell.S in (Name.TH, Name.TD)]
        own = {bytes(cell.ID) for cell in cells if cell.S == Name.TH}
        assert {str(cell.A.Scope) for cell in cells if cell.S == Name.TH} == {"/Column", "/Row"}
        for cell in cells:
            if cell.S == Name.TD:
                assert {bytes(name) for name in cell.A.Headers} <= own
                assert len(cell.A.Headers) >= 1


def below(element: Any) -> list[Any]:
    """Every element below one."""
    found = [kid for kid in kids(element) if isinstance(kid, Dictionary) and "/S" in kid]
    return [each for kid in found for each in (kid, *below(kid))]


def test_a_value_is_read_with_its_indicator_and_its_column(read: Read) -> None:
    heads = {bytes(head.ID): read.text_of(head) for head in read.elements if head.S == Name.TH}
    cells = [
        element
        for element in read.elements
        if element.S == Name.TD and read.text_of(element) == "80,1"
    ]

    assert cells
    for cell in cells:
        said = [heads[bytes(name)] for name in cell.A.Headers]
        assert said[0].startswith("Andel nöjda föräldrar")
        assert said[1:] == ["Kvinnor"]


def test_a_reason_below_belongs_to_its_indicator_and_to_no_column(read: Read) -> None:
    heads = {bytes(head.ID): read.text_of(head) for head in read.elements if head.S == Name.TH}
    cells = [
        element
        for element in read.elements
        if element.S == Name.TD and "Helårsprognosen 79,5" in read.text_of(element)
    ]

    assert cells
    for cell in cells:
        assert [heads[bytes(name)][:21] for name in cell.A.Headers] == ["Andel nöjda föräldrar"]


def test_it_is_read_in_the_order_it_was_written(read: Read, joined: Joined) -> None:
    numbers = page_numbers(joined.chapters, before=len(read.pdf.pages) - _pages(joined))
    written = [_written(front_html(joined.snapshot, numbers)), *map(_written, joined.htmls)]

    # A table's head is read again on each page: test_pdf.py looks at those.
    assert _letters(read.text(without={Name.THead})) == _letters("".join(written))


def _letters(text: str) -> str:
    """The text without white space, and without the hyphens of broken words."""
    return re.sub(r"[\s\u00a0\u00ad-]", "", text)


def _written(html: str) -> str:
    """The text of an HTML document."""

    body = re.sub(r"<thead>.*?</thead>", "", html[html.index("<body>") :], flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", body))


def test_a_light_is_read_as_a_sign_and_words(read: Read) -> None:
    pieces = [text for texts in read.texts for text in texts.values()]

    for light in ("+ Bedöms uppfyllas helt", "! Uppnås delvis", "– Ej bedömt"):
        assert any(text.startswith(light) for text in pieces), light
    assert not [element for element in read.elements if Name.Figure == element.S]


def test_the_outline_has_the_headings_of_all_chapters(read: Read) -> None:
    with read.pdf.open_outline() as outline:
        tops = [item.title for item in outline.root]

    assert tops[:2] == ["Innehåll", "Sammanfattande analys"]
    assert tops[-1] == "Så är rapporten gjord"


def test_chapters_out_of_the_store_give_the_same_bytes_in_whatever_order_they_were_made(
    joined: Joined,
) -> None:
    made = {html: typeset(html) for html in reversed(joined.htmls)}
    stored = [
        piece(each.content, each.pages, json.loads(json.dumps(each.marks())))
        for each in (made[html] for html in joined.htmls)
    ]

    assert compose(joined.snapshot, stored).content == joined.content


def test_a_chapter_is_stored_under_its_words_and_looks(
    joined: Joined, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = joined.htmls[:2]
    before = key_of(first)

    assert before != key_of(second)
    monkeypatch.setattr("reports.pdf._edition", lambda: "en annan stilmall")
    assert key_of(first) != before
