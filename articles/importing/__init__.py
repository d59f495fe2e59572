"""Import of articles: from files and folders to rows of the archive.

A document's way: `read_files` finds the files, a reader (`readers/`, one file a format) yields the
raw bytes of each article with their position, and the files that lie inside the file, which are
read in turn (`unpacking` bounds that); `parse_document` makes an article of them (`decoding` to
clean text, `furniture/` tells boilerplate from news, `metadata/` finds title, byline, dateline,
date and publisher), `store_articles` keeps it without making duplicates. `run_import` does all of
this batch by batch; `record_run` keeps with each what became of every file and line (its fate), and
`report_run` tells it. `file_kinds` says what a file is that holds no article. `records` holds what
goes from one step to the next.

What recurs among the documents of a source is furniture: `lessons` keeps what each text teaches and
reads the next with it, `mending` brings older articles in line.
"""
