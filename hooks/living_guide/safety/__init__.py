"""What a page's content may hold: one list for the checks, the sanitiser and the policy."""
