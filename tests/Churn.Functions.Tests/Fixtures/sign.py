"""Signs bodies as each platform documents it, and writes signatures.json: python3 sign.py, after a body of this folder changed.

A vector names the secrets that sign, the headers ({0} is the first signature) and the body or the file that is it. Three vectors are
published, and only checked: Square's documentation, the Standard Webhooks specification, and Svix's example of an Ed25519 key.
"""
import base64
import hashlib
import hmac
import json
import pathlib

FOLDER = pathlib.Path(__file__).parent


def mac(key, content):
    return hmac.new(key, content, hashlib.sha256).digest()


def base64_of(secret, content):
    return base64.b64encode(mac(secret.encode(), content)).decode()


def hex_of(secret, content):
    return mac(secret.encode(), content).hex()


def standard(secret, content):
    return base64.b64encode(mac(base64.b64decode(secret.removeprefix("whsec_")), content)).decode()


def message(id, time, signature):
    return {"webhook-id": id, "webhook-timestamp": time, "webhook-signature": signature}


SHOPIFY, SQUARE, SPEC = "X-Shopify-Hmac-Sha256", "x-square-hmacsha256-signature", ("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330")
WRONG = "Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc="

# platform, signing function, secrets, headers, body, what is signed before the body, and what else a vector has
VECTORS = [
    ("shopify", base64_of, ["kettle-secret"], {SHOPIFY: "{0}"}, "tea", "", {}),
    ("shopify", base64_of, ["kettle-secret"], {SHOPIFY: "{0}", "X-Shopify-Topic": "products/create"}, '{"leaf": "green"}', "", {}),
    ("shopify", base64_of, ["hush"], {SHOPIFY: "{0}"}, '{"note":"ü \\u2028 \\/ <i>","total_price":"7.50"}\n', "",
     {"note": "A body that was parsed and written again, or trimmed, has another signature."}),
    ("shopify", base64_of, ["summer"], {SHOPIFY: "{0}"}, '{"id":7}', "",
     {"alsoKnown": ["autumn"], "note": "While secrets rotate, the older one may still sign."}),
    ("square", base64_of, ["crumb_9-Key"], {SQUARE: "{0}"}, "file:square-order.created.json", "https://bakery.example/hooks", {}),
    ("square", base64_of, ["crumb_9-Key"], {SQUARE: "{0}"}, '{"data":{"type":"webhooks","id":"<7>"}}', "https://bakery.example/hooks", {}),
    ("square", base64_of, ["asdf1234"], {SQUARE: "{0}"}, '{"hello":"world"}', "https://example.com/webhook",
     {"published": "2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og="}),
    ("stripe", hex_of, ["whsec_harbour"], {"Stripe-Signature": "t=1767961000,v1={0},v0=" + "0" * 64},
     "file:stripe-customer.deleted.json", "1767961000.", {"note": "The whole text is the key, its prefix included."}),
    ("stripe", hex_of, ["whsec_summer", "whsec_autumn"], {"Stripe-Signature": "t=1767961000,v1={0},v1={1}"},
     '{"id":"evt_7","object":"event"}', "1767961000.", {"note": "One of two signatures that fits is enough."}),
    ("standard", standard, ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], message(*SPEC, f"v1,{WRONG} v2,{WRONG} v1,{{0}}"),
     '{"test": 2432232314}', ".".join(SPEC) + ".", {"published": "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}),
    ("standard", standard, ["whsec_" + base64.b64encode(b"twenty-four bytes of key").decode()],
     message("msg_pots1", "1767961000", "v1,{0}"), "file:standard-contact.created.json", "msg_pots1.1767961000.", {}),
    ("standard", None, ["whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="], message(*SPEC, "v1a,{0}"), '{"test": 2432232314}', "",
     {"published": "hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="}),
    ("bigcommerce", base64_of, ["ridge_client_secret"], message("msg_ridge1", "1767970001", "v1,{0}"),
     "file:bigcommerce-store.order.created.json", "msg_ridge1.1767970001.", {"note": "The key is the client secret as it stands."}),
    ("woocommerce", base64_of, ['pots&pans<"1">'], {"X-WC-Webhook-Signature": "{0}", "X-WC-Webhook-Topic": "order.created"},
     "file:woocommerce-order.created.json", "", {"note": "The platform stores the secret with HTML entities."}),
    ("ecwid", base64_of, ["ecwid_made_up"], {"X-Ecwid-Webhook-Signature": "{0}"}, "file:ecwid-order.created.json",
     "1767980000.4d1f8c52-1a2b-4c3d-8e4f-5a6b7c8d9e0f", {"note": "The time and the id of the event are signed, not the body."}),
]


def vector(platform, sign, secrets, headers, body, before, more):
    content = (FOLDER / body[5:]).read_bytes() if body.startswith("file:") else body.encode()
    signed = before.encode() + (b"" if platform == "ecwid" else content)
    signatures = [sign(secret, signed) for secret in secrets] if sign else [more["published"]]
    assert more.get("published", signatures[0]) == signatures[0], platform
    address = {"address": before} if platform == "square" else {}
    return {"platform": platform, "secrets": secrets, "headers": headers, "body": body, "signatures": signatures, **address, **more}


files = sorted(path for path in FOLDER.glob("*.json") if path.name.startswith(("shopify-", "woocommerce-")))
hushed = {path.name: base64_of("hush", path.read_bytes()) for path in files}
document = {"vectors": [vector(*row) for row in VECTORS], "filesSignedWithHush": hushed}
(FOLDER / "signatures.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
