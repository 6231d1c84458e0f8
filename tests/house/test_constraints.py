"""Every named constraint is broken once, and says in Swedish what is wrong."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import DecimalField, UniqueConstraint
from django.utils import translation

from tests.house.breaking import BREAKING, no_number, rule_proposal
from tests.house.project import event_model_of, project_models
from tests.world import World

CONSTRAINTS = {
    constraint.name: (model, constraint)
    for model in project_models()
    for constraint in model._meta.constraints
}
# Nobody types these rows: a violation is a fault of ours, and a person never sees its message.
COMPUTED = {
    "Closure",
    "Document",
    "Expectation",
    "Snapshot",
    "Suggestion",
    "Total",
    "TurnedLight",
    "Verdict",
}


def test_every_constraint_has_a_case_and_no_case_is_left_over() -> None:
    assert BREAKING.keys() == CONSTRAINTS.keys(), "Lägg fallet i tests/house/breaking.py."


def test_every_constraint_refuses(world: World, subtests: pytest.Subtests) -> None:
    for name, write in BREAKING.items():
        with subtests.test(name):
            with pytest.raises(IntegrityError) as refused, transaction.atomic():
                write(world)

            assert refused.value.__cause__.diag.constraint_name == name


def test_no_number_that_people_write_can_be_nan(world: World, subtests: pytest.Subtests) -> None:
    for model in project_models():
        names = [f.name for f in model._meta.concrete_fields if isinstance(f, DecimalField)]
        if event_model_of(model) is None or not names:
            continue
        row = model._base_manager.order_by("-pk").first() or rule_proposal(world)
        assert isinstance(row, model)
        for name in names:
            with subtests.test(f"{model.__name__}.{name}"):
                with pytest.raises(IntegrityError) as refused, transaction.atomic():
                    no_number(row, name)

                assert refused.value.__cause__.diag.constraint_name in CONSTRAINTS


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_its_message_is_swedish(name: str) -> None:
    model, constraint = CONSTRAINTS[name]
    if model._meta.object_name in COMPUTED:
        return

    with translation.override("sv"):
        message = _message(model, constraint)

    assert message.endswith("."), message
    assert name not in message


def _message(model: type[models.Model], constraint: models.BaseConstraint) -> str:
    """What a form says when the constraint is broken; Django has its own for unique fields."""
    own = constraint.violation_error_message
    if own != constraint.default_violation_error_message:
        return str(own)
    if isinstance(constraint, UniqueConstraint) and not constraint.condition:
        error = model().unique_error_message(model, constraint.fields)
        return str(ValidationError([error]).messages[0])
    return ""
