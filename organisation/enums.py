"""Kinds of organisation, roles, and what each role may do where."""

from enum import StrEnum

from django.db.models import TextChoices


class Kind(TextChoices):
    """What an organisation is."""

    CITY = "city", "stad"
    COMMITTEE = "committee", "facknämnd"
    DISTRICT_COMMITTEE = "district_committee", "stadsdelsnämnd"
    COMPANY_GROUP = "company_group", "bolagskoncern"
    COMPANY = "company", "bolag"
    ADMINISTRATION = "administration", "förvaltning"
    DEPARTMENT = "department", "avdelning"
    UNIT = "unit", "enhet"
    ASSOCIATED = "associated", "samägt bolag eller kommunalförbund"
    COMPARISON = "comparison", "jämförelseorganisation"


COMMITTEE_KINDS = (Kind.COMMITTEE, Kind.DISTRICT_COMMITTEE)
COMPANY_KINDS = (Kind.COMPANY_GROUP, Kind.COMPANY)
# The level at which KF addresses its goals, and at which a report is decided.
DECIDING_KINDS = (*COMMITTEE_KINDS, *COMPANY_KINDS)


class Operator(TextChoices):
    """Who runs a unit."""

    CITY = "city", "stadens egen regi"
    PRIVATE = "private", "enskild regi"


class Role(TextChoices):
    """What a person is at an organisation."""

    UNIT_MANAGER = "unit_manager", "enhetschef"
    DEPARTMENT_HEAD = "department_head", "avdelningschef"
    CONTROLLER = "controller", "controller"
    APPROVER = "approver", "förvaltningschef"
    COMPANY_REPORTER = "company_reporter", "rapporteringsansvarig (bolag)"
    CITY_OFFICER = "city_officer", "stadsledningskontoret"
    READER = "reader", "läsare"
    ADMINISTRATOR = "administrator", "administratör"


class Permission(StrEnum):
    """What a page or a command asks for."""

    READ = "read"
    RECORD = "record"
    ASSESS = "assess"
    SUBMIT = "submit"
    REVIEW_UNITS = "review_units"
    REVIEW_COMMITTEES = "review_committees"
    WRITE_REPORT = "write_report"
    DECIDE_REPORT = "decide_report"
    MAKE_APPENDIX = "make_appendix"
    LOCK_PERIOD = "lock_period"
    SET_TARGET = "set_target"
    ADMINISTER = "administer"


class Reach(StrEnum):
    """How far from the organisation of the membership a permission reaches."""

    SELF = "self"
    BELOW = "below"
    SUBTREE = "subtree"


_OWN_WORK = {
    Permission.RECORD: Reach.SELF,
    Permission.ASSESS: Reach.SELF,
    Permission.SUBMIT: Reach.SELF,
}
_READ = {Permission.READ: Reach.SUBTREE}

# Roles as data (design section 4). A nämnd never edits a unit's values, so RECORD reaches
# only the own organisation; review reaches those below.
GRANTS: dict[Role, dict[Permission, Reach]] = {
    Role.UNIT_MANAGER: {**_READ, **_OWN_WORK},
    Role.DEPARTMENT_HEAD: {**_READ, **_OWN_WORK},
    Role.CONTROLLER: {
        **_READ,
        **_OWN_WORK,
        Permission.REVIEW_UNITS: Reach.BELOW,
        Permission.WRITE_REPORT: Reach.SELF,
        Permission.SET_TARGET: Reach.SUBTREE,
    },
    Role.APPROVER: {**_READ, Permission.DECIDE_REPORT: Reach.SELF},
    Role.COMPANY_REPORTER: {
        **_READ,
        **_OWN_WORK,
        Permission.WRITE_REPORT: Reach.SELF,
        Permission.DECIDE_REPORT: Reach.SELF,
        Permission.SET_TARGET: Reach.SELF,
    },
    Role.CITY_OFFICER: {
        **_READ,
        **_OWN_WORK,
        Permission.REVIEW_COMMITTEES: Reach.BELOW,
        Permission.MAKE_APPENDIX: Reach.SELF,
        Permission.LOCK_PERIOD: Reach.SUBTREE,
        Permission.SET_TARGET: Reach.SUBTREE,
    },
    Role.READER: {**_READ},
    Role.ADMINISTRATOR: {**_READ, Permission.ADMINISTER: Reach.SUBTREE},
}
