"""A decided report gets a new version: the wish is opened with its reason, or withdrawn.

The version itself is frozen as every other, by a proposal and a decision.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history.commands import because
from organisation.models import User
from periods.commands import NotNow
from periods.locks import PeriodClosed, why_closed
from reports.enums import CorrectionKind, Stage
from reports.models import Correction, Report
from reports.queries import open_correction

_NOT_YOURS = {
    CorrectionKind.CORRECTION: "Den som skriver rapporten rättar den, och kan själv avbryta det.",
    CorrectionKind.COMPLETION: "Den som begärde kompletteringen kan avbryta den. Svara med en ny version.",
}


@transaction.atomic
def begin_correction(*, report: Report, kind: CorrectionKind, reason: str, by: User) -> Correction:
    """Let the texts of a decided report be changed for a new version; the decided one stays.

    Raises PeriodClosed, NotNow when it is not decided or is corrected already, and
    ValidationError without a reason.
    """
    held = Report.objects.select_for_update().get(pk=report.pk)
    closed = why_closed(report.organisation, report.period, None)
    if closed:
        raise PeriodClosed(closed)
    if not held.snapshots.exclude(stage=Stage.PROPOSAL).exists():
        raise NotNow("Rapporten är ej beslutad. Ändra texten och gör ett nytt förslag.")
    if open_correction(held) is not None:
        raise NotNow("Rapporten rättas redan.")
    if not reason.strip():
        raise ValidationError({"reason": "Skriv varför rapporten ska rättas eller kompletteras."})
    with because(f"{kind.label} påbörjades", by=by):
        return Correction.objects.create(
            report=held, kind=kind, reason=reason.strip(), opened_at=timezone.now(), opened_by=by
        )


@transaction.atomic
def withdraw_correction(*, report: Report, kind: CorrectionKind, by: User) -> None:
    """Let the decided version apply as before; who asked for completion is who may withdraw it.

    Raises NotNow when nothing of the kind goes on.
    """
    held = Report.objects.select_for_update().get(pk=report.pk)
    correction = open_correction(held)
    if correction is None:
        raise NotNow("Rapporten rättas inte.")
    if correction.kind != kind:
        raise NotNow(_NOT_YOURS[CorrectionKind(correction.kind)])
    with because(f"{correction.get_kind_display()} avbröts", by=by):
        correction.withdrawn_at = timezone.now()
        correction.save(update_fields=["withdrawn_at"])
