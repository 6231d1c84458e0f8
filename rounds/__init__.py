"""The reporting round: Att göra, entry, hand in, return. No facts of its own."""
