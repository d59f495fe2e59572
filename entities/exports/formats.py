"""The forms of file in which a result can be taken away, in the order of their links."""

from entities.exports import csv_table, html_report, json_list

FORMATS = {one.name: one for one in (csv_table.FORMAT, json_list.FORMAT, html_report.FORMAT)}
