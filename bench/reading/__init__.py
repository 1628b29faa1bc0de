"""Parts of bench/read: the notices, the rival, and what each finds in them."""
