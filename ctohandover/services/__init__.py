"""What a user can do (`facade.Services` and the modules behind it) and look at (`views`).

Nothing is imported here: `views` must come in before the first paint without SQLAlchemy, which `facade` needs.
"""
