"""Questions, their answers as tables, and the ledger."""
