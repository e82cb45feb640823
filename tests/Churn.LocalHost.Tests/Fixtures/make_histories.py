"""Makes two small shops' order histories anew: python3 make_histories.py writes till.csv and gifts.csv beside this file.

till.csv has days only, several orders of a buyer on one, and orders worth nothing. gifts.csv has times and returns: of a part, of more than the
buyer ever paid, before any sale, and of everything that a buyer bought.
"""
import datetime
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent


def days(draw, first, span, gap, last):
    day = first + datetime.timedelta(days=int(draw.random() * span))
    while day <= last:
        yield day
        if draw.random() < 0.4:
            return
        day += datetime.timedelta(days=int(draw.random() ** 2 * gap))


def till():
    draw, last = random.Random(2024), datetime.date(2025, 6, 30)
    for buyer in range(1, 161):
        for day in days(draw, datetime.date(2024, 1, 1), 90, 120, last):
            units = 1 + int(draw.random() * 4)
            value = 0 if draw.random() < 0.01 else units * (5 + int(draw.random() * 1500) / 100)
            yield f"{buyer:04},{buyer * 7:05},{day},{units},{value:.2f}"


def gifts():
    draw, last, number, back, rows = random.Random(2025), datetime.date(2025, 12, 9), 70_000, 0, []
    for buyer in range(12_000, 12_150):
        paid = 0.0
        for day in days(draw, datetime.date(2024, 12, 1), 330, 90, last):
            at = f"{day} {8 + int(draw.random() * 10):02}:{int(draw.random() * 60):02}:00"
            lines, value, number = 1 + int(draw.random() * 9), 3 + int(draw.random() * 30_000) / 100, number + 1
            if draw.random() < 0.12 or (paid == 0 and draw.random() < 0.05):
                share = (0.3, 1.0, 1.7)[int(draw.random() * 3)]
                back, value = back + 1, max(1.25, round(paid * share, 2))
                rows.append((at, f"{buyer},{at},{-value:.2f},R{back},return,1"))
                paid = max(0.0, paid - value)
            else:
                paid += value
                rows.append((at, f"{buyer},{at},{value:.2f},{number},sale,{lines}"))
    return [line for _, line in sorted(rows)]


for name, header, lines in (
        ("till.csv", "customer_id,master_id,date,cds,value", till()),
        ("gifts.csv", "customer_id,date,value,order_id,kind,lines", gifts())):
    (FOLDER / name).write_text("\n".join([header, *lines]) + "\n", encoding="utf-8", newline="\n")
