"""What each page shows, as plain values for its template; the served pages and the static site are made of the same."""
