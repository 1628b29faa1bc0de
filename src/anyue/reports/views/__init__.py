"""Pages: what is owed, filling, review, overview, totals."""
