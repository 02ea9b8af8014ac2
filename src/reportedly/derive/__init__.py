"""What the ledger derives from its reports, entries and judgements, and can derive again."""
