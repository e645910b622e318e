"""What each page shows, as plain values for its template; the served pages and the static site are made of the same."""

from collections.abc import Callable

# The address of a list of a kind, or of one record: (kind, name) → address.
Address = Callable[..., str]
