"""What units report: filling, submitting, reviewing, adding up, and out again in the notice's own table."""
