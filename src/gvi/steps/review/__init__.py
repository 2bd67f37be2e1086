"""The review: the meeting that is the engine of the strategy (domain.md, "Review").

Meeting and released tasks lie in the joint space; judgements and other tasks are sealed in the police room.
"""
