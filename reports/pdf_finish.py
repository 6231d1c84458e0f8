"""What WeasyPrint leaves out of a file that is to be both PDF/A-2a and PDF/UA-1 (libraries.md 1.9)."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

# PDF/A lets only known properties stand in the metadata: PDF/UA's own is declared first.
_PDF_UA = b"""
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
"""


def finish(raw: bytes) -> bytes:
    """Add the metadata, the shown title and the scope of each header cell."""
    with pikepdf.open(BytesIO(raw)) as pdf:
        _declare(pdf)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        for cell, is_column in _header_cells(pdf.Root.StructTreeRoot.K, is_in_head=False):
            _give_scope(cell, is_column=is_column)
        done = BytesIO()
        # The identifier follows from the content; by default it would be drawn by chance.
        pdf.save(done, deterministic_id=True)
        return done.getvalue()


def _declare(pdf: pikepdf.Pdf) -> None:
    """Say in the metadata that the file is PDF/UA too; the stream must not be compressed."""
    xmp = pdf.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>")
    metadata = Stream(pdf, xmp)
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)


def _header_cells(node: Any, *, is_in_head: bool) -> Iterator[tuple[Any, bool]]:
    """Every header cell of the structure tree, and whether it heads a column."""
    stack = [(node, is_in_head)]
    while stack:
        element, in_head = stack.pop()
        if isinstance(element, Array):
            stack.extend((kid, in_head) for kid in element)
        elif isinstance(element, Dictionary) and "/S" in element:
            if element.S == Name.TH:
                yield element, in_head
            if "/K" in element:
                stack.append((element.K, in_head or Name.THead == element.S))


def _give_scope(cell: Any, *, is_column: bool) -> None:
    """Let the cell say what it heads, beside what it says already."""
    scope = Dictionary(O=Name.Table, Scope=Name.Column if is_column else Name.Row)
    known = cell.get("/A")
    if known is None:
        cell.A = scope
    elif isinstance(known, Array):
        known.append(scope)
    elif known.get("/O") == Name.Table:
        known.Scope = scope.Scope
    else:
        cell.A = Array([known, scope])
