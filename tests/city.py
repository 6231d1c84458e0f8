"""A small city: a company and two nämnder, each with a line down to its units."""

from dataclasses import dataclass
from datetime import date

from organisation.commands import VersionRow, build_tree, write_versions
from organisation.enums import Kind
from organisation.models import Organisation


@dataclass(frozen=True)
class City:
    """The organisations of a small city, by what they are to each other."""

    city: Organisation
    group: Organisation
    company: Organisation
    committee: Organisation
    administration: Organisation
    department: Organisation
    units: list[Organisation]
    other_committee: Organisation
    other_administration: Organisation
    other_department: Organisation
    other_units: list[Organisation]

    @property
    def all(self) -> list[Organisation]:
        """Every organisation, from the top down."""
        tops = [self.city, self.group, self.company]
        one = [self.committee, self.administration, self.department, *self.units]
        other = [self.other_committee, self.other_administration, self.other_department]
        return [*tops, *one, *other, *self.other_units]


def make_city(*, units: int = 2) -> City:
    """Build a city with a company and two nämnder, each with one line down to its units."""
    rows = [
        VersionRow("staden", "Staden", Kind.CITY, None),
        VersionRow("koncernen", "Stadshus AB", Kind.COMPANY_GROUP, "staden"),
        VersionRow("bostader", "Bostäder AB", Kind.COMPANY, "koncernen"),
        *_branch("jarva", "Järva", units),
        *_branch("skarpnack", "Skarpnäck", units),
    ]
    known = write_versions(rows=rows, by=None)
    build_tree(day=date(2026, 9, 1))
    return City(
        city=known["staden"],
        group=known["koncernen"],
        company=known["bostader"],
        committee=known["jarva"],
        administration=known["jarva-forvaltning"],
        department=known["jarva-avdelning"],
        units=[known[f"jarva-enhet-{n}"] for n in range(1, units + 1)],
        other_committee=known["skarpnack"],
        other_administration=known["skarpnack-forvaltning"],
        other_department=known["skarpnack-avdelning"],
        other_units=[known[f"skarpnack-enhet-{n}"] for n in range(1, units + 1)],
    )


def _branch(code: str, name: str, units: int) -> list[VersionRow]:
    """A nämnd with its förvaltning, an avdelning and units."""
    administration, department = f"{code}-forvaltning", f"{code}-avdelning"
    return [
        VersionRow(code, f"{name} stadsdelsnämnd", Kind.DISTRICT_COMMITTEE, "staden"),
        VersionRow(administration, f"{name} stadsdelsförvaltning", Kind.ADMINISTRATION, code),
        VersionRow(department, f"Avdelning förskola, {name}", Kind.DEPARTMENT, administration),
        *(
            VersionRow(f"{code}-enhet-{n}", f"Förskolan {n} i {name}", Kind.UNIT, department)
            for n in range(1, units + 1)
        ),
    ]
