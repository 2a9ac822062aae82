"""Files that are whole or absent, SQLite files and their migrations, locks."""
