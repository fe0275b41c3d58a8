"""Tests of how pages look and are built."""
