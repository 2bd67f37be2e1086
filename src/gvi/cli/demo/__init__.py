"""``gvi demo``: the invented city in a database, a browser at its door.

``gvi.city`` draws the city, ``city.py`` writes it. Everything is written as ``gvi_app``, in the room it belongs
to and through the same guards as real work; only the number of rows written at a time differs.
"""
