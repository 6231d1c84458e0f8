"""Long work with progress: one row per job, one way to enqueue."""
