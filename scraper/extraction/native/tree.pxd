"""The functions of the parser's library by which its tree is read; NULL until `tree.load` has found them."""

from libc.stdint cimport uint8_t

ctypedef void *(*Step)(void *) noexcept nogil
ctypedef int (*TypeOf)(void *) noexcept nogil
ctypedef uint8_t (*IsVoid)(void *) noexcept nogil
ctypedef size_t (*NumberOf)(void *) noexcept nogil
ctypedef const uint8_t *(*StringOf)(void *, size_t *) noexcept nogil

ctypedef unsigned int (*Taker)(const uint8_t *, size_t, void *) noexcept
ctypedef unsigned int (*Serializer)(void *, Taker, void *) noexcept

cdef Step first_child, next_node, parent_of, first_attribute, next_attribute
cdef TypeOf type_of
cdef Serializer serialize
cdef IsVoid is_void
cdef NumberOf tag_of
cdef StringOf element_name, tag_name, attribute_name, attribute_local_name, attribute_value, text_of


cdef class Marks:
    """The elements of a body that may describe its page, by what the names of their tags and attributes say."""

    cdef void **nodes
    cdef Py_ssize_t number, room
    cdef void *top  # the body, of which all are noted; NULL as long as they are not
    cdef object body  # so that its tree stays
    cdef int add(self, void *node) except -1
