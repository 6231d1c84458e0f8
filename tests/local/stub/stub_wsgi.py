"""Stands in for ils.wsgi: every address answers with the mark of the demo that is loaded."""

import os
from collections.abc import Callable, Iterable
from typing import Any

import psycopg


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT mark FROM demo").fetchone()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(row and row[0]).encode()]
