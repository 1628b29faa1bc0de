"""What is known of a register or a card before anybody types: from the ledger, the unit and its people.

Does not know where records and people are kept, nor how a register's rows are written into a file.
"""

from anyue.core.registers.cards import CardFacts, card_values, is_of_people
from anyue.core.registers.drawing import Event, attendance, draw_rows, draws_events

__all__ = ["CardFacts", "Event", "attendance", "card_values", "draw_rows", "draws_events", "is_of_people"]
