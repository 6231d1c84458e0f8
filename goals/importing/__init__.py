"""A plan and its values from files: goals, indicators, targets and measurements, checked row by row."""
