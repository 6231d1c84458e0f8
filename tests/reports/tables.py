"""Reading the tables of a bilaga in tests."""

from collections.abc import Iterator
from typing import Any

from reports.blocks import Table

Content = dict[str, Any]


def tables(content: Content, sheet: str = "") -> list[Table]:
    """The tables of a content, or those of one sheet."""
    every = [table for chapter in content["chapters"] for table in chapter["tables"]]
    return [table for table in every if not sheet or table["sheet"] == sheet]


def records(table: Table) -> list[dict[str, Any]]:
    """Each row by the titles of its columns; the last table with a title wins."""
    titles = [column["title"] for column in table["columns"]]
    return [
        {**dict(zip(titles, row["cells"], strict=True)), "note": row["note"], "mark": row["mark"]}
        for row in table["rows"]
    ]


def record(table: Table, name: str, **more: str) -> dict[str, Any]:
    """The one row of that name, and of what else it must hold."""
    first = table["columns"][0]["title"]
    (found,) = [
        each
        for each in records(table)
        if each[first] == name and all(each[title] == value for title, value in more.items())
    ]
    return found


def unsummed(table: Table) -> Iterator[str]:
    """The columns whose total is not the sum of its rows; nothing where there is no total."""
    for place, column in enumerate(table["columns"]):
        if table["total"] and column["kind"] == "count":
            parts = sum(row["cells"][place] for row in table["rows"])
            if parts != table["total"][place]:
                yield f"{table['caption']}, {column['title']}: {parts}, {table['total'][place]}"
