# What openpyxl takes: the peer of .ci/bench/work. It prints "SECONDS CPUSECONDS" for one round of what is timed inside the process.
#   peer.py values|read|save ROUNDS WORKBOOK…    the cells of the sheets that are imported, read-only; all sheets in the default mode; saving one
import io
import sys
import time

import openpyxl

SHEETS = ("封面", "自评表", "填报数据", "台账", "佐证材料")


def values(path):
    book = openpyxl.load_workbook(path, read_only=True)
    for name in SHEETS:
        sheet = book[name]
        sheet.reset_dimensions()
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


def timed(rounds, work):
    begin, cpu = time.perf_counter(), time.process_time()
    for _ in range(rounds):
        work()
    print(f"{(time.perf_counter() - begin) / rounds:.6f} {(time.process_time() - cpu) / rounds:.6f}")


what, rounds, paths = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
if what == "save":
    book = openpyxl.load_workbook(paths[0])
    timed(rounds, lambda: book.save(io.BytesIO()))
else:
    read = values if what == "values" else openpyxl.load_workbook
    timed(rounds, lambda: [read(path) for path in paths])
