"""One use case a file: name_group, add_relation, merge_groups …; the file's name is what it does."""
