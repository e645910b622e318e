"""`python -m purport.cli`."""

from purport.cli import main

main()
