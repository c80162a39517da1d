"""What people look at: tables in the terminal, charts for page and file, and a self-contained web page."""
