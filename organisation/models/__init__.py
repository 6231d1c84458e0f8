"""Who: organisations and their versions in time, the tree, users and memberships."""

from organisation.models.organisations import (
    Closure,
    Organisation,
    OrganisationVersion,
    Succession,
)
from organisation.models.people import Membership, User

__all__ = [
    "Closure",
    "Membership",
    "Organisation",
    "OrganisationVersion",
    "Succession",
    "User",
]
