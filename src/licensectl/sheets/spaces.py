"""What stands around the text of a cell that went through a spreadsheet or a web page."""

AROUND = " \t\r\n\u00a0\u202f\ufeff"
