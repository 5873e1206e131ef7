"""What the program knows: frozen records and pure rules, from the standard library alone."""
