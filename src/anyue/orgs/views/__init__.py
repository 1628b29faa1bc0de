"""Pages of people and of units."""
