"""When: years, periods, dates, locks, submissions, expectations, rule limits."""
