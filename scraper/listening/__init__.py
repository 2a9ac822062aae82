"""HTTP servers: sockets that listen, connections that are bounded, and applications until a signal."""
