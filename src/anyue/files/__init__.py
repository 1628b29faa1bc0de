"""Files that people send in, each content kept once, found by its digest, under MEDIA_ROOT.

Owns the keeping, the giving out and the clearing away. What a file may be is `core/uploads`; who may have one
is a matter of the concern whose row refers to it.
"""
