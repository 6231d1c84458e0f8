"""How long the demo's rounds took; the demo is loaded in a moment, so its history can not say."""

from collections.abc import Iterable
from datetime import timedelta

from ils.demo.scene import Scene
from periods.models import Submission
from rounds.burden import fields_of
from rounds.models import RoundBurden

# Seconds for a field, from the quickest to the slowest.
_QUICK, _SLOW = 12, 55


def time_rounds(scene: Scene, submissions: Iterable[Submission]) -> None:
    """Let each round that was handed in have taken its time."""
    RoundBurden.objects.bulk_create(
        _burden(scene, one) for one in submissions if one.submitted_at and one.handed_in
    )


def _burden(scene: Scene, submission: Submission) -> RoundBurden:
    """One round, begun some days before it was handed in."""
    assert submission.submitted_at is not None
    chance = scene.dice.of("burden", submission.organisation.code, submission.period.kind)
    fields = fields_of(submission.handed_in)
    return RoundBurden(
        submission=submission,
        first_saved_at=submission.submitted_at - timedelta(hours=chance.randint(2, 120)),
        handed_in_at=submission.submitted_at,
        active_seconds=fields * chance.randint(_QUICK, _SLOW),
        fields=fields,
    )
