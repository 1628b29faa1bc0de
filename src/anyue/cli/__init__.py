"""The command line: anyue read, collect, serve, demo, manage."""
