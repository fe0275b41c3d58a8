"""What is kept of the law's answer, and which facts give the same one."""
