"""A report for an organisation and a period: written, decided, frozen, printed."""
