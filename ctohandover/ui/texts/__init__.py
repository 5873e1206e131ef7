"""The founder’s texts: a job description, a scorecard, a mission brief, made from what is lacking, edited here."""
