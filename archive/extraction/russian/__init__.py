"""Russian: direct quotations with explicit cues, clauses with «что»."""
