"""Files on this machine and elsewhere: read in streams, written whole or not at all."""
