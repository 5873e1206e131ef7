"""Skills, systems and duties: the form that adds and changes them."""
