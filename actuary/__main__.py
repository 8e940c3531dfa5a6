"""`python -m actuary` is the command `actuary`."""

from actuary.cli import main

main()
