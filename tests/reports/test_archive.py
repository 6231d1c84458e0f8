"""The archive's package: everything in it, described and summed, and the same bytes each time."""

from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

import pytest
import time_machine
from lxml import etree

from reports.exporting import write_archive
from reports.models import Snapshot
from tests.reports.conftest import Scene, set_scene
from tests.world import World

PDF = b"%PDF-1.7 ett prov"
METS = "{http://www.loc.gov/METS/}"
HREF = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def snapshot(world: World) -> Snapshot:
    return Scene.propose(set_scene(world))


class OurLinks(etree.Resolver):
    """Gives the attributes of links from beside this file instead of from the net."""

    def resolve(self, url: str, pubid: str, context: Any) -> Any:
        assert url.endswith("/xlink.xsd"), url
        return self.resolve_filename(str(Path(__file__).with_name("xlink.xsd")), context)


def mets_schema() -> etree.XMLSchema:
    """The official schema of METS."""
    parser = etree.XMLParser()
    parser.resolvers.add(OurLinks())
    text = (files("metsrw") / "resources" / "mets.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(text, parser))


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a package."""
    with ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_it_holds_the_pdf_the_tables_and_the_copy(snapshot: Snapshot) -> None:
    content = unpacked(write_archive(snapshot, PDF))

    name = "tertialrapport-2-2026-jarva-forslag-1"
    assert content[f"{name}.pdf"] == PDF
    assert content[f"{name}.json"].decode() == snapshot.canonical
    assert sha256(content[f"{name}.json"]).hexdigest() == snapshot.sha256
    tables = [path for path in content if path.startswith("tabeller/")]
    assert "tabeller/04-mal-i-korthet.csv" in tables
    assert all(content[path].startswith(b"\xef\xbb\xbf") for path in tables)


def test_the_checksums_hold(snapshot: Snapshot) -> None:
    content = unpacked(write_archive(snapshot, PDF))

    lines = content.pop("kontrollsummor.sha256").decode().splitlines()
    assert dict(line.split("  ", 1)[::-1] for line in lines) == {
        path: sha256(content).hexdigest() for path, content in content.items()
    }


def test_the_mets_describes_every_file(snapshot: Snapshot) -> None:
    content = unpacked(write_archive(snapshot, PDF))

    root = Xml.fromstring(content["mets.xml"])
    assert root.tag == f"{METS}mets"
    assert [child.tag.removeprefix(METS) for child in root] == ["metsHdr", "fileSec", "structMap"]
    assert root.get("OBJID") == f"urn:sha256:{snapshot.sha256}"
    head = root.find(f"{METS}metsHdr")
    assert head is not None
    assert head.get("CREATEDATE") == "2026-09-01T08:00:00Z"
    described = root.findall(f"{METS}fileSec/{METS}fileGrp/{METS}file")
    found = {}
    for each in described:
        place = each.find(f"{METS}FLocat")
        assert place is not None
        assert each.get("CHECKSUMTYPE") == "SHA-256"
        assert each.get("MIMETYPE") in ("application/pdf", "text/csv", "application/json")
        found[place.get(HREF)] = (each.get("CHECKSUM"), each.get("SIZE"))
    packed = {
        path: content[path] for path in content if path not in ("mets.xml", "kontrollsummor.sha256")
    }
    assert found == {
        path: (sha256(content).hexdigest(), str(len(content))) for path, content in packed.items()
    }
    ids = [each.get("ID") for each in described]
    pointers = [each.get("FILEID") for each in root.iter(f"{METS}fptr")]
    assert sorted(pointers) == sorted(ids)
    assert len({*ids}) == len(ids)


def test_the_mets_follows_its_official_schema(snapshot: Snapshot) -> None:
    """The schema of the Library of Congress, as the package metsrw carries it."""
    schema = mets_schema()

    assert schema.validate(etree.fromstring(unpacked(write_archive(snapshot, PDF))["mets.xml"])), (
        schema.error_log
    )
    assert not schema.validate(etree.fromstring(f'<mets xmlns="{METS[1:-1]}"><fel/></mets>'))


def test_the_same_copy_gives_the_same_bytes(
    snapshot: Snapshot, today: time_machine.Traveller
) -> None:
    first = write_archive(snapshot, PDF)

    today.move_to("2028-02-29 23:59 +0000")

    assert write_archive(Snapshot.objects.get(pk=snapshot.pk), PDF) == first
