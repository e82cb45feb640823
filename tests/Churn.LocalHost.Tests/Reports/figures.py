#!/usr/bin/env python3
"""The numbers of a report, worked out from a raw file of orders alone: nothing here is shared with the product.

    python3 tests/Churn.LocalHost.Tests/Reports/figures.py tests/Churn.LocalHost.Tests/Fixtures/till.csv 2025-06-30

Definitions (docs/reports.md): days are UTC; a return (kind) goes against the buyer's latest earlier sale with money left, then the one
before, and what is left of it counts for nothing; an order is a purchase when money is left of it; a buyer has bought; purchases of one day
are one; cohorts are months of first purchase, and a month counts when it is over. Money is cents.
"""
import csv, decimal, hashlib, sys
from collections import defaultdict
from fractions import Fraction


def cents(text):
    return int(abs(decimal.Decimal(text)) * 100)


def read(path):
    with open(path, newline='') as file:
        rows = list(csv.DictReader(file))
    orders = []
    for number, row in enumerate(rows):
        value = decimal.Decimal(row['value'])
        returned = row.get('kind') == 'return' or value < 0
        orders.append((row['date'], number, row['customer_id'], cents(row['value']), returned))
    return sorted(orders)


def main(path, as_of):
    sales = defaultdict(list)
    for date, _, customer, value, returned in read(path):
        if not returned:
            sales[customer].append([date, value])
            continue
        left = value
        for sale in reversed(sales[customer]):
            taken = min(left, sale[1])
            sale[1] -= taken
            left -= taken
    buyers = {}
    for customer, orders in sales.items():
        bought = [(date[:10], money) for date, money in orders if money > 0]
        if bought:
            buyers[customer] = bought
    revenue = sum(money for bought in buyers.values() for _, money in bought)
    repeated = sum(1 for bought in buyers.values() if len({day for day, _ in bought}) > 1)
    worth = sorted(sum(money for _, money in bought) for bought in buyers.values())
    n, total = len(worth), sum(worth)
    gini = Fraction(2 * sum(rank * value for rank, value in enumerate(worth, 1)), n * total) - Fraction(n + 1, n)

    def month(day):
        return int(day[:4]) * 12 + int(day[5:7]) - 1

    last = month(as_of) - 1  # as_of is a month's last day here, or the month does not count
    import datetime
    after = datetime.date.fromisoformat(as_of) + datetime.timedelta(days=1)
    if after.day == 1:
        last += 1
    cohorts = defaultdict(lambda: defaultdict(set))
    for customer, bought in buyers.items():
        months = {month(day) for day, _ in bought}
        for one in months:
            cohorts[min(months)][one].add(customer)
    lines = []
    for first in sorted(cohorts):
        active = [len(cohorts[first][one]) for one in range(first + 1, min(last, first + 24) + 1)]
        lines.append(f"{first // 12}-{first % 12 + 1:02} {len(cohorts[first][first])}: {' '.join(map(str, active))}")
    table = '\n'.join(lines)
    print(f"buyers {len(buyers)} orders {sum(map(len, buyers.values()))} revenue {revenue} repeated {repeated} gini {float(gini):.12f} "
          f"cohorts {hashlib.sha256(table.encode()).hexdigest()[:16]}")
    if '--table' in sys.argv:
        print(table)


main(sys.argv[1], sys.argv[2])
