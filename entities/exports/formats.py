"""The forms of file in which a result can be taken away, in the order of their links."""

from entities.exports import (
    csv_table,
    excel,
    geojson,
    graphml,
    html_report,
    json_lines,
    json_list,
    pdf_report,
    references,
    word_report,
    zip_of_tables,
)

FORMATS = {
    one.name: one
    for one in (
        *(html_report.FORMAT, pdf_report.FORMAT, word_report.FORMAT),
        *(csv_table.FORMAT, excel.FORMAT, zip_of_tables.FORMAT),
        *(json_list.FORMAT, json_lines.FORMAT, geojson.FORMAT, graphml.FORMAT),
        *(references.BIBTEX, references.RIS),
    )
}
