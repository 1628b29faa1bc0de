"""People and how they sign in. Knows no units: what a person may do follows from memberships (`orgs`)."""
