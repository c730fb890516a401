"""German: quotations, clauses with and without "dass", frames, separable verbs."""
