"""Forms of groups: the joint ones, and those of what police know."""
