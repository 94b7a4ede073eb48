"""Settings of the site; logic lives in src/onrecord."""

project = "Altman on record"
author = "the onrecord contributors"
copyright = "the onrecord contributors; the words of the interview are their speakers'"
language = "en"
version = release = "0.1"

extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.mermaid", "onrecord"]
primary_domain = "interview"
exclude_patterns = [
    "_build", ".*", "interviews/originals", "node_modules", "requirements", "src", "tests",
    "README.md", "CHANGELOG.md", "NOTICE.md",
]  # fmt: skip
nitpicky = True
smartquotes = False
root_doc = "index"

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3
myst_links_external_new_tab = False

onrecord_released = "released.txt"
onrecord_card = "card.png"

html_theme = "furo"
html_title = "Altman on record"
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_permalinks_icon = "¶"

latex_engine = "lualatex"
latex_use_xindy = False
latex_elements = {
    "fontpkg": r"""
\directlua{luaotfload.add_fallback("others", {
  "Noto Serif CJK SC:mode=harf;", "Noto Color Emoji:mode=harf;",
  "DejaVu Sans:mode=harf;"})}
\setmainfont{TeX Gyre Pagella}[RawFeature={fallback=others}]
\setsansfont{TeX Gyre Heros}[RawFeature={fallback=others}]
\setmonofont{TeX Gyre Cursor}[RawFeature={fallback=others}]
""",
    "extraclassoptions": "openany",
}
latex_documents = [("index", "altman-on-record.tex", html_title, author, "manual")]

epub_show_urls = "no"
epub_exclude_files = [".nojekyll"]
suppress_warnings = ["epub.unknown_project_files"]
