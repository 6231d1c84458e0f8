"""Filters that every list may use: a search that finds Swedish inflections."""

from typing import Any

import django_filters
from django.contrib.postgres.search import TrigramStrictWordSimilarity
from django.db.models import Model, Q, QuerySet

from lists.words import stem

# Of whole words: "bilar" finds "bil" (0.43), but "förskolan" not "plan för" (0.36).
_ALIKE = 0.4
_MOST_WORDS = 8


class SearchFilter(django_filters.CharFilter):
    """Each word of what is sought stands in one of the fields, whole, in part, or inflected.

    PostgreSQL's Swedish dictionary leaves "förskolan" as it is, so what is looked for is the word
    without its ending: every inflection finds the same rows. Words that are spelled almost so are
    found by their trigrams. Fields of another table are looked up there, once each.
    """

    def __init__(self, *args: Any, paths: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paths = paths

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The rows in which every word is found."""
        for word in (value or "").split()[:_MOST_WORDS]:
            found = Q(pk__in=[])
            for path in self.paths:
                found |= _found(qs.model, path, stem(word))
            qs = qs.filter(found)
        return qs


class LaterFilter(django_filters.ChoiceFilter):
    """A choice that the page sorts out itself, where the database does not know the answer."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """All of the rows: the page looks at the choice when it has read them."""
        return qs


def _found(model: type[Model], path: str, word: str) -> Q:
    """The rows whose field at the end of the path holds the word."""
    way, _, field = path.rpartition("__")
    for step in way.split("__") if way else []:
        related = model._meta.get_field(step).related_model
        assert isinstance(related, type)
        model = related
    rows = model._default_manager.order_by()
    holding = Q(**{f"{field}__icontains": word})
    # The database's trigrams end a word at å, ä and ö: "mål" would be like "Lönnkotten".
    if word.isascii():
        rows = rows.alias(likeness=TrigramStrictWordSimilarity(word, field))
        holding |= Q(likeness__gte=_ALIKE)
    return Q(**{f"{way or 'pk'}__in": rows.filter(holding).values("pk")})
