"""Who may do what: accounts, roles, sessions, and the log of what was done."""
