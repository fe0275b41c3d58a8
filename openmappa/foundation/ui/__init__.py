"""The shared look of pages: layout, components and style sheets."""
