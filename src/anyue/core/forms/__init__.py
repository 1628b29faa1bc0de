"""Forms as data: what a table asks, how its values are checked and summed, how it is written out again.

A form is made from a notice's own attachment, never from columns in code.
"""
