"""What is done: activities and uppdrag with dates and how they stand per period."""
