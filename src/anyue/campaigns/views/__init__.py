"""Pages: notices from import to issue, and what a unit received."""
