"""What lines label, and which may begin with a marker. See `phrases.pyx`."""

from scraper.extraction.native.folding cimport Folded

cdef int label_of(const Folded *line, int kind, void *data, Py_ssize_t size) except -2
cdef bint may_have_marker(const Folded *line, int kind, void *data, Py_ssize_t size)
