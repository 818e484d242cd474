def meanings(document): return ()
def table_statements(document): return ()
