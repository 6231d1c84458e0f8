"""Triggers that keep a table append-only."""

import pgtrigger

_REFUSE = "RAISE EXCEPTION 'Tabellen % får inte tömmas.', TG_TABLE_NAME USING ERRCODE = '23514';"


def no_truncate() -> pgtrigger.Trigger:
    """The table can not be emptied with TRUNCATE, by whoever it may be."""
    return pgtrigger.Trigger(
        name="never_truncate",
        level=pgtrigger.Statement,
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        func=_REFUSE,
    )


def append_only() -> list[pgtrigger.Trigger]:
    """Rows may be added, never changed, removed or truncated."""
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        no_truncate(),
    ]
