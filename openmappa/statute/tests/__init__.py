"""Tests of the law and its vocabulary."""
