"""How fast, and how large: measured side by side with the tools that people would use instead."""
