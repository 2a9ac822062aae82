"""Lines that may hold a phrase of the vocabulary. See `phrases.pyx`."""

cdef bint may_speak(str line) except -1
