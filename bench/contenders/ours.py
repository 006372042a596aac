"""Text and layout: the stages extract and split."""


def read(paths):
    from pipeline.extract import Extract, ExtractSettings
    from pipeline.split import Split, SplitSettings

    extract, split = Extract(ExtractSettings()), Split(SplitSettings())
    for path in paths:
        split(extract(path.read_bytes()))
