"""Search by turn: an index of turns, sections and claims, made with the site and read by scripts.

``records``, ``words``, ``codes`` and ``index`` know no Sphinx; ``gather`` makes records of read
documents, ``pages`` and ``build`` put the search into a site. The reader's side is in
``static/find``.
"""
