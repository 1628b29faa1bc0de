"""Units, who acts for them, and in which role. Knows no campaigns: who reports to whom is `campaigns`."""
