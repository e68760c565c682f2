"""`python -m supervisor` is the command `agent-supervisor`."""

from supervisor.cli import main

if __name__ == "__main__":
    main()
