"""A METS file: what a package holds, with checksums, so that an archive can take it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from reports.canonical import checksum

_METS, _LINK = "http://www.loc.gov/METS/", "http://www.w3.org/1999/xlink"
_SCHEMA_PLACE = f"{_METS} http://www.loc.gov/standards/mets/mets.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
for _prefix, _space in (("mets", _METS), ("xlink", _LINK), ("xsi", _INSTANCE)):
    Xml.register_namespace(_prefix, _space)


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a package: where it lies, what it is, and what it is for."""

    path: str
    content: bytes
    mime: str
    label: str
    use: str


def write_mets(
    *, identity: str, title: str, owner: str, created: str, files: Sequence[PackedFile]
) -> bytes:
    """The description of the package; `identity` is its name in the world, `created` in ISO form."""
    root = Xml.Element(
        _named("mets"),
        {
            "OBJID": identity,
            "LABEL": title,
            "TYPE": "Report",
            f"{{{_INSTANCE}}}schemaLocation": _SCHEMA_PLACE,
        },
    )
    _head(root, owner, created)
    _files(root, created, files)
    _structure(root, title, files)
    Xml.indent(root)
    content: bytes = Xml.tostring(root, xml_declaration=True, encoding="UTF-8")
    return content


def _head(root: Xml.Element, owner: str, created: str) -> None:
    """When the package was described, by which program, and whose it is."""
    head = _under(root, "metsHdr", CREATEDATE=created, RECORDSTATUS="Complete")
    creator = _under(head, "agent", ROLE="CREATOR", TYPE="ORGANIZATION")
    _under(creator, "name").text = owner
    program = _under(head, "agent", ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    _under(program, "name").text = "ILS"


def _files(root: Xml.Element, created: str, files: Sequence[PackedFile]) -> None:
    """Every file, by what it is for."""
    section = _under(root, "fileSec")
    for use in dict.fromkeys(each.use for each in files):
        group = _under(section, "fileGrp", USE=use)
        for number, each in enumerate(files, 1):
            if each.use == use:
                entry = _under(
                    group,
                    "file",
                    ID=_file_id(number),
                    MIMETYPE=each.mime.partition(";")[0],
                    SIZE=str(len(each.content)),
                    CREATED=created,
                    CHECKSUM=checksum(each.content),
                    CHECKSUMTYPE="SHA-256",
                )
                place = _under(entry, "FLocat", LOCTYPE="URL")
                place.set(f"{{{_LINK}}}type", "simple")
                place.set(f"{{{_LINK}}}href", each.path)


def _structure(root: Xml.Element, title: str, files: Sequence[PackedFile]) -> None:
    """The order in which a reader takes the files."""
    structure = _under(root, "structMap", TYPE="physical", LABEL="Paketets innehåll")
    whole = _under(structure, "div", TYPE="package", LABEL=title)
    for number, each in enumerate(files, 1):
        part = _under(whole, "div", TYPE="file", ORDER=str(number), LABEL=each.label)
        _under(part, "fptr", FILEID=_file_id(number))


def _under(parent: Xml.Element, name: str, **attributes: str) -> Xml.Element:
    """A new element within another."""
    return Xml.SubElement(parent, _named(name), attributes)


def _named(name: str) -> str:
    """An element's name in METS."""
    return f"{{{_METS}}}{name}"


def _file_id(number: int) -> str:
    """A file's name within the description."""
    return f"fil-{number:03d}"
