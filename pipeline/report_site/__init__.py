"""The tables as a site to look at: letters with their pages, dates in time, who occurs with whom, counts.

    processed/report/index.html      every letter, to search, sort and filter
    processed/report/letters/        a page per letter: the picture beside the text
    processed/report/images/         pictures of pages, kept by the hash of the letter
    processed/report/data/           what the pages list, as scripts: a page from disk may load nothing else

It is made from finished tables and opens from disk; nothing in it asks the network for anything.
"""

from pipeline.report_site.settings import ReportSettings
from pipeline.report_site.site import Written, write_site

__all__ = ["ReportSettings", "Written", "write_site"]
