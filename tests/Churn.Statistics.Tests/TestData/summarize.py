"""Counts published order histories into the files of this folder: python3 summarize.py sample.csv master.csv retail.csv (see SOURCES.md).

Each input has a header and the columns customer_id, date (yyyy-MM-dd, a time may follow) and value; the last one also kind (sale or return).
No customer's id is kept, and spend is counted apart from days.
"""
import collections
import csv
import datetime
import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent
START = datetime.date(1997, 1, 1).toordinal()
CDNOW_END, RETAIL_END = (datetime.date(*day).toordinal() for day in ((1997, 9, 30), (2011, 8, 31)))


def orders(path):
    """customer -> list of (day, cents), returns and what was free of charge left out where the file tells them."""
    buyers = collections.defaultdict(list)
    for row in csv.DictReader(open(path, encoding="utf-8")):
        if "kind" not in row or (row["kind"] == "sale" and float(row["value"]) > 0):
            day = datetime.date.fromisoformat(row["date"][:10]).toordinal()
            buyers[row["customer_id"]].append((day, round(float(row["value"]) * 100)))
    return [sorted(buyer) for buyer in buyers.values()]


def summaries(buyers, end):
    """(x, t_x, T) in days as of the end, for those who had bought by then."""
    seen = [sorted({day for day, _ in buyer if day <= end}) for buyer in buyers]
    return ((len(days) - 1, days[-1] - days[0], end - days[0]) for days in seen if days)


def repeat_spend(buyers, end):
    """(x, cents spent on the days after the first one), for those with x > 0."""
    for buyer in buyers:
        later = [(day, cents) for day, cents in buyer if buyer[0][0] < day <= end]
        if later:
            yield len({day for day, _ in later}), sum(cents for _, cents in later)


def write(name, header, rows):
    counts = sorted(collections.Counter(rows).items())
    with open(FOLDER / name, "w", encoding="utf-8", newline="\n") as file:
        file.write(header + ",buyers\n")
        file.writelines(",".join(map(str, row)) + f",{count}\n" for row, count in counts)


sample, master, retail = (orders(path) for path in sys.argv[1:4])
write("cdnow-sample-days.csv", "days", ((" ".join(str(day - START) for day, _ in buyer),) for buyer in sample))
write("cdnow-sample-spend.csv", "x,cents", repeat_spend(sample, CDNOW_END))
write("cdnow-sample-revenue.csv", "cents", ((sum(cents for _, cents in buyer),) for buyer in sample))
write("cdnow-master.csv", "x,tx,T", summaries(master, CDNOW_END))
write("cdnow-master-spend.csv", "x,cents", repeat_spend(master, CDNOW_END))
write("online-retail.csv", "x,tx,T", summaries(retail, RETAIL_END))
