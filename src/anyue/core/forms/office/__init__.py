"""Word and Excel files as grids of words, read and filled straight in their XML so that all else stays."""
