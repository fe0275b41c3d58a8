"""One fictitious life at a time, worked out in memory."""
