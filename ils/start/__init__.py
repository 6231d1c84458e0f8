"""What the start page shows: for each of the user's roles how far it has come, and what is next."""

from ils.start.city import (
    Administration,
    CityRound,
    Reading,
    administration,
    city_round_of,
    reading_of,
)
from ils.start.committee import Committee, committee_of
from ils.start.completing import Completing, completions_of
from ils.start.deciding import Decision, decisions_of
from ils.start.reporting import Reporting, rounds_of
from ils.start.reviewing import Reviewing, reviewing_of
from organisation.enums import Role
from organisation.models import Organisation, User
from organisation.queries import grants_of
from periods.models import Period

Block = (
    Completing | Reporting | Reviewing | Committee | Decision | CityRound | Reading | Administration
)


def blocks_of(user: User, city: Organisation, period: Period | None) -> list[Block]:
    """The blocks of the user's roles, what is to be done before what is to be read."""
    grants = grants_of(user)
    roles = {grant.role for grant in grants}
    found: list[Block] = []
    if period is not None:
        at = Organisation.objects.in_bulk([grant.organisation_id for grant in grants])
        places = [(grant.role, at[grant.organisation_id]) for grant in grants]
        found += completions_of(user)
        found += rounds_of(user, period)
        found += [committee_of(o, period, user) for role, o in places if role is Role.CONTROLLER]
        found += [reviewing_of(o, period) for role, o in places if role is Role.DEPARTMENT_HEAD]
        found += decisions_of(places, period)
        if Role.CITY_OFFICER in roles:
            found.append(city_round_of(city, period))
        if roles & {Role.CITY_OFFICER, Role.READER, Role.ADMINISTRATOR}:
            found.append(reading_of(city, period))
    if Role.ADMINISTRATOR in roles:
        found.append(administration(city, period))
    return found
