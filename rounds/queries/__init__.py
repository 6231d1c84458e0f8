"""Reads of the reporting round, one module a page."""
