"""Budget, outcome, forecast and deviation per organisation and operational area."""
