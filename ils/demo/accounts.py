"""The demo accounts: one for each role, shown on the sign-in page of a demo."""

from dataclasses import dataclass

from organisation.enums import Role

PASSWORD = "prova-ils-2026"


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account: who, in which role, and what to try with it."""

    username: str
    name: str
    role: str
    what: str
    kind: Role
    organisations: tuple[str, ...]


ACCOUNTS = [
    Account(
        "enhetschef",
        "Eva Enhetschef",
        "Enhetschef, två förskolor i Järva",
        "rapporterar enhetens värden och lämnar in",
        Role.UNIT_MANAGER,
        ("forskolan-tallkotten", "forskolan-lingonstigen"),
    ),
    Account(
        "avdelningschef",
        "Axel Avdelningschef",
        "Avdelningschef, förskolorna i Järva",
        "granskar förskolorna före nämnden",
        Role.DEPARTMENT_HEAD,
        ("jarva-forskola",),
    ),
    Account(
        "controller",
        "Carl Controller",
        "Controller, Järva stadsdelsnämnd",
        "granskar enheterna, bedömer målen, gör tertialrapporten",
        Role.CONTROLLER,
        ("jarva",),
    ),
    Account(
        "chef",
        "Farah Förvaltningschef",
        "Förvaltningschef, Järva stadsdelsnämnd",
        "registrerar nämndens beslut",
        Role.APPROVER,
        ("jarva",),
    ),
    Account(
        "bolag",
        "Bo Bolagsson",
        "Rapporteringsansvarig, AB Svenska Bostäder",
        "rapporterar bolagets värden",
        Role.COMPANY_REPORTER,
        ("svenska-bostader",),
    ),
    Account(
        "slk",
        "Sara Stadsledning",
        "Stadsledningskontoret",
        "följer alla nämnder och bolag, gör bilagorna",
        Role.CITY_OFFICER,
        ("stockholm",),
    ),
    Account(
        "lasare",
        "Leo Läsare",
        "Läsare",
        "läser allt och kan inte ändra något",
        Role.READER,
        ("stockholm",),
    ),
    Account(
        "admin",
        "Alva Administratör",
        "Administratör",
        "organisation, konton och grunddata",
        Role.ADMINISTRATOR,
        ("stockholm",),
    ),
]
