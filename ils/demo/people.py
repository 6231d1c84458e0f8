"""The demo's people: the accounts that are shown, and those that the data needs as authors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from history.commands import because
from ils.demo.accounts import ACCOUNTS, PASSWORD, Account
from ils.demo.chance import Dice
from ils.demo.city import City
from ils.demo.names import person_name
from organisation.enums import Role
from organisation.models import Membership, Organisation, User

_SINCE = date(2016, 1, 1)


@dataclass(frozen=True, slots=True)
class People:
    """Who writes for which organisation."""

    by_name: dict[str, User]
    author_of: dict[str, User]

    @property
    def slk(self) -> User:
        """The officer of stadsledningskontoret."""
        return self.by_name["slk"]

    def author(self, code: str) -> User:
        """Whoever reports for an organisation."""
        return self.author_of[code]


@dataclass(frozen=True, slots=True)
class _Place:
    """A person on the way in, and the organisations of the role."""

    username: str
    role: Role
    organisations: list[Organisation]
    account: Account | None = None


def make_people(city: City, dice: Dice) -> People:
    """Make the shown accounts and an author for every organisation that reports."""
    places = [*_shown(city), *_authors(city)]
    # One hash for all shown accounts: hashing is slow on purpose.
    password = make_password(PASSWORD)
    users = [_user(place, password, dice) for place in places]
    with because("demons konton lades upp", by=None):
        User.objects.bulk_create(users)
        Membership.objects.bulk_create(
            Membership(user=user, organisation=organisation, role=place.role, valid_from=_SINCE)
            for user, place in zip(users, places, strict=True)
            for organisation in place.organisations
        )
    writers = {
        role for role in Role if role not in (Role.READER, Role.ADMINISTRATOR, Role.APPROVER)
    }
    author_of = {
        organisation.code: user
        for user, place in zip(users, places, strict=True)
        if place.role in writers
        for organisation in place.organisations
    }
    return People({user.username: user for user in users}, author_of)


def _shown(city: City) -> Iterable[_Place]:
    """The accounts that the sign-in page shows."""
    for account in ACCOUNTS:
        organisations = [city[code] for code in account.organisations]
        yield _Place(account.username, account.kind, organisations, account)


def _authors(city: City) -> Iterable[_Place]:
    """A controller for each nämnd, a reporter for each bolag, a manager for each department."""
    taken = {code for account in ACCOUNTS for code in account.organisations}
    for organisation in (*city.districts, *city.committees):
        if organisation.code not in taken:
            name = f"controller-{organisation.code}"
            yield _Place(name, Role.CONTROLLER, [organisation])
    for organisation in (*city.companies, city["stadshus-ab"]):
        if organisation.code not in taken:
            name = f"bolag-{organisation.code}"
            yield _Place(name, Role.COMPANY_REPORTER, [organisation])
    managed: dict[str, list[Organisation]] = {}
    for unit in city.units:
        if unit.code not in taken:
            managed.setdefault(unit.department, []).append(city[unit.code])
    for department, units in managed.items():
        yield _Place(f"enhetschef-{department}", Role.UNIT_MANAGER, units)


def _user(place: _Place, password: str, dice: Dice) -> User:
    """The user of a place; only shown accounts can sign in."""
    account = place.account
    first, last = person_name(dice, place.username)
    if account:
        first, _, last = account.name.partition(" ")
    is_admin = place.role is Role.ADMINISTRATOR
    return User(
        username=place.username,
        first_name=first,
        last_name=last,
        email=f"{place.username}@example.invalid",
        password=password if account else UNUSABLE_PASSWORD_PREFIX + place.username,
        is_staff=is_admin,
        is_superuser=is_admin,
    )
