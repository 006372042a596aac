"""unstructured's strategy "fast": text elements by rules."""


def read(paths):
    from unstructured.partition.pdf import partition_pdf

    for path in paths:
        partition_pdf(str(path), strategy="fast", languages=["nld"])
