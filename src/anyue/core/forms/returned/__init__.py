"""A filled copy of a form read back: which blank holds what, who sent it, and what was taken for granted."""
