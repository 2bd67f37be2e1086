"""One use case a file: report, set_waiting, confirm, unfound, correct."""
