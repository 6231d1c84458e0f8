"""The pages of the reporting round, one module a page."""
