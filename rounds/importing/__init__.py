"""Values from files: refused, read, matched, compared with what is stored, and written."""
