"""Who is asking, may they, what is kept of it, and how a page looks."""
