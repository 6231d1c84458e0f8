"""A new version of the rules: proposed, tried on the lights of the last years, decided or dropped."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from goals.commands.controlling import order_year
from goals.enums import ProposalState
from goals.models import RuleProposal, Suggestion, TurnedLight
from goals.queries.rules import compared_periods
from goals.turning import turned_rows
from history.commands import because
from history.merging import Table, merge
from indicators.models import Verdict
from jobs.commands import enqueue_anew
from jobs.enums import JobKind
from jobs.models import Job
from organisation.models import User
from periods.commands import NotNow
from periods.commands import decide_rules as save_decision
from periods.models import Period, RuleSet, Year

_TURNED = Table(
    "goals_turnedlight",
    (
        ("proposal_id", "bigint"),
        ("period_id", "bigint"),
        ("organisation_id", "bigint"),
        ("goal_id", "bigint"),
        ("goal_indicator_id", "bigint"),
        ("part", "varchar"),
        ("standing", "varchar"),
        ("level", "varchar"),
        ("before", "varchar"),
        ("after", "varchar"),
        ("reason", "text"),
    ),
    (
        "proposal_id", "period_id", "organisation_id", "goal_id", "goal_indicator_id", "part",
        "standing",
    ),
)  # fmt: skip


@transaction.atomic
def propose_rules(
    *,
    limits: dict[str, Decimal],
    from_year: Year,
    decided_by: str,
    decided_on: date,
    reason: str,
    by: User,
) -> RuleProposal:
    """Keep limits that may become a version of the rules, and order what they would turn.

    Raises ValidationError when a limit is no percentage, and NotNow when a proposal is open.
    """
    if RuleProposal.objects.filter(state=ProposalState.OPEN).exists():
        raise NotNow("Det finns redan ett öppet förslag. Besluta det eller lägg ned det först.")
    proposal = RuleProposal(
        **limits, from_year=from_year, decided_by=decided_by.strip(), decided_on=decided_on,
        reason=reason.strip(), proposed_by=by,
    )  # fmt: skip
    proposal.full_clean()
    with because("regelversionen föreslogs", by=by):
        proposal.save()
    order_preview(proposal=proposal, by=by)
    return proposal


def order_preview(*, proposal: RuleProposal, by: User) -> Job:
    """Order that the lights of the last years are tried against the proposal."""
    periods = compared_periods().count()
    return enqueue_anew(kind=JobKind.RULE_PREVIEW, subject=proposal.pk, by=by, total=periods)


@transaction.atomic
def preview_period(*, proposal: RuleProposal, period: Period) -> int:
    """Keep which stored lights of a period the proposal would turn; give how many.

    Safe to run twice: what an earlier run found is replaced.
    """
    rows = list(turned_rows(period, proposal.as_rules()))
    condition = f"old.proposal_id = {proposal.pk} AND old.period_id = {period.pk}"
    merge(_TURNED, [(proposal.pk, *row) for row in rows], prune=condition)
    return len(rows)


@transaction.atomic
def end_preview(*, proposal: RuleProposal) -> None:
    """Note that every period has been tried, and how many lights that was."""
    periods = list(compared_periods())
    TurnedLight.objects.filter(proposal=proposal).exclude(period__in=periods).delete()
    with because("förslaget prövades mot de senaste årens ljus", by=None):
        RuleProposal.objects.filter(pk=proposal.pk, state=ProposalState.OPEN).update(
            previewed_at=timezone.now(),
            lights=Verdict.objects.filter(period__in=periods).count()
            + Suggestion.objects.filter(period__in=periods).count(),
        )


@transaction.atomic
def decide_rules(*, proposal: RuleProposal, by: User) -> RuleSet:
    """Make the proposal a version of the rules, and judge the open periods of its years again.

    Raises NotNow when it has been decided or dropped, when it is not yet seen what it turns,
    and when its first year has got published lights.
    """
    proposal = _open(proposal)
    if proposal.previewed_at is None:
        raise NotNow("Vänta tills det syns vilka ljus som ändras.")
    rules = proposal.as_rules(name=str(RuleSet.objects.count() + 1))
    years = save_decision(rules=rules, from_year=proposal.from_year, by=by)
    with because("regelversionen beslutades", by=by):
        proposal.rules, proposal.state = rules, ProposalState.DECIDED
        proposal.save()
    for year in years:
        order_year(year=year, by=by)
    return rules


@transaction.atomic
def drop_rules(*, proposal: RuleProposal, by: User) -> None:
    """Let a proposal be; the limits stay as they are. Raises NotNow when it is open no longer."""
    proposal = _open(proposal)
    with because("förslaget till regelversion lades ned", by=by):
        proposal.state = ProposalState.DROPPED
        proposal.save()


def _open(proposal: RuleProposal) -> RuleProposal:
    """The proposal as it stands, held until the transaction ends. Raises NotNow unless open."""
    held = RuleProposal.objects.select_for_update().select_related("from_year").get(pk=proposal.pk)
    if not held.is_open:
        raise NotNow(f"Förslaget är redan {held.get_state_display()}.")
    return held
