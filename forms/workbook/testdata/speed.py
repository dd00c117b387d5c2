# What openpyxl takes to read and write a workbook, to be held against the benchmarks beside it (needs python3-openpyxl):
#   zichactl demo /tmp/demo && python3 speed.py /tmp/demo/*.xlsx; go test -run '^$' -bench 'Read|Write' ..
import io
import sys
import time

import openpyxl


def best(times, work):
    out = []
    for _ in range(times):
        begin = time.process_time()
        work()
        out.append(time.process_time() - begin)
    return 1000 * min(out)


def read(path):
    book = openpyxl.load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


for path in sys.argv[1:]:
    book = openpyxl.load_workbook(path)
    print(f"{path}: read-only {best(30, lambda: read(path)):.1f} ms, save {best(15, lambda: book.save(io.BytesIO())):.1f} ms of CPU")
