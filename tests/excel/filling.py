"""Fills in a downloaded sheet as Excel does: the cell's XML gets its value, the rest stays as it is."""

import re
import zipfile
from html import escape
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from python_calamine import load_workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from indicators.models import Measurement
from organisation.models import Organisation
from rounds.models import Import
from rounds.sheet_layout import COLUMNS
from tests.world import World

SHEET = "xl/worksheets/sheet1.xml"
Filled = dict[str, Any]


def download(client: Client, world: World, at: Organisation | None = None) -> bytes:
    """The organisation's sheet for tertial 2."""
    response = client.get(f"/att-gora/2026-t2/{(at or world.unit).code}/excel/")
    assert response.status_code == 200
    return bytes(response.content)


def grid(content: bytes, sheet: int = 0) -> list[list[Any]]:
    """The cells of a sheet from its first corner on."""
    found = load_workbook(BytesIO(content)).get_sheet_by_index(sheet)
    return found.to_python(skip_empty_area=False)


def row_of(content: bytes, measurement: Measurement) -> int:
    """The place of a measurement's row, counted from 0."""
    key = (
        measurement.organisation.code,
        measurement.indicator.code,
        measurement.get_kind_display(),
    )
    return next(n for n, cells in enumerate(grid(content)) if tuple(cells[:3]) == key)


def fill(content: bytes, measurement: Measurement, **cells: Any) -> bytes:
    """Type into the row of a measurement; `varför_tomt` stands for the column varför tomt."""
    row = row_of(content, measurement)
    xml = _part(content, SHEET).decode()
    for name, value in cells.items():
        place = xl_rowcol_to_cell(row, COLUMNS.index(name.replace("_", " ")))
        xml, times = re.subn(
            rf'<c r="{place}"( s="\d+")?(?: t="\w+")?(?:/>|>.*?</c>)',
            lambda found, place=place, value=value: _cell(place, found[1] or "", value),
            xml,
        )
        assert times == 1, f"{place} finns inte i bladet"
    return replace(content, SHEET, xml.encode())


def _cell(place: str, look: str, value: Any) -> str:
    """A cell's XML: a number, a text, or nothing."""
    if value is None:
        return f'<c r="{place}"{look}/>'
    if isinstance(value, str):
        return f'<c r="{place}"{look} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"{look}><v>{value}</v></c>'


def _part(content: bytes, name: str) -> bytes:
    """One part of the workbook."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return packed.read(name)


def replace(content: bytes, name: str, new: bytes) -> bytes:
    """The workbook with one part replaced, or added."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for part in old.namelist():
            if part != name:
                packed.writestr(part, old.read(part))
        packed.writestr(name, new)
    return out.getvalue()


def upload(
    client: Client,
    world: World,
    content: bytes | str,
    name: str = "blad.xlsx",
    at: Organisation | None = None,
) -> HttpResponse:
    """Choose the file and press Läs filen."""
    data = content.encode() if isinstance(content, str) else content
    url = f"/att-gora/2026-t2/{(at or world.unit).code}/inlasning/"
    return client.post(url, {"file": SimpleUploadedFile(name, data)})  # type: ignore[return-value]


def read_in(
    client: Client,
    world: World,
    content: bytes | str,
    name: str = "blad.xlsx",
    at: Organisation | None = None,
) -> Import:
    """Upload a file that is taken in; give the import."""
    response = upload(client, world, content, name, at)
    assert response.status_code == 302, response.content.decode()
    return Import.objects.latest("pk")


def confirm(client: Client, batch: Import, *chosen: str) -> Import:
    """Press Spara, with these conflicts ticked."""
    response = client.post(f"/inlasning/{batch.pk}/", {"skriv": chosen})
    assert response.status_code == 302
    return Import.objects.get(pk=batch.pk)
