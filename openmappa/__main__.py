"""`python -m openmappa`: the command line."""

from openmappa.front.command_line.main import main

if __name__ == "__main__":
    main()
