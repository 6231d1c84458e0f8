"""Stands in for manage.py: the demo is one row, with a mark that tells one loading from another."""

import os
import sys
from uuid import uuid4

import psycopg

LOAD = """
    CREATE TABLE IF NOT EXISTS demo (one int PRIMARY KEY DEFAULT 1, mark text);
    INSERT INTO demo (mark) VALUES ('{mark}') ON CONFLICT DO NOTHING
"""

if sys.argv[1] == "load_demo":
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        connection.execute(LOAD.format(mark=uuid4()).encode())
if sys.argv[1] == "demo_accounts":
    print("anna anna-demo")
