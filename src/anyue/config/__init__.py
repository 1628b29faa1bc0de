"""Django: settings, addresses, the REST interface, the WSGI entry."""
