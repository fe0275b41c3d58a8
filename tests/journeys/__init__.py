"""Tests wider than one room."""
