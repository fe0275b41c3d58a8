"""Decide on eligibility, agree to an override, record what decides a fact, and keep the status of dangerous persons."""
