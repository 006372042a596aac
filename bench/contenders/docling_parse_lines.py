"""docling-parse: characters, words and lines with boxes."""


def read(paths):
    from docling_parse.pdf_parser import DoclingPdfParser

    parser = DoclingPdfParser(loglevel="fatal")
    for path in paths:
        document = parser.load(str(path))
        for _ in document.iterate_pages():
            pass
        document.unload()
