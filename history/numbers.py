"""Numbers in the database: only such as can be judged and summed."""

from django.db import models
from django.db.models import Q

NOT_A_NUMBER = "Värdet är inte ett tal (NaN)."


def numbers_are_numbers(model: str, *names: str, whole_digits: int = 12) -> models.CheckConstraint:
    """A rule that refuses NaN in the named decimal columns; an empty column is no fault.

    PostgreSQL's numeric takes NaN and ranks it above every number, so "below the first number
    that has too many digits" is true of all numbers and false of NaN. Infinity and too large
    numbers are stopped by the column's own size.
    """
    limit = 10**whole_digits
    return models.CheckConstraint(
        condition=Q(**{f"{name}__lt": limit for name in names}),
        name=f"{model}_numbers_are_numbers",
        violation_error_message=NOT_A_NUMBER,
    )
