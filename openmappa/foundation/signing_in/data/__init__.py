"""The texts that users agree to."""
