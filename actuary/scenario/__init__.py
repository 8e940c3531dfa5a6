"""What a person wrote: found, inherited, changed on the command line, checked. `loading.load` is the way in."""
