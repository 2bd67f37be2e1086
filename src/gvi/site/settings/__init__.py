"""Settings: ``production`` (environment variables), ``demo`` (the invented city), ``test``."""
