"""Rules on screen: the roads out of the room, one rule, one version, and the register of processing."""
