"""The atlas as a folder of web pages that needs no server."""
