"""How many returned files a server takes on at once, and why."""

# Reading one takes some hundredths of a second, and a county has some hundreds of units.
RETURNED_FILES = 1_000
