"""The plan of the days left: what does not fit, week by week what does, and what is decided about it."""
