"""The shared front of the web program: base pages, components, the style sheet and the small scripts.

It knows nothing of units, notices or reports: whoever owns a page hands it plain values (`frame.Frame`,
`states.State`, a core `Form`), and the templates show them. Its own views are the two display switches,
the error pages and, while debugging, the page of components.
"""
