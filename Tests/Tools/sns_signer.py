"""A key of its own that signs messages as SNS does.

What is signed is spelled out here by the Amazon SNS Developer Guide, "Verifying the signatures of Amazon SNS messages".
"""

import base64
import datetime
import json

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID


class Signer:
    def __init__(self):
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def certificate(self, first_year, last_year):
        """The key's certificate, signed by itself, as PEM."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
        built = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._key.public_key())
            .serial_number(1)
            .not_valid_before(datetime.datetime(first_year, 1, 1))
            .not_valid_after(datetime.datetime(last_year, 12, 31))
            .sign(self._key, hashes.SHA256())
        )
        return built.public_bytes(serialization.Encoding.PEM).decode()

    def signed(self, message):
        """The message with its signature, as the body that SNS would deliver."""
        names = ["Message", "MessageId"]
        if message["Type"] == "Notification":
            names += ["Subject"] if "Subject" in message else []
            names += ["Timestamp"]
        else:
            names += ["SubscribeURL", "Timestamp", "Token"]
        names += ["TopicArn", "Type"]
        text = "".join(f"{name}\n{message[name]}\n" for name in names)
        digest = hashes.SHA1() if message["SignatureVersion"] == "1" else hashes.SHA256()
        signature = self._key.sign(text.encode(), padding.PKCS1v15(), digest)
        return json.dumps(message | {"Signature": base64.b64encode(signature).decode()}, ensure_ascii=False)
