"""The ledger: reports, entries and judgements, which are only added to; everything else is derived from them."""
