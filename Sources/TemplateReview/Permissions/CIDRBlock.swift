/// A block of IPv4 or IPv6 addresses.
///
/// - Source: RFC 4632 (IPv4), RFC 4291 section 2.3 (IPv6).
struct CIDRBlock: Sendable, Hashable {
    /// The protocol version of an address.
    enum Family: Sendable, Hashable {
        case v4, v6
    }

    /// The protocol version of the addresses.
    let family: Family
    /// The first address; an IPv4 address stands in the lowest 32 bits.
    let first: UInt128
    /// How many leading bits the addresses have in common.
    let prefixLength: Int

    /// The block of a text such as `10.0.0.0/8`, `2001:db8::/32`, or one address. Bits after the prefix do not count.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = Self.address(String(parts[0])) else { return nil }
        let width = address.family == .v4 ? 32 : 128
        var length = width
        if parts.count == 2 {
            guard parts[1].utf8.count <= 3, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(parts[1]), number <= width
            else { return nil }
            length = number
        }
        let hostBits = width - length
        family = address.family
        first = hostBits == 128 ? 0 : (address.bits >> UInt128(hostBits)) << UInt128(hostBits)
        prefixLength = length
    }

    /// The last address.
    var last: UInt128 {
        let hostBits = (family == .v4 ? 32 : 128) - prefixLength
        return hostBits == 128 ? .max : first | ((1 << UInt128(hostBits)) - 1)
    }

    /// Whether the block has every address.
    var isEverything: Bool { prefixLength == 0 }

    /// Whether the block has every address of the other.
    func contains(_ other: CIDRBlock) -> Bool {
        family == other.family && first <= other.first && other.last <= last
    }

    /// Whether the block has an address.
    func contains(_ address: UInt128, _ family: Family) -> Bool {
        self.family == family && first <= address && address <= last
    }

    private static func address(_ text: String) -> (family: Family, bits: UInt128)? {
        if text.utf8.contains(UInt8(ascii: ":")) {
            return addressV6(text).map { (.v6, $0) }
        }
        return addressV4(text).map { (.v4, $0) }
    }

    private static func addressV4(_ text: some StringProtocol) -> UInt128? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt128 = 0
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let byte = UInt8(part)
            else { return nil }
            bits = bits << 8 | UInt128(byte)
        }
        return bits
    }

    private static func addressV6(_ text: String) -> UInt128? {
        guard text.utf8.count <= 45 else { return nil }
        var halves: [Substring] = [text[...]]
        if let gap = text.utf8.indices.dropLast().first(where: { isGap(at: $0, in: text) }) {
            halves = [text[..<gap], text[text.utf8.index(gap, offsetBy: 2)...]]
        }
        var groups: [[UInt16]] = []
        for (index, half) in halves.enumerated() {
            guard let parsed = self.groups(half, isLast: index == halves.count - 1) else { return nil }
            groups.append(parsed)
        }
        let count = groups.reduce(0) { $0 + $1.count }
        guard groups.count == 1 ? count == 8 : count < 8 else { return nil }
        let all =
            groups.count == 1 ? groups[0] : groups[0] + Array(repeating: 0, count: 8 - count) + groups[1]
        return all.reduce(0) { $0 << 16 | UInt128($1) }
    }

    private static func isGap(at index: String.Index, in text: String) -> Bool {
        text.utf8[index] == UInt8(ascii: ":") && text.utf8[text.utf8.index(after: index)] == UInt8(ascii: ":")
    }

    /// The 16-bit groups of a part without `::`; the last two may be written as an IPv4 address.
    private static func groups(_ text: Substring, isLast: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if isLast, index == parts.count - 1, part.utf8.contains(UInt8(ascii: ".")) {
                guard let bits = addressV4(part) else { return nil }
                groups += [UInt16(truncatingIfNeeded: bits >> 16), UInt16(truncatingIfNeeded: bits)]
            } else {
                guard (1...4).contains(part.utf8.count), part.first != "+", part.first != "-",
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }
}

extension CIDRBlock {
    /// An address as people write it; IPv6 without zero compression of single groups.
    static func text(of address: UInt128, _ family: Family) -> String {
        guard family == .v6 else {
            return (0..<4).map { String((address >> UInt128(24 - 8 * $0)) & 0xFF) }.joined(separator: ".")
        }
        var groups = (0..<8).map { String((address >> UInt128(112 - 16 * $0)) & 0xFFFF, radix: 16) }
        var trailing = 0
        while groups.last == "0" {
            groups.removeLast()
            trailing += 1
        }
        if trailing == 1 { groups.append("0") }
        return groups.joined(separator: ":") + (trailing > 1 ? "::" : "")
    }
}

extension CIDRBlock {
    /// The block of one address.
    init(address: UInt128, family: Family) {
        self.family = family
        first = address
        prefixLength = family == .v4 ? 32 : 128
    }
}
