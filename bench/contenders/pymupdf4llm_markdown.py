"""pymupdf4llm: pages to Markdown."""


def read(paths):
    import pymupdf4llm

    for path in paths:
        pymupdf4llm.to_markdown(str(path), show_progress=False)
