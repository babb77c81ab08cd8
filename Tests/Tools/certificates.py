"""Certificates with random fields, made by the package cryptography: what CryptographyTests compares its reading with.

    certificates.py COUNT

Prints a JSON list.
"""

import datetime
import json
import random
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

EPOCH = datetime.datetime(1970, 1, 1)
TEXTS = ["example.com", "Bücher", "日本語", "sns.us-east-1.amazonaws.com", "a b", "😀", "x" * 60]


def names(oid, most):
    return [x509.NameAttribute(oid, random.choice(TEXTS)) for _ in range(random.randrange(most + 1))]


def make_name():
    attributes = names(NameOID.COMMON_NAME, 2) + names(NameOID.ORGANIZATION_NAME, 2) + names(NameOID.LOCALITY_NAME, 1)
    random.shuffle(attributes)
    parts, index = [], 0
    while index < len(attributes):
        width = random.choice([1, 1, 2])
        parts.append(x509.RelativeDistinguishedName(set(attributes[index : index + width])))
        index += width
    return x509.Name(parts)


def texts(name, oid):
    return [attribute.value for attribute in name.get_attributes_for_oid(oid)]


def make_time():
    return EPOCH + datetime.timedelta(seconds=random.randrange(-631_152_000, 253_402_300_799))


def make(keys):
    key, signer = random.choice(keys), random.choice(keys)
    subject, issuer = make_name(), make_name()
    start, end = sorted([make_time(), make_time()])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(random.getrandbits(random.randrange(2, 158)) + 1)
        .not_valid_before(start)
        .not_valid_after(end)
    )
    hosts = [random.choice(["", "*.", "a-1."]) + f"host{number}.example" for number in range(random.randrange(40))]
    if hosts:
        others = [x509.RFC822Name("a@example.com"), x509.UniformResourceIdentifier("https://example.com/")]
        every = [x509.DNSName(host) for host in hosts] + random.sample(others, random.randrange(3))
        builder = builder.add_extension(x509.SubjectAlternativeName(every), critical=random.random() < 0.5)
    is_authority = random.random() < 0.5
    if is_authority or random.random() < 0.5:
        length = random.choice([None, 0, 300]) if is_authority else None
        builder = builder.add_extension(x509.BasicConstraints(is_authority, length), critical=True)
    if random.random() < 0.5:
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    certificate = builder.sign(signer, hashes.SHA256())
    # The attributes are read back, because DER sorts those that stand in one set.
    numbers = certificate.public_key().public_numbers()
    hexadecimal = lambda number: number.to_bytes((number.bit_length() + 7) // 8, "big").hex()
    return {
        "der": certificate.public_bytes(serialization.Encoding.DER).hex(),
        "modulus": hexadecimal(numbers.n),
        "exponent": hexadecimal(numbers.e),
        "commonNames": texts(certificate.subject, NameOID.COMMON_NAME),
        "organizations": texts(certificate.subject, NameOID.ORGANIZATION_NAME),
        "issuerCommonNames": texts(certificate.issuer, NameOID.COMMON_NAME),
        "dnsNames": hosts,
        "notBefore": int((start - EPOCH).total_seconds()),
        "notAfter": int((end - EPOCH).total_seconds()),
        "isAuthority": is_authority,
        "isSelfSigned": key is signer,
    }


def main():
    keys = [rsa.generate_private_key(exponent, bits) for exponent, bits in [(65537, 2048), (3, 2048), (65537, 3072)]]
    print(json.dumps([make(keys) for _ in range(int(sys.argv[1]))]))


main()
