"""Tables in and out: a preview before anything is taken, and files that spreadsheets open."""
