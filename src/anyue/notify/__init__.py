"""Messages to units inside the program: short, with one link, marked read when opened."""
