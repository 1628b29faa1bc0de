"""The project's own tools, started by the Makefile: set-up, test runs, the offline bundle."""
