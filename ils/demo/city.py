"""The demo city's organisation: the real one from its file, and invented units below it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ils.demo.chance import Dice
from ils.demo.files import DATA
from ils.demo.names import FIXED, unit_names
from ils.demo.sizes import Size
from organisation.commands import VersionRow, build_tree, succeed, write_versions
from organisation.enums import Kind
from organisation.imports import OrganisationFile, read_organisation
from organisation.models import Organisation
from organisation.names import code_of

# The departments of a stadsdelsförvaltning, and which sorts of unit each has.
_DEPARTMENTS = {
    "forskola": ("Avdelningen för förskola", ("forskola",)),
    "aldreomsorg": ("Avdelningen för äldreomsorg", ("vardboende", "hemtjanst")),
    "social": ("Avdelningen för social omsorg", ("socialtjanst", "gruppbostad")),
    "fritid": ("Avdelningen för kultur och fritid", ("fritidsgard",)),
}
# Which facknämnd has units of its own, of which sort, and the department they stand under.
_COMMITTEE_SORTS = {
    "utbildningsnamnden": ("skola", "Grundskoleavdelningen"),
    "idrottsnamnden": ("simhall", "Avdelningen för bad och anläggningar"),
    "kulturnamnden": ("bibliotek", "Stadsbiblioteket"),
    "arbetsmarknadsnamnden": ("jobbtorg", "Jobbtorgen"),
    "socialnamnden": ("stodboende", "Avdelningen för boenden"),
}
# Too small, or of another kind, for offices of their own.
_WITHOUT_UNITS = ("kommunstyrelsen", "revisorskollegiet", "valnamnden", "forskolenamnden")
_OFFICE_NAMES = {
    "kommunstyrelsen": ("Stadsledningskontoret",),
    "kulturnamnden": ("Kulturförvaltningen", "Stadsarkivet"),
    "revisorskollegiet": ("Revisionskontoret",),
}
_CITY = "stockholm"


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """An invented unit: its sort, the nämnd it belongs to, and since when there."""

    code: str
    name: str
    sort: str
    committee: str
    department: str
    # The nämnd that it belonged to before its present one began, if any.
    before: str = ""


@dataclass(slots=True)
class City:
    """The organisation as the demo needs it."""

    organisations: dict[str, Organisation]
    units: list[DemoUnit]
    predecessors: dict[str, list[str]] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Organisation:
        return self.organisations[code]

    @property
    def city(self) -> Organisation:
        """The city itself."""
        return self[_CITY]

    def living(self, *kinds: Kind) -> list[Organisation]:
        """The organisations of some kinds that are there today, in the order of the file."""
        return [o for o in self.organisations.values() if o.kind in kinds and o.ended_on is None]

    @property
    def districts(self) -> list[Organisation]:
        """Today's stadsdelsnämnder."""
        return self.living(Kind.DISTRICT_COMMITTEE)

    @property
    def committees(self) -> list[Organisation]:
        """Today's facknämnder."""
        return self.living(Kind.COMMITTEE)

    @property
    def companies(self) -> list[Organisation]:
        """Today's bolag, without the group."""
        return self.living(Kind.COMPANY)

    def units_of(self, committee: str) -> list[DemoUnit]:
        """The units of a nämnd."""
        return [unit for unit in self.units if unit.committee == committee]


def build_city(*, size: Size, dice: Dice, today: date) -> City:
    """Read the real organisation, invent what lies below it, and write both."""
    real = read_organisation(DATA / "organisation.csv")
    predecessors: dict[str, list[str]] = {}
    for row in real.successions:
        predecessors.setdefault(row.successor, []).append(row.predecessor)
    below = _Below(real, size, dice, predecessors)
    invented = list(below.rows())
    known = write_versions(rows=[*real.versions, *invented], by=None)
    for succession in real.successions:
        succeed(
            predecessor=known[succession.predecessor],
            successor=known[succession.successor],
            on=succession.on,
            by=None,
        )
    build_tree(day=today)
    return City(known, below.units, predecessors)


@dataclass(slots=True)
class _Below:
    """Invents förvaltningar, avdelningar and enheter below the real nämnder."""

    real: OrganisationFile
    size: Size
    dice: Dice
    predecessors: dict[str, list[str]]
    units: list[DemoUnit] = field(default_factory=list)
    _names: dict[str, Iterator[str]] = field(default_factory=dict)

    def rows(self) -> Iterator[VersionRow]:
        """The versions, those above before those below."""
        for row in self.real.versions:
            if row.kind == Kind.DISTRICT_COMMITTEE:
                yield from self._departments(row)
            elif row.kind == Kind.COMMITTEE and row.valid_to is None:
                yield from self._committee(row)
        for row in self.real.versions:
            if row.kind == Kind.DISTRICT_COMMITTEE and row.valid_to is None:
                yield from self._district_units(row)

    def _departments(self, committee: VersionRow) -> Iterator[VersionRow]:
        """A stadsdelsförvaltning and its avdelningar, as long as the nämnd lives."""
        name = committee.name.replace("stadsdelsnämnd", "stadsdelsförvaltning")
        office = f"{committee.code}-forvaltning"
        yield _invented(office, name, Kind.ADMINISTRATION, committee.code, committee)
        for key, (name, _) in _DEPARTMENTS.items():
            code = f"{committee.code}-{key}"
            label = f"{name}, {_area(committee)}"
            yield _invented(code, label, Kind.DEPARTMENT, office, committee)

    def _district_units(self, committee: VersionRow) -> Iterator[VersionRow]:
        """The units of a stadsdelsnämnd; before it, each stood under a predecessor."""
        counts = self.size.in_district(committee.code)
        for key, (_, sorts) in _DEPARTMENTS.items():
            for sort in sorts:
                for _ in range(counts.get(sort, 0)):
                    unit = self._unit(sort, committee, f"{committee.code}-{key}")
                    yield from _versions(unit, committee, key)

    def _committee(self, committee: VersionRow) -> Iterator[VersionRow]:
        """A facknämnd's förvaltning, avdelningar and enheter."""
        office = f"{committee.code}-forvaltning"
        names = _OFFICE_NAMES.get(committee.code, (f"{committee.name}s förvaltning",))
        for code, name in zip((office, f"{committee.code}-arkiv"), names, strict=False):
            yield _invented(code, name, Kind.ADMINISTRATION, committee.code, committee)
        if committee.code in _WITHOUT_UNITS:
            return
        sort, label = _COMMITTEE_SORTS.get(committee.code, ("", ""))
        if count := self.size.in_committees.get(sort, 0):
            yield from self._department(committee, office, sort, label, count)
        if self.size.offices and not sort:
            label = f"Verksamhetsavdelningen, {_area(committee).lower()}"
            yield from self._department(committee, office, "kontor", label, self.size.offices)

    def _department(
        self, committee: VersionRow, office: str, sort: str, label: str, count: int
    ) -> Iterator[VersionRow]:
        """A department of a facknämnd with its units."""
        code = f"{committee.code}-{sort}"
        yield _invented(code, label, Kind.DEPARTMENT, office, committee)
        for _ in range(count):
            unit = self._unit(sort, committee, code)
            yield _invented(unit.code, unit.name, Kind.UNIT, code, committee)

    def _unit(self, sort: str, committee: VersionRow, department: str) -> DemoUnit:
        """The next invented unit of a sort."""
        fixed = [n for n in FIXED.get(sort, ()) if committee.code == "jarva"]
        here = sum(1 for u in self.units if u.sort == sort and u.committee == committee.code)
        name = fixed[here] if here < len(fixed) else self._next_name(sort, committee)
        earlier = self.predecessors.get(committee.code, [])
        before = earlier[here % len(earlier)] if earlier else ""
        unit = DemoUnit(self._code(name), name, sort, committee.code, department, before)
        self.units.append(unit)
        return unit

    def _code(self, name: str) -> str:
        """The unit's code; long names may begin alike."""
        code = code_of(name)
        taken = {unit.code for unit in self.units}
        numbered = (f"{code[:36].strip('-')}-{n}" for n in range(2, 1000))
        return code if code not in taken else next(c for c in numbered if c not in taken)

    def _next_name(self, sort: str, committee: VersionRow) -> str:
        """A name that no other unit has."""
        key = f"{sort}-{committee.code}" if sort in ("socialtjanst", "kontor") else sort
        names = self._names.setdefault(key, unit_names(sort, self.dice, _area(committee)))
        return next(names)


def _versions(unit: DemoUnit, committee: VersionRow, key: str) -> Iterator[VersionRow]:
    """The unit under its nämnd today, and until the nämnd began under the one before."""
    if unit.before and committee.valid_from:
        parent, last = f"{unit.before}-{key}", committee.valid_from - timedelta(days=1)
        yield VersionRow(unit.code, unit.name, Kind.UNIT, parent, None, last, is_invented=True)
    yield _invented(unit.code, unit.name, Kind.UNIT, unit.department, committee)


def _area(committee: VersionRow) -> str:
    """The nämnd's area in one word, without the genitive: Kungsholmen, trafik."""
    return committee.name.removesuffix(" stadsdelsnämnd").removesuffix("nämnden").rstrip("s")


def _invented(code: str, name: str, kind: Kind, parent: str, committee: VersionRow) -> VersionRow:
    """An invented organisation that lives as long as its nämnd."""
    return VersionRow(
        code, name, kind, parent, committee.valid_from, committee.valid_to, is_invented=True
    )
