"""Anyue (安月): a notice goes in, a finished Work Safety Month campaign comes out."""

__version__ = "0.1.0"
