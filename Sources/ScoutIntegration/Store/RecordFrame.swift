/// How a record stands in a file of records: its length and the CRC-32 of its bytes, four bytes each, most significant first,
/// and then its bytes, of which there is at least one. A length of 0 ends the records.
enum RecordFrame {
    static let maximumSize = 8 << 20

    /// What ends the records of a file that goes on.
    static let end: [UInt8] = [0, 0, 0, 0]

    static func append(_ bytes: [UInt8], to buffer: inout [UInt8]) {
        for value in [UInt32(truncatingIfNeeded: bytes.count), CRC32.checksum(of: bytes)] {
            for shift in [24, 16, 8, 0] as [UInt32] { buffer.append(UInt8(truncatingIfNeeded: value >> shift)) }
        }
        buffer += bytes
    }

    /// The records of a file up to their end or to the first that is not whole, which was never answered for.
    static func records(in bytes: [UInt8]) -> [[UInt8]] {
        var records: [[UInt8]] = []
        var offset = 0
        func number(at offset: Int) -> UInt32 { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } }
        while bytes.count - offset >= 8 {
            let (count, checksum) = (Int(number(at: offset)), number(at: offset + 4))
            guard count > 0, count <= maximumSize, count <= bytes.count - offset - 8 else { break }
            let record = Array(bytes[offset + 8..<offset + 8 + count])
            guard CRC32.checksum(of: record) == checksum else { break }
            records.append(record)
            offset += 8 + count
        }
        return records
    }
}
