"""The activity ledger (台账): what a unit held, entered once. Does not know which tables draw from it."""
