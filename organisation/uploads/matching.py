"""Finds what a file's texts mean: things by code, and by name where asked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from organisation.csv_files import Row

_Thing = TypeVar("_Thing")
_SUGGESTIONS = 3


@dataclass(slots=True)
class Lookup(Generic[_Thing]):
    """Things with `code`, `external_code` and `name`, by the code of another system, by ours, by name."""

    what: str
    by_code: dict[str, _Thing]
    by_name: dict[str, list[_Thing]]
    answers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, what: str, things: Iterable[_Thing]) -> "Lookup[_Thing]":
        """Index the things; another system's code goes before ours."""
        found: list[Any] = list(things)
        codes = {thing.code: thing for thing in found}
        codes |= {thing.external_code: thing for thing in found if thing.external_code}
        names: dict[str, list[_Thing]] = defaultdict(list)
        for thing in found:
            names[thing.name].append(thing)
        return cls(what, codes, names)

    def find(self, row: Row, column: str, *, by_name: bool) -> _Thing | None:
        """What the cell means; unknown or ambiguous is a fault that suggests what was meant."""
        text = row.text(column)
        if not text:
            row.fault(column, "Uppgiften saknas.")
            return None
        named: list[Any] = self.by_name.get(text, []) if by_name else []
        if len(named) == 1:
            return self.by_name[text][0]
        if text in self.by_code:
            return self.by_code[text]
        if len(named) > 1:
            codes = ", ".join(sorted(thing.code for thing in named))
            row.fault(column, f"Flera heter ”{text}”. Skriv koden i stället: {codes}.")
        else:
            row.fault(column, self._unknown(text, by_name=by_name))
        return None

    def _unknown(self, text: str, *, by_name: bool) -> str:
        """Say that a text means nothing here, and what is most like it; each text once."""
        if text not in self.answers:
            known = [*self.by_name, *self.by_code] if by_name else list(self.by_code)
            close = get_close_matches(text, known, _SUGGESTIONS)
            hint = f" Menar du {' eller '.join(f'”{one}”' for one in close)}?" if close else ""
            self.answers[text] = f"Ingen {self.what} heter ”{text}”.{hint}"
        return self.answers[text]
