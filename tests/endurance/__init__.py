"""What only shows under strain: many clients on few connections, and processes that are killed while they write."""
