"""Tags that show on pages of other concerns what reports know."""
