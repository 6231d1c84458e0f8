"""The demo city: real organisation and goals, invented units and figures, from a seed."""
