"""The report's charts: the text of one ``<svg>`` each, for a page and for paper, wide and for a phone.

Nothing is told by colour alone (dash, fill, place). Colours stand as presentation attributes, for paper, and as
classes, so that the page can give them their dark values.
"""
