/// A region's name, like `eu-central-1`.
public struct AWSRegion: Sendable, Hashable, CustomStringConvertible {
    /// The name.
    public let name: String

    /// A region of that name.
    ///
    /// - Parameter name: words of letters and digits with hyphens between them, the last a number. The name becomes part
    ///   of host names, so nothing else is let through.
    public init(_ name: String) throws(AWSConfigurationError) {
        try self.init(name, setting: "region")
    }

    init(_ name: String, setting: String) throws(AWSConfigurationError) {
        let words = name.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard name.utf8.count <= 32, words.count >= 3,
            words.allSatisfy({ !$0.isEmpty && $0.allSatisfy { letters.contains($0) || digits.contains($0) } }),
            words[0].allSatisfy(letters.contains), words[words.count - 1].allSatisfy(digits.contains)
        else { throw AWSConfigurationError(setting, given: name, "must be a region like eu-central-1") }
        self.name = name
    }

    /// Where services are signed for that have no regions of their own, and what STS falls back to.
    public static let usEast1 = AWSRegion(known: "us-east-1")

    private init(known name: String) { self.name = name }

    /// The name.
    public var description: String { name }

    /// What host names of the region's partition end in.
    ///
    /// - Source: AWS SDKs, partitions metadata.
    public var dnsSuffix: String {
        let suffixes = [
            ("cn-", "amazonaws.com.cn"), ("eusc-", "amazonaws.eu"), ("us-iso-", "c2s.ic.gov"),
            ("us-isob-", "sc2s.sgov.gov"), ("us-isof-", "csp.hci.ic.gov"), ("eu-isoe-", "cloud.adc-e.uk"),
        ]
        return suffixes.first { name.hasPrefix($0.0) }?.1 ?? "amazonaws.com"
    }
}
