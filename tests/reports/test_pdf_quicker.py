"""What is left out of WeasyPrint's work changes nothing in what it gives."""

import pydyf
import pytest
from weasyprint import HTML
from weasyprint.html import UA

from ils.bench.paper import SMALL, appendix, committee_report
from reports.canonical import canonical, checksum
from reports.enums import Stage
from reports.models import Snapshot
from reports.pdf import chapters_html, front_html, typeset
from reports.pdf_quicker import AS_IT_WAS, KNOWN, NOTES, QUICKER, is_known, quicken, without_notes
from reports.texts import blocks_of

# Whatever a writer can make of a text: lists, links, words without end, signs from right to left,
# soft hyphens, what was taken out and put in.
TEXT = (
    """## Rubrik

Ett **starkt** och *kursivt* ord, [en länk](https://example.se/) och kompetensförsörjnings\u00adplan.

- en punkt som är så lång att den inte får plats på en rad utan måste delas på två eller kanske till och med tre
- \u05e9\u05dc\u05d5\u05dd \u202eoch bakåt\u202c sist 👍

1. först
2. sedan """
    + "oändligt" * 60
)


def htmls() -> list[str]:
    """Chapters and a first page of each sort."""
    report = committee_report(1, SMALL)
    report["sections"][0] |= {"text": TEXT, "blocks": blocks_of(TEXT)}
    copies = []
    for content in (report, appendix(1)):
        text = canonical(content)
        copies.append(
            Snapshot(canonical=text, sha256=checksum(text), stage=Stage.PROPOSAL, number=1)
        )
    chapters = [html for copy in copies for html in chapters_html(copy)[:2]]
    changed = "<!doctype html><html lang=sv><p>Ett <del>gammalt</del> <ins>nytt</ins> <q>ord</q></p></html>"
    return [*chapters, *(front_html(copy, {}) for copy in copies), changed]


def test_the_pages_are_the_same_as_weasyprint_makes_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = [typeset(html) for html in htmls()]

    for owner, name, it in AS_IT_WAS:
        if owner is not pydyf:  # as hard packed, so that bytes can be compared
            monkeypatch.setattr(owner, name, it)
    monkeypatch.setattr("reports.pdf.Html", HTML)
    theirs = [typeset(html) for html in htmls()]

    assert ours == theirs


def test_the_style_sheet_without_notes_is_read_without_complaints(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert "::footnote-call" in UA
    assert "::footnote" not in NOTES.sub("", UA)

    without_notes.__wrapped__()

    assert not caplog.records


def test_the_versions_are_those_in_which_the_replaced_functions_were_read() -> None:
    # When this fails: read them in the new version, measure, and write its number in KNOWN.
    assert is_known()


def test_another_version_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, name, it in AS_IT_WAS:
        monkeypatch.setattr(owner, name, it)
    monkeypatch.setitem(KNOWN, "weasyprint", "70.1")

    quicken()

    assert all(getattr(owner, name) is it for owner, name, it in AS_IT_WAS)
    monkeypatch.setitem(KNOWN, "weasyprint", "70.0")
    quicken()
    assert all(getattr(owner, name) is quick for owner, name, quick in QUICKER)
