"""pdfplumber's own extract_text, without layout."""


def read(paths):
    import pdfplumber

    for path in paths:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.close()
