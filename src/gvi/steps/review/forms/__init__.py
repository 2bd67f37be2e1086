"""Forms of the review. Joint free text is guarded (T31); what stays in the police room is not."""
