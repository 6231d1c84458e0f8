"""Row versions and the log of who changed what and why."""
