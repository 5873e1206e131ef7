"""Three ways forward: the card of the overview, its assumptions, and what each month costs."""
