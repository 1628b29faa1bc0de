"""The review page's content: a plan's items in words, their marks in the notice, what can be done to them."""
