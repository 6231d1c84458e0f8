"""A Word file: real headings, tables whose heads repeat, lights as shape and word, in Swedish."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from reports.blocks import Chapter, Table
from reports.exporting.docx_tables import table_xml
from reports.exporting.layout import Document
from reports.exporting.zips import undated
from reports.texts import BULLETS, HEADING, NUMBERS, Run, TextBlock

_LANGUAGE = "sv-SE"
_FONT, _SIZE = "Arial", Pt(10)
_BRAND = RGBColor(0x00, 0x59, 0x4F)
_PAGE_WIDTH, _MARGIN = Cm(21), Cm(1.8)
_LONGEST_CONTENTS = 36  # lines that fit on the first page
_STYLES = {BULLETS: "List Bullet", NUMBERS: "List Number"}


def write_docx(document: Document) -> bytes:
    """The file: title, facts and contents first, then the chapters."""
    word = docx.Document()
    _prepare(word, document)
    word.add_heading(document.title, 0)
    _facts(word, document)
    marks = count(1)
    keys = {each["key"]: f"avsnitt_{next(marks)}" for each in document.chapters}
    _contents(word, document.chapters, keys)
    for each in document.chapters:
        _chapter(word, each, keys[each["key"]])
    made = BytesIO()
    word.save(made)
    return undated(made.getvalue())


def _prepare(word: WordDocument, document: Document) -> None:
    """Language, fonts, page, properties and foot."""
    _language(word)
    word.settings.element.append(parse_xml(f"<w:autoHyphenation {nsdecls('w')}/>"))
    section = word.sections[0]
    section.page_width, section.page_height = _PAGE_WIDTH, Cm(29.7)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = Cm(2)
    frozen = datetime.fromisoformat(document.frozen_at).astimezone(UTC).replace(tzinfo=None)
    about = word.core_properties
    about.title = f"{document.title}, {document.organisation}, {document.label}"
    about.author = about.last_modified_by = document.organisation
    about.comments = f"Kontrollsumma {document.sha256}"
    about.language = _LANGUAGE
    about.created = about.modified = frozen
    section.header.paragraphs[
        0
    ].text = f"{document.organisation}\t\t{document.title}, {document.label}"
    foot = section.footer.paragraphs[0]
    foot.text = f"Kontrollsumma {document.sha256[:16]}\t\tSida "
    _page_number(foot)


def _language(word: WordDocument) -> None:
    """Swedish for every style, and fonts that every machine has."""
    styles = word.styles
    styles["Normal"].font.name, styles["Normal"].font.size = _FONT, _SIZE
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        style = styles[name]
        style.font.name, style.font.color.rgb = _FONT, _BRAND
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for lang in defaults.findall(qn("w:lang")):
        defaults.remove(lang)
    defaults.append(
        parse_xml(f'<w:lang {nsdecls("w")} w:val="{_LANGUAGE}" w:eastAsia="{_LANGUAGE}"/>')
    )


def _page_number(paragraph: Any) -> None:
    """The number of the page, which Word counts."""
    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )


def _facts(word: WordDocument, document: Document) -> None:
    """What the document is, fact by fact."""
    for title, words in document.facts:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{title}: ").bold = True
        paragraph.add_run(words)


def _contents(word: WordDocument, chapters: list[Chapter], keys: dict[str, str]) -> None:
    """A list of the chapters, each a link within the document; a long one names the main ones."""
    word.add_heading("Innehåll", 1)
    is_long = sum(each["level"] <= 2 for each in chapters) > _LONGEST_CONTENTS
    for each in chapters:
        if each["level"] <= (1 if is_long else 2):
            paragraph = word.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(1)
            paragraph.paragraph_format.left_indent = Cm(0.6 * (each["level"] - 1))
            paragraph._p.append(
                parse_xml(
                    f'<w:hyperlink {nsdecls("w")} w:anchor="{keys[each["key"]]}" w:history="1">'
                    f'<w:r><w:t xml:space="preserve">{escape(each["title"])}</w:t></w:r></w:hyperlink>'
                )
            )
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _chapter(word: WordDocument, chapter: Chapter, mark: str) -> None:
    """A heading with its paragraphs, tables and written text."""
    heading = word.add_heading(chapter["title"], chapter["level"])
    number = mark.rpartition("_")[2]
    start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{mark}"/>')
    heading._p.insert(1 if heading._p.pPr is not None else 0, start)
    heading._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))
    for words in chapter["paragraphs"]:
        word.add_paragraph(words)
    for block in chapter.get("lead", []):
        _block(word, block, chapter["level"])
    for table in chapter["tables"]:
        _table(word, table)
    for block in chapter.get("blocks", []):
        _block(word, block, chapter["level"])


def _block(word: WordDocument, block: TextBlock, level: int) -> None:
    """What people have written: a paragraph, a subheading under the chapter's, or a list."""
    for line in block["lines"]:
        if block["kind"] == HEADING:
            paragraph = word.add_heading("", level + 1)
        else:
            paragraph = word.add_paragraph(style=_STYLES.get(block["kind"], "Normal"))
        for run in line:
            _run(paragraph, run)


def _run(paragraph: Any, run: Run) -> None:
    """Words in their manner; an address is a link."""
    made = paragraph.add_run(run["text"])
    made.bold, made.italic = run["bold"] or None, run["italic"] or None
    if run["href"]:
        made.font.underline = True
        address = paragraph.part.relate_to(
            run["href"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{address}" w:history="1"/>')
        link.append(made._r)
        paragraph._p.append(link)


def _table(word: WordDocument, table: Table) -> None:
    """A caption and the table under it; written at once, since cell by cell takes minutes."""
    caption = word.add_paragraph(table["caption"], style="Caption")
    caption.paragraph_format.keep_with_next = True
    caption.runs[0].font.color.rgb = _BRAND
    word.element.body.insert(len(word.element.body) - 1, parse_xml(table_xml(table)))
    word.add_paragraph().paragraph_format.space_after = Pt(4)
