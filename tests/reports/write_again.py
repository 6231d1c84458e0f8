"""Write a frozen copy in each format in a process of its own, without a database, and print the sums."""

import sys
from pathlib import Path

import django

django.setup()

from reports.canonical import checksum  # noqa: E402
from reports.enums import Format  # noqa: E402
from reports.exporting import write  # noqa: E402
from reports.models import Snapshot  # noqa: E402

text = Path(sys.argv[1]).read_text(encoding="utf-8")
copy = Snapshot(canonical=text, sha256=checksum(text))
copy.stage, copy.number = copy.content["stage"], copy.content["number"]
for name in sys.argv[2:]:
    sys.stdout.write(f"{checksum(write(copy, Format(name)))}\n")
