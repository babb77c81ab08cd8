/// The checksum that tells a whole record from half of one.
///
/// - Source: ISO 3309, as in RFC 1952, section 8.
enum CRC32 {
    static func checksum(of bytes: [UInt8]) -> UInt32 {
        var checksum: UInt32 = 0xFFFF_FFFF
        tables.withUnsafeBufferPointer { tables in
            bytes.withUnsafeBytes { bytes in
                var index = 0
                // Eight bytes at a time; each table says what a byte becomes that so many others follow.
                while index &+ 8 <= bytes.count {
                    let next = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    let word = UInt64(checksum) ^ UInt64(littleEndian: next)
                    checksum = 0
                    for place in 0..<8 {
                        checksum ^=
                            tables[256 &* (7 &- place) &+ Int(truncatingIfNeeded: word >> UInt64(8 &* place) & 0xFF)]
                    }
                    index &+= 8
                }
                for byte in bytes[index...] { checksum = tables[Int((checksum ^ UInt32(byte)) & 0xFF)] ^ checksum >> 8 }
            }
        }
        return ~checksum
    }

    /// Eight tables of 256 entries, one after the other.
    private static let tables: [UInt32] = {
        let ofOneByte = (0..<256).map { byte in
            var checksum = UInt32(byte)
            for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
            return checksum
        }
        var tables = ofOneByte
        for index in 256..<2_048 {
            tables.append(ofOneByte[Int(tables[index - 256] & 0xFF)] ^ tables[index - 256] >> 8)
        }
        return tables
    }()
}
