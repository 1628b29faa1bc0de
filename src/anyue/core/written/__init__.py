"""Written texts that a deadline asks for (方案、总结、信息): drafts, figures that stay linked, their outline.

Owns what stands in such a text. Does not own forms or totals, from which its figures are drawn, and knows
no fonts or files: those are `core/documents`.
"""
