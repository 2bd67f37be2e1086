"""Reading the review: each module answers one screen's questions in a bounded number of SQL queries."""
