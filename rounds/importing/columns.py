"""The columns of other systems: which kind and which part of a value a code stands for."""

from dataclasses import dataclass

from django.db import transaction

from history.commands import because
from organisation.csv_files import Row
from organisation.models import User
from rounds.enums import Piece
from rounds.models import MeasureColumn

# The words of the pieces are our own columns' names.
CELL_OF_PIECE = {piece: piece.label for piece in Piece}
KIND_WORDS = {"outcome": "utfall", "forecast": "helårsprognos"}
# What is understood before anybody has said what the other system's codes mean.
_OWN = {
    "utfall": ("utfall", Piece.VALUE),
    "prognos": ("helårsprognos", Piece.VALUE),
    "helårsprognos": ("helårsprognos", Piece.VALUE),
    "utfall kvinnor": ("utfall", Piece.WOMEN),
    "utfall män": ("utfall", Piece.MEN),
    "täljare": ("utfall", Piece.NUMERATOR),
    "nämnare": ("utfall", Piece.DENOMINATOR),
    "täljare kvinnor": ("utfall", Piece.WOMEN_NUMERATOR),
    "nämnare kvinnor": ("utfall", Piece.WOMEN_DENOMINATOR),
    "täljare män": ("utfall", Piece.MEN_NUMERATOR),
    "nämnare män": ("utfall", Piece.MEN_DENOMINATOR),
    "prognos täljare": ("helårsprognos", Piece.NUMERATOR),
    "prognos nämnare": ("helårsprognos", Piece.DENOMINATOR),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """What the codes mean; a row without a code is about what has happened."""

    known: dict[str, tuple[str, Piece]]

    @classmethod
    def of_installation(cls) -> "Columns":
        """Our own words, and over them the codes that the city has written down."""
        stored = {
            column.code.lower(): (KIND_WORDS[column.kind], Piece(column.piece))
            for column in MeasureColumn.objects.all()
        }
        return cls({**_OWN, "": _OWN["utfall"], **stored})

    def get(self, row: Row, name: str) -> tuple[str, Piece] | None:
        """What the row's code stands for; an unknown one is a fault."""
        code = row.text(name)
        found = self.known.get(code.lower())
        if found is None:
            row.fault(name, f"Måttkolumnen ”{code}” är okänd. Den läggs upp under Administration.")
        return found


@transaction.atomic
def save_column(*, column: MeasureColumn, by: User) -> MeasureColumn:
    """Say what another system's code stands for. Raises ValidationError when it is taken."""
    column.full_clean()
    with because("en måttkolumn ändrades", by=by):
        column.save()
    return column
