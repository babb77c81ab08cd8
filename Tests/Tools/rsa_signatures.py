"""Random signatures, good and damaged, with OpenSSL's verdict: what CryptographyTests compares RSA verification with.

    rsa_signatures.py COUNT

A line is `key MODULUS EXPONENT`, or `case ALGORITHM DIGEST SIGNATURE VERDICT` of the last key; numbers are hexadecimal.
"""

import hashlib
import random
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

ALGORITHMS = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256()}
PREFIXES = {
    "sha1": bytes.fromhex("3021300906052b0e03021a05000414"),
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
}
# OpenSSL takes exponents above 64 bits only up to 3072 bits of modulus.
KEYS = [
    (2048, 65537, 30), (2048, 3, 20), (2048, 17, 8), (2048, 2**32 + 15, 8), (2048, 2**255 + 95, 1), (2056, 65537, 3),
    (2049, 65537, 4), (2111, 3, 4), (3072, 65537, 8), (3072, 3, 3), (3071, 257, 2), (4096, 65537, 3), (4096, 3, 2),
    (4095, 2**63 + 29, 1),
]


def make_key(bits, exponent):
    while True:
        made = rsa.generate_private_key(public_exponent=65537, key_size=bits).private_numbers()
        p, q, n = made.p, made.q, made.public_numbers.n
        try:
            d = pow(exponent, -1, (p - 1) * (q - 1))
        except ValueError:
            continue
        numbers = rsa.RSAPrivateNumbers(
            p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), rsa.RSAPublicNumbers(exponent, n)
        )
        return numbers, numbers.private_key()


def raw_power(numbers, value):
    first, second = pow(value, numbers.dmp1, numbers.p), pow(value, numbers.dmq1, numbers.q)
    return second + (first - second) * numbers.iqmp % numbers.p * numbers.q


def forged_encodings(length, algorithm, digest):
    """Encodings that a verifier must not take, most of which a careless one does."""
    info = PREFIXES[algorithm] + digest
    without_null = bytes.fromhex({"sha1": "301f300706052b0e03021a0414", "sha256": "302f300b0609608648016503040201" + "0420"}[algorithm])
    fill = lambda tail, start=b"\0\1": start + b"\xff" * (length - len(start) - 1 - len(tail)) + b"\0" + tail
    yield fill(info, b"\0\2")
    yield fill(info, b"\1\1")
    yield fill(without_null + digest)
    yield fill(info + b"\0")
    yield fill(info[:-1])
    yield fill(digest)
    yield fill(info[:1] + bytes([info[1] ^ 1]) + info[2:])
    yield b"\0\1" + b"\xff" * 8 + b"\0" + info + b"\0" * (length - 11 - len(info))
    yield b"\0\1" + b"\xff" * (length - 4 - len(info)) + b"\xfe\0" + info
    yield b"\0\1" + b"\xff" * 20 + b"\0" + b"\xff" * (length - 24 - len(info)) + b"\0" + info
    yield b"\0\1" + b"\xff" * (length - 2 - len(info)) + info
    yield fill(info)


def damaged(kind, signature, modulus, length):
    number = int.from_bytes(signature, "big")
    if kind == 0:
        bit = random.randrange(8 * len(signature))
        return (number ^ 1 << bit).to_bytes(length, "big")
    if kind == 1:
        return signature[: random.randrange(length)]
    if kind == 2:
        return b"\0" + signature
    if kind == 3:
        return signature + bytes([random.randrange(256)])
    if kind == 4:
        return (number + modulus).to_bytes((number + modulus).bit_length() // 8 + 1, "big")[-length:]
    if kind == 5:
        return random.randrange(modulus).to_bytes(length, "big")
    if kind == 6:
        return signature.lstrip(b"\0")
    if kind == 7:
        return random.choice([0, 1, modulus - 1, modulus, 256**length - 1]).to_bytes(length, "big")
    if kind == 8:
        return signature[1:]
    return (modulus - number).to_bytes(length, "big")


def verdict(public, signature, message, algorithm):
    try:
        public.verify(signature, message, padding.PKCS1v15(), ALGORITHMS[algorithm])
        return "valid"
    except InvalidSignature:
        return "invalid"


def main():
    count = int(sys.argv[1])
    total = sum(weight for _, _, weight in KEYS)
    for bits, exponent, weight in KEYS:
        numbers, private = make_key(bits, exponent)
        public, modulus = private.public_key(), numbers.public_numbers.n
        length = (bits + 7) // 8
        print(f"key {modulus:0{2 * length}x} {exponent:064x}")

        def case(message, signature, algorithm):
            digest = hashlib.new(algorithm, message).hexdigest()
            print(f"case {algorithm} {digest} {signature.hex() or '-'} {verdict(public, signature, message, algorithm)}")

        for algorithm in ALGORITHMS:
            message = random.randbytes(50)
            for encoding in forged_encodings(length, algorithm, hashlib.new(algorithm, message).digest()):
                number = int.from_bytes(encoding, "big")
                if number < modulus:
                    case(message, raw_power(numbers, number).to_bytes(length, "big"), algorithm)
        for index in range(-(-count * weight // total)):
            algorithm = "sha1" if index % 4 == 1 else "sha256"
            message = random.randbytes(random.randrange(200))
            signature = private.sign(message, padding.PKCS1v15(), ALGORITHMS[algorithm])
            if index % 5 == 1:
                signature = damaged(random.randrange(10), signature, modulus, length)
            elif index % 5 == 2:
                message += random.randbytes(1)
            elif index % 25 == 3:
                algorithm = "sha256" if algorithm == "sha1" else "sha1"
            case(message, signature, algorithm)


main()
