"""The trail: who did what to which object, when, from where and with what result.

Owns entries that are only ever added. Knows ids, never names or numbers, and knows no other concern.
"""
