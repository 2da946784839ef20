"""Who must do what, as it is read off provisions, held against labels that a reader gave by hand."""
