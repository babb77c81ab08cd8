/// How a record stands in a file of records: its length and the CRC-32 of its bytes, four bytes each, most significant first,
/// and then its bytes.
enum RecordFrame {
    static let maximumSize = 8 << 20

    static func append(_ bytes: [UInt8], to buffer: inout [UInt8]) {
        for value in [UInt32(truncatingIfNeeded: bytes.count), CRC32.checksum(of: bytes)] {
            for shift in [24, 16, 8, 0] as [UInt32] { buffer.append(UInt8(truncatingIfNeeded: value >> shift)) }
        }
        buffer += bytes
    }

    /// The records of a file up to its end or to the first that is not whole, which was never answered for.
    static func records(in bytes: [UInt8]) -> [[UInt8]] {
        var records: [[UInt8]] = []
        var offset = 0
        func number(at offset: Int) -> UInt32 { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } }
        while bytes.count - offset >= 8 {
            let (count, checksum) = (Int(number(at: offset)), number(at: offset + 4))
            guard count <= maximumSize, count <= bytes.count - offset - 8 else { break }
            let record = Array(bytes[offset + 8..<offset + 8 + count])
            guard CRC32.checksum(of: record) == checksum else { break }
            records.append(record)
            offset += 8 + count
        }
        return records
    }
}

/// The checksum that tells a whole record from half of one.
///
/// - Source: ISO 3309, as in RFC 1952, section 8.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }

    static func checksum(of bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
    }
}
