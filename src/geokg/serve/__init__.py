"""The graph over HTTP: a read-only SPARQL 1.1 endpoint in front of the embedded store.

::

    client -> guard -> app -> protocol -> pool -> worker, a process that is confined and holds the store open to read
             who may   what   what is     which   what comes of it
             ask       route  asked for   worker

The server itself never opens the store to answer; workers never hear of HTTP but for its status codes.
"""
