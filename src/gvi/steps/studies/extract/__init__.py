"""The evaluator's frozen extract: figures without persons, what each means, and hashes of it all."""
