"""Sets an HTML file as WeasyPrint does when nothing is asked of it, and tells what it took as JSON."""

import json
import resource
import sys
import time
from io import BytesIO

from weasyprint import HTML

start = time.monotonic()
document = HTML(sys.argv[1]).render()
document.write_pdf(BytesIO())
outcome = {
    "seconds": time.monotonic() - start,
    "cpu": time.process_time(),
    "pages": len(document.pages),
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}
json.dump(outcome, sys.stdout)
