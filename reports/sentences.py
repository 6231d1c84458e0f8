"""The generated sentences of bilagor 2–6: counts that add up, in words. Pure functions.

All parts of a whole are always written, also zero, so that a reader can add them up.
"""

from collections.abc import Iterable, Sequence

from reports.paragraphs import Activities, Tally, bracketed, listed, only


def city_indicators(
    counts: Tally, greys: Iterable[str], untotalled: int, *, is_forecast: bool
) -> str:
    """How KF's indicators stand for the city; `untotalled` are not measured for the city."""
    if not counts.total and not untotalled:
        return "Kommunfullmäktige har inga indikatorer för året."
    basis = "uppnås årsmålet enligt helårsprognosen" if is_forecast else "uppnås årsmålet"
    parts = [
        f"{basis} helt för {counts.green}",
        f"delvis för {counts.yellow}",
        f"ej för {counts.red}",
    ]
    alone = f", och {untotalled} mäts inte för staden som helhet" if untotalled else ""
    joint = "," if alone else " och"
    return (
        f"Av kommunfullmäktiges {counts.total + untotalled} indikatorer {', '.join(parts)}{joint}"
        f" {counts.grey} kan inte bedömas{bracketed(greys)}{alone}."
    )


def indicator_bodies(counts: Tally, greys: Iterable[str], *, is_forecast: bool) -> str:
    """How many nämnder and bolag reach their årsmål for an indicator."""
    if not counts.total:
        return "Ingen nämnd och inget bolag rapporterar indikatorn."
    basis = " enligt helårsprognosen" if is_forecast else ""
    if counts.total == 1:
        end = (
            f"kan inte bedömas{bracketed(greys)}"
            if counts.grey
            else f"uppnår{basis} årsmålet {only(counts)}"
        )
        return f"Den enda som rapporterar indikatorn {end}."
    return (
        f"Av {counts.total} nämnder och bolag uppnår{basis}"
        f" {counts.green} årsmålet helt, {counts.yellow} delvis och {counts.red} ej,"
        f" och {counts.grey} kan inte bedömas{bracketed(greys)}."
    )


def answered(counts: Activities) -> str:
    """How the answers to uppdrag stand, and how many of them are late; nothing where there are none.

    A state that none has is left out: the table beside it has every column.
    """
    if not counts.total:
        return ""
    if counts.total == 1:
        late = ", och det är försenat" if counts.late else ""
        return f"{_states(counts)[:-1]}{late}."
    late = f" {counts.late} av dem är {'försenat' if counts.late == 1 else 'försenade'}."
    return _states(counts) + (late if counts.late else "")


def _states(counts: Activities) -> str:
    """How the answers stand."""
    if counts.unreported == counts.total:
        return (
            f"Ingen av {counts.total} har svarat." if counts.total > 1 else "Inget svar är lämnat."
        )
    found = [(getattr(counts, name), words) for name, words in _ANSWERED.items()]
    parts = [(count, words[count != 1]) for count, words in found if count]
    if len(parts) > 1:
        return shares(f"{counts.total} svar", parts)
    ((count, word),) = parts
    return f"Det enda svaret är {word}." if count == 1 else f"Alla {count} svar är {word}."


_ANSWERED = {
    "done": ("genomfört", "genomförda"),
    "ongoing": ("pågående", "pågående"),
    "not_started": ("ej påbörjat", "ej påbörjade"),
    "cancelled": ("avbrutet", "avbrutna"),
    "unreported": ("ej besvarat", "ej besvarade"),
}


def counted(count: int, one: str, many: str) -> str:
    """A count with its word: "1 ändring", "3 ändringar"."""
    return f"{count} {one if count == 1 else many}"


def shares(whole: str, parts: Sequence[tuple[int, str]]) -> str:
    """A whole and its parts: "Av 12 årsmål är 5 höjda och 7 sänkta"."""
    return f"Av {whole} är {listed([f'{count} {word}' for count, word in parts])}."


def economy_of_committees(reported: int, missing: Sequence[str]) -> str:
    """Whose economy the city's sums are of, and whose is not there yet."""
    whole = reported + len(missing)
    if not missing:
        return f"Summan av {counted(reported, 'nämnds', 'nämnders')} uppgifter. Bolagen ingår inte."
    return (
        f"Summan av {reported} av {whole} nämnders uppgifter. Uppgifter saknas från"
        f" {listed(list(missing))}. Bolagen ingår inte."
    )
