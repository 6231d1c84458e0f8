"""The totals in the database are those of the pure rules, on any tree and any values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from goals.commands import rejudge
from indicators.enums import MeasurementKind
from indicators.models import Measurement, Total
from lights import Aggregation, Grey, Part, Pooled, pool, round_half_away, share_of
from organisation.models import Closure
from periods.models import Expectation, Submission
from tests.factories import OrganisationFactory, World

# In the database a total keeps six decimals.
KEPT = 6
POOLED = (Aggregation.SUM, Aggregation.MEAN, Aggregation.RATIO)
PARTS = {"total": ("value", ""), "women": ("women", "women_"), "men": ("men", "men_")}
EMPTY = ("not_reported", "not_due", "not_measured", "withheld")


@pytest.fixture
def world(shared_world: World) -> World:
    """Every example works in a savepoint that is rolled back."""
    return shared_world


# Value, numerator, denominator, expected, reported, preliminary, and whether no part is negative.
Stored = tuple[Decimal | None, Decimal | None, Decimal | None, int, int, int, bool]


@dataclass(frozen=True)
class Leaf:
    """An organisation at the bottom: where it hangs, what it reports, whether that is accepted."""

    parent: int
    fields: dict[str, Any]
    is_final: bool


numbers = st.decimals(-(10**6), 10**6, places=3) | st.integers(0, 3).map(Decimal)
counts = st.integers(0, 10**6).map(Decimal)
sizes = st.integers(1, 10**6).map(Decimal)


def values(aggregation: Aggregation) -> st.SearchStrategy[dict[str, Any]]:
    """What a row holds: its parts, those of the genders, or why it is empty."""
    empty = st.sampled_from(EMPTY).map(lambda kind: {"missing": kind, "missing_reason": "skäl"})
    if aggregation is not Aggregation.RATIO:
        some = st.none() | numbers
        return empty | st.fixed_dictionaries({"value": numbers, "women": some, "men": some})
    pair = st.tuples(counts, sizes)
    return empty | st.tuples(pair, st.none() | pair, st.none() | pair).map(_share_fields)


def _share_fields(pairs: tuple[tuple[Decimal, Decimal] | None, ...]) -> dict[str, Any]:
    """The fields of a share of all, of women and of men."""
    fields: dict[str, Any] = {}
    for (name, prefix), pair in zip(PARTS.values(), pairs, strict=True):
        if pair is not None:
            fields |= {f"{prefix}numerator": pair[0], f"{prefix}denominator": pair[1]}
            fields[name] = share_of(*pair, 100, KEPT)
    return fields


def trees(aggregation: Aggregation) -> st.SearchStrategy[tuple[list[int], list[Leaf]]]:
    """The parents of the inner organisations (the first is the top), and the leaves under them."""
    inner = st.lists(st.integers(0, 5), max_size=4).map(
        lambda above: [0, *(parent % (place + 1) for place, parent in enumerate(above))]
    )
    leaf = st.builds(Leaf, st.integers(0, 5), values(aggregation), st.booleans())
    return st.tuples(inner, st.lists(leaf, min_size=1, max_size=6))


@pytest.mark.parametrize("aggregation", POOLED)
@settings(
    max_examples=8,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # to find a smaller example takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_the_totals_are_those_of_the_rules(
    world: World, aggregation: Aggregation, data: st.DataObject
) -> None:
    above, leaves = data.draw(trees(aggregation))
    changed = [replace(leaf, fields=data.draw(values(aggregation))) for leaf in leaves]
    with transaction.atomic():
        tree = Tree(world, aggregation, above, leaves)

        for reported in (leaves, changed):
            tree.report(reported)
            rejudge(period=world.t2)

            assert tree.stored() == tree.pooled(reported)
        transaction.set_rollback(True)


class Tree:
    """An indicator that is reported at the leaves of a tree of organisations in tertial 2."""

    def __init__(
        self, world: World, aggregation: Aggregation, above: list[int], leaves: list[Leaf]
    ) -> None:
        self.period, self.aggregation = world.t2, aggregation
        self.indicator = world.share.indicator
        self.indicator.aggregation = aggregation.value
        self.indicator.by_gender = True
        self.indicator.lowest = self.indicator.highest = None
        self.indicator.save()
        self.nodes = [OrganisationFactory() for _ in above]
        self.bottom = [OrganisationFactory() for _ in leaves]
        self.chains = [list(_chain(above, leaf.parent % len(above))) for leaf in leaves]
        Closure.objects.filter(period=self.period).delete()
        Closure.objects.bulk_create(self._closure(above))
        Expectation.objects.bulk_create(
            Expectation(
                period=self.period, goal_indicator=world.share, organisation=leaf, is_leaf=True
            )
            for leaf in self.bottom
        )

    def _closure(self, above: list[int]) -> Iterator[Closure]:
        """Who is above whom, and how far."""
        every = [*self.nodes, *self.bottom]
        chains = [list(_chain(above, place)) for place in range(len(above))]
        upwards = [chain[1:] for chain in chains] + self.chains
        for organisation, chain in zip(every, upwards, strict=True):
            for depth, up in enumerate([organisation, *(self.nodes[place] for place in chain)]):
                yield Closure(period=self.period, ancestor=up, descendant=organisation, depth=depth)

    def report(self, leaves: list[Leaf]) -> None:
        """Let the leaves report, and those above accept what is to be final."""
        Submission.objects.filter(period=self.period, organisation__in=self.bottom).delete()
        Measurement.objects.filter(period=self.period, organisation__in=self.bottom).delete()
        for leaf, organisation in zip(leaves, self.bottom, strict=True):
            Measurement.objects.create(
                period=self.period,
                indicator=self.indicator,
                organisation=organisation,
                kind=MeasurementKind.OUTCOME,
                **leaf.fields,
            )
            Submission.objects.create(
                period=self.period,
                organisation=organisation,
                level="unit",
                state="accepted" if leaf.is_final else "draft",
                submitted_at=self.period.opened_at,
            )

    def pooled(self, leaves: list[Leaf]) -> dict[tuple[int, str], Stored]:
        """The totals of the pure rules, as the database keeps them."""
        found = {}
        for place, node in enumerate(self.nodes):
            below = [
                leaf for leaf, chain in zip(leaves, self.chains, strict=True) if place in chain
            ]
            for part, (name, prefix) in PARTS.items():
                total = pool([_part(leaf, name, prefix) for leaf in below], self.aggregation)
                if total is not None:
                    found[node.pk, part] = _as_stored(total)
        return found

    def stored(self) -> dict[tuple[int, str], Stored]:
        """The totals in the database."""
        rows = Total.objects.filter(indicator=self.indicator, period=self.period, kind="outcome")
        return {
            (row.organisation_id, row.part): (
                row.value, row.numerator, row.denominator,
                row.expected, row.reported, row.preliminary, row.parts_non_negative,
            )
            for row in rows
        }  # fmt: skip


def _chain(above: list[int], place: int) -> Iterator[int]:
    """A node and those above it, the nearest first."""
    yield place
    while place:
        place = above[place]
        yield place


def _part(leaf: Leaf, name: str, prefix: str) -> Part:
    """One of a leaf's values, as the rules take it; a gender may be empty where the whole is not."""
    missing = leaf.fields.get("missing")
    return Part(
        value=leaf.fields.get(name),
        numerator=leaf.fields.get(f"{prefix}numerator"),
        denominator=leaf.fields.get(f"{prefix}denominator"),
        missing=Grey(missing) if missing else None,
        is_final=leaf.is_final,
    )


def _as_stored(total: Pooled) -> Stored:
    """A total with the decimals that the database keeps."""
    coverage = total.coverage
    value = None if total.value is None else round_half_away(total.value, KEPT)
    return (
        value, total.numerator, total.denominator,
        coverage.expected, coverage.reported, coverage.preliminary, coverage.parts_non_negative,
    )  # fmt: skip
