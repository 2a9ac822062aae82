"""When: cadences, due times, the quarantine; timers of the system."""
