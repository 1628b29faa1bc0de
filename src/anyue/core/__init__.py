"""The functional core: reading notices, forms, roll-up. Knows no Django, no clock, no database."""
