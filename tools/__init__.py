"""What the Makefile runs: set-up, browser, message catalogues, front-end files and measurements. Never shipped."""
