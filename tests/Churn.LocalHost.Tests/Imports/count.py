#!/usr/bin/env python3
"""Orders, buyers and money of a file of order lines, counted from the file alone: nothing here is shared with the product.

    python3 tests/Churn.LocalHost.Tests/Imports/count.py ../shared/data/online_retail/lines.csv.gz

Rules (docs/import.md): rows of one InvoiceNo are an order; it is worth the sum of its lines; whoever has a CustomerID is a buyer, and an order
without one is a buyer of its own. A row without an InvoiceNo is a return when its quantity is negative, and otherwise no order at all: it names
nothing that an order could be known by (in this file three bookkeeping entries, "Adjust bad debt"). An InvoiceNo that begins with C is a return.
"""
import csv, decimal, gzip, sys


def main(path):
    orders, customers, rows, returns, without = {}, {}, 0, 0, []
    with (gzip.open(path, 'rt', encoding='utf-8', newline='') if path.endswith('.gz') else open(path, encoding='utf-8', newline='')) as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            rows += 1
            number = row['InvoiceNo']
            if number.startswith('C') or (not number and row['Quantity'].startswith('-')):
                returns += 1
            elif not number:
                without.append(line)
            else:
                orders[number] = orders.get(number, 0) + decimal.Decimal(row['Quantity']) * decimal.Decimal(row['UnitPrice'])
                customers[number] = customers.get(number) or row['CustomerID']
    named = {customer for customer in customers.values() if customer}
    guests = sum(1 for customer in customers.values() if not customer)
    cents = sum(int((value * 100).to_integral_value(decimal.ROUND_HALF_EVEN)) for value in orders.values())
    print(f'rows {rows} orders {len(orders)} buyers {len(named) + guests} cents {cents} returns {returns} without {" ".join(map(str, without))}')


main(sys.argv[1])
