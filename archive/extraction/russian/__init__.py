"""Russian: quotations, dialogue in dashes, clauses with «что», frames."""
