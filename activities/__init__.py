"""What is done: activities with dates and their status per period."""
