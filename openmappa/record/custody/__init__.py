"""Where the person is held, released from or absent to."""
