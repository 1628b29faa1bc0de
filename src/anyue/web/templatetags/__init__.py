"""Template tags of the shared front."""
