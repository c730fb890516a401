"""German: direct quotations with explicit cues, clauses with "dass"."""
