"""One use case a file: name_group, rename_group, change_state."""
