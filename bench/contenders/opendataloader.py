"""opendataloader-pdf: layout as JSON, all files in one Java process."""


def read(paths):
    import tempfile

    import opendataloader_pdf

    with tempfile.TemporaryDirectory() as out:
        opendataloader_pdf.convert(input_path=[str(path) for path in paths], output_dir=out, format="json", quiet=True)
