"""Tokens of the REST interface: a program's way in, with part of the rights of one person in one unit."""
