"""gvi: an open-source platform for Group Violence Intervention (gruppvåldsintervention).

Five floors, each of which may use only those below it: ``cli`` and ``site`` (entry), ``steps`` (the
strategy), ``trust`` (rooms, law, log), ``science`` and ``city`` (pure functions), ``database`` (the guards).
"""
