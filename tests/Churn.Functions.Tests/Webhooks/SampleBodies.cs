namespace Churn.Functions.Tests.Webhooks;

/// <summary>Small bodies that we made, in each platform's shape.</summary>
internal static class SampleBodies
{
    public const string WooCommerceOrder = """
        {
          "id": 727, "status": "processing", "currency": "EUR", "date_created": "2026-03-01T16:28:02", "date_created_gmt": "2026-03-01T15:28:02",
          "date_modified": "2026-03-01T16:28:08", "date_modified_gmt": "2026-03-01T15:28:08", "discount_total": "3.00", "shipping_total": "10.00",
          "total": "28.61", "total_tax": "3.61", "customer_id": 31, "created_via": "checkout", "customer_note": "",
          "billing": { "first_name": "Ann", "last_name": "Miller", "email": "ann@example.com", "phone": "(212) 555-0100" },
          "shipping": { "first_name": "Bob", "last_name": "Stone" },
          "line_items": [ { "id": 1, "product_id": 93, "quantity": 1.5, "subtotal": "18.00", "total": "15.00", "sku": "", "price": 10 } ],
          "fee_lines": [ { "total": "1.00" }, { "total": "-1.00" } ], "meta_data": [ { "key": "x", "value": { "deep": 1 } } ],
          "refunds": [ { "id": 726, "reason": "", "total": "-10.00" }, { "id": 724, "reason": "", "total": "-9.00" } ]
        }
        """;

    public const string StripeSession = """
        {
          "id": "evt_1", "object": "event", "created": 1772000000, "livemode": true, "type": "checkout.session.completed",
          "data": { "object": { "id": "cs_1", "object": "checkout.session", "created": 1771999900, "amount_subtotal": 6000, "amount_total": 6350, "currency": "eur",
            "customer": "cus_9", "customer_details": { "email": "ann@example.com", "name": "Ann Miller", "phone": null }, "mode": "payment", "payment_status": "paid",
            "payment_intent": "pi_7", "invoice": null, "collected_information": { "shipping_details": { "name": "Bob Stone" } },
            "total_details": { "amount_discount": 600, "amount_shipping": 500, "amount_tax": 450 } } }
        }
        """;

    public const string StripeInvoice = """
        {
          "id": "evt_2", "object": "event", "created": 1772000000, "livemode": true, "type": "invoice.paid",
          "data": { "object": { "id": "in_5", "object": "invoice", "created": 1771999900, "currency": "jpy", "customer": "cus_9", "customer_email": "ann@example.com",
            "total": 1210, "total_taxes": [ { "amount": 110 } ], "total_discount_amounts": [ { "amount": 100 } ],
            "parent": { "subscription_details": { "subscription": "sub_3" } },
            "lines": { "data": [ { "amount": 1100, "quantity": 1, "pricing": { "price_details": { "product": "prod_4" } }, "parent": { "subscription_item_details": {} }, "period": { "start": 1771999900, "end": 1774418400 } } ] } } }
        }
        """;

    public const string SquarePayment = """
        {
          "merchant_id": "M1", "type": "payment.updated", "event_id": "e1", "created_at": "2026-03-01T10:00:00.123456789Z",
          "data": { "type": "payment", "id": "p1", "object": { "payment": { "id": "p1", "order_id": "o1", "status": "COMPLETED",
            "total_money": { "amount": 1150, "currency": "USD" }, "tip_money": { "amount": 150, "currency": "USD" }, "refunded_money": { "amount": 200, "currency": "USD" },
            "customer_id": "C1", "buyer_email_address": "ann@example.com", "application_details": { "square_product": "SQUARE_POS" },
            "created_at": "2026-03-01T10:00:00.123456789Z", "updated_at": "2026-03-01T10:00:05.1Z" } } }
        }
        """;

    public const string BigCommerceEvent =
        """{"scope":"store/order/created","store_id":"1025646","data":{"type":"order","id":250},"hash":"x","created_at":1772000000,"producer":"stores/abc123"}""";

    public const string EcwidEvent =
        """{"eventId":"80aece08","eventCreated":1234567,"storeId":1003,"entityId":103878161,"eventType":"order.created","data":{"orderId":"XJ12H"}}""";

    public const string StandardOrder = """
        {
          "type": "order.updated", "timestamp": "2026-03-01T10:00:05Z",
          "data": { "schema": 1, "id": "A-1", "placedAt": "2026-03-01T10:00:00+01:00", "updatedAt": "2026-03-01T10:00:05.5+01:00", "status": "paid", "channel": "pos",
            "currency": "EUR", "total": "63.50", "discounts": "6.00", "shipping": 5, "tax": "4.50", "gift": true, "subscription": false, "contractUntil": "2027-02-28", "test": false,
            "lines": [ { "product": "tea", "quantity": "1.5", "net": "54.00" } ], "refunds": [ { "id": "r1", "amount": "3.50" } ],
            "buyer": { "customerId": "c-1", "email": "Ann@Example.com", "phone": "+49 30 1234567", "companyId": "acme" } }
        }
        """;
}
