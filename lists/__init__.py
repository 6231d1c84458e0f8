"""The shared list page: filters, sorting, saved views, files."""
