"""What lines label, and the marker they start with. See `phrases.pyx`."""

from scraper.extraction.native.folding cimport Folded

cdef void warm_labels() noexcept
cdef int label_of(const Folded *line, int kind, void *data, Py_ssize_t size) except -2
cdef int marker_of(const Folded *line, int kind, void *data, Py_ssize_t size) except -2
