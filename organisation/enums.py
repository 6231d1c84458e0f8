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
    SET_TEMPLATE = "set_template"
    SET_ASSIGNMENT = "set_assignment"
    LOCK_PERIOD = "lock_period"
    SET_DATES = "set_dates"
    SET_TARGET = "set_target"
    IMPORT = "import"
    DECIDE_RULES = "decide_rules"
    REJUDGE = "rejudge"
    ADMINISTER = "administer"
    DISCUSS = "discuss"


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
# Writing in a dialogue with those who report (our own choice): whoever reports or reviews.
_TALK = {Permission.DISCUSS: Reach.SUBTREE}

# Roles as data (docs/year-and-roles.md). A nämnd never edits a unit's values, so RECORD reaches
# only the own organisation; review reaches those below. IMPORT takes in what the city's own
# systems deliver for everyone, and each value says which file it came from (our own choice).
GRANTS: dict[Role, dict[Permission, Reach]] = {
    # The head of a unit establishes the unit's documents too: no minutes are kept of it.
    Role.UNIT_MANAGER: {
        **_READ,
        **_OWN_WORK,
        **_TALK,
        Permission.WRITE_REPORT: Reach.SELF,
        Permission.DECIDE_REPORT: Reach.SELF,
    },
    # One review is enough (docs/adr/0010): a head takes over before the nämnd, or the nämnd does.
    Role.DEPARTMENT_HEAD: {**_READ, **_OWN_WORK, **_TALK, Permission.REVIEW_UNITS: Reach.BELOW},
    Role.CONTROLLER: {
        **_READ,
        **_OWN_WORK,
        **_TALK,
        Permission.REVIEW_UNITS: Reach.BELOW,
        Permission.SET_DATES: Reach.SELF,
        Permission.WRITE_REPORT: Reach.SELF,
        Permission.SET_TARGET: Reach.SUBTREE,
    },
    Role.APPROVER: {**_READ, **_TALK, Permission.DECIDE_REPORT: Reach.SELF},
    Role.COMPANY_REPORTER: {
        **_READ,
        **_OWN_WORK,
        **_TALK,
        Permission.SET_DATES: Reach.SELF,
        Permission.WRITE_REPORT: Reach.SELF,
        Permission.DECIDE_REPORT: Reach.SELF,
        Permission.SET_TARGET: Reach.SELF,
    },
    Role.CITY_OFFICER: {
        **_READ,
        **_OWN_WORK,
        **_TALK,
        Permission.REVIEW_COMMITTEES: Reach.BELOW,
        Permission.MAKE_APPENDIX: Reach.SELF,
        Permission.SET_TEMPLATE: Reach.SELF,
        Permission.SET_ASSIGNMENT: Reach.SELF,
        Permission.WRITE_REPORT: Reach.SELF,
        Permission.DECIDE_REPORT: Reach.SELF,
        Permission.LOCK_PERIOD: Reach.SUBTREE,
        # A nämnd sets the dates of its units, SLK the outer dates of the city.
        Permission.SET_DATES: Reach.SELF,
        Permission.SET_TARGET: Reach.SUBTREE,
        Permission.IMPORT: Reach.SUBTREE,
        Permission.DECIDE_RULES: Reach.SELF,
        Permission.REJUDGE: Reach.SELF,
    },
    Role.READER: {**_READ},
    Role.ADMINISTRATOR: {
        **_READ,
        Permission.IMPORT: Reach.SUBTREE,
        Permission.ADMINISTER: Reach.SUBTREE,
        Permission.REJUDGE: Reach.SELF,
    },
}

# Whose work a colleague may take over for a time (our own choice): those who report. A decision
# of a nämnd is recorded by the one who holds that role, and the city's office has colleagues.
DELEGATED_ROLES = (
    Role.UNIT_MANAGER,
    Role.DEPARTMENT_HEAD,
    Role.CONTROLLER,
    Role.COMPANY_REPORTER,
)
