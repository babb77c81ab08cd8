import CloudFormation

/// The https URL of a template in S3, the only place from which the console reads one.
///
/// - Shape: virtual-hosted style (`https://BUCKET.s3.REGION.amazonaws.com/KEY`), path style
///   (`https://s3.REGION.amazonaws.com/BUCKET/KEY`), either with `dualstack.` or in the older spellings `s3-REGION` and
///   without a region; `?versionId=…` may follow.
/// - Source: Amazon S3 User Guide, "Virtual hosting of buckets"; CloudFormation User Guide, "Selecting a stack template".
public struct TemplateURL: Sendable, Hashable {
    /// The URL as it was given.
    public let url: String
    /// The bucket.
    public let bucket: String
    /// The object's key, percent-encoded as in the URL.
    public let key: String
    /// The region in the URL, if it names one.
    public let region: Region?
    /// The partition of the URL's host.
    public let partition: Partition

    /// The longest URL that the console takes.
    static let maximumLength = 1_024

    /// Whether the URL is one of this machine, which only tests may use.
    public let isLoopback: Bool

    /// Checks a URL.
    ///
    /// - Parameter allowingLoopback: whether `http://127.0.0.1[:PORT]/BUCKET/KEY` is let through, for tests.
    public init(_ text: String, allowingLoopback: Bool = false) throws(InvalidInput) {
        guard text.utf8.count <= Self.maximumLength else {
            throw InvalidInput("template URL", given: text, "must have at most \(Self.maximumLength) characters")
        }
        isLoopback = allowingLoopback && text.hasPrefix("http://127.0.0.1")
        guard isLoopback || text.hasPrefix("https://") else {
            throw InvalidInput("template URL", given: text, "must begin with https://")
        }
        guard Self.isEncoded(text) else {
            throw InvalidInput("template URL", given: text, "must have other characters percent-encoded")
        }
        let rest = text.dropFirst(isLoopback ? "http://".count : "https://".count)
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        let target = rest[host.endIndex...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let found = isLoopback ? S3Host(loopback: host) : try S3Host(host, of: text)
        guard target.count < 2 || Self.isVersion(target[1]), let endpoint = found else {
            throw Self.notInS3(text)
        }
        var path = (target.first ?? "").drop { $0 == "/" }
        if let bucket = endpoint.bucket {
            self.bucket = bucket
        } else {
            let bucket = path.prefix { $0 != "/" }
            path = path[bucket.endIndex...].drop { $0 == "/" }
            self.bucket = String(bucket)
        }
        guard Self.isBucketName(bucket) else { throw Self.notInS3(text) }
        guard !path.isEmpty, !path.hasSuffix("/") else {
            throw InvalidInput("template URL", given: text, "must name an object in the bucket \(bucket)")
        }
        url = text
        key = String(path)
        region = endpoint.region
        partition = endpoint.partition
    }

    private static func notInS3(_ text: String) -> InvalidInput {
        InvalidInput(
            "template URL",
            given: text,
            "must be an object in S3, such as https://BUCKET.s3.REGION.amazonaws.com/KEY"
        )
    }

    /// Whether the text has only characters that a URL may have, and `%` only before two hexadecimal digits. A fragment
    /// would never reach S3.
    private static func isEncoded(_ text: String) -> Bool {
        var bytes = Array(text.utf8)[...]
        let others = Array("-._~/?:@!$&'()*+,;=".utf8)
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard bytes.count >= 2, bytes.prefix(2).allSatisfy(\.isHexDigit) else { return false }
            } else if !byte.isAlphanumeric, !others.contains(byte) {
                return false
            }
        }
        return true
    }

    /// Whether a query names the object's version and nothing else.
    private static func isVersion(_ query: Substring) -> Bool {
        let prefix = "versionId="
        return query.hasPrefix(prefix) && query != prefix && !query.contains("&")
    }

    /// - Source: Amazon S3 User Guide, "General purpose bucket naming rules".
    static func isBucketName(_ text: String) -> Bool {
        let bytes = text.utf8
        guard (3...63).contains(bytes.count), let first = bytes.first, let last = bytes.last else { return false }
        let isLowercaseOrDigit = { (byte: UInt8) in
            byte.isAlphanumeric && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        }
        return isLowercaseOrDigit(first) && isLowercaseOrDigit(last) && !text.contains("..")
            && bytes.allSatisfy { isLowercaseOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    }

    /// The host of an S3 URL.
    private struct S3Host {
        var bucket: String?
        var region: Region?
        var partition: Partition

        /// A host of this machine, with the buckets in the path.
        init?(loopback host: Substring) {
            let parts = host.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.first == "127.0.0.1", parts.count <= 2, parts.count < 2 || UInt16(parts[1]) != nil else {
                return nil
            }
            partition = .aws
        }

        /// Reads a host, or gives `nil` for one that is not S3's.
        init?(_ host: Substring, of url: String) throws(InvalidInput) {
            let labels = host.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            let suffix: Int
            switch labels.suffix(3) {
            case ["amazonaws", "com", "cn"]: suffix = 3
            case let last where last.suffix(2) == ["amazonaws", "com"]: suffix = 2
            default: return nil
            }
            // A bucket may have a label "s3" of its own, so the service's is the last one.
            let service = labels.dropLast(suffix)
            guard let position = service.lastIndex(where: { $0 == "s3" || $0.hasPrefix("s3-") }) else { return nil }
            bucket = position == 0 ? nil : labels[..<position].joined(separator: ".")
            var location = Array(service[(position + 1)...])
            if service[position] == "s3", location.first == "dualstack" { location.removeFirst() }
            if service[position] != "s3" { location.insert(String(service[position].dropFirst(3)), at: 0) }
            guard location.count <= 1 else { return nil }
            do {
                region = try location.first.map { name throws(InvalidInput) in try Region(name) }
            } catch {
                throw InvalidInput("template URL", given: url, "must name a region of AWS: \(error)")
            }
            partition = region?.partition ?? (suffix == 3 ? .awsChina : .aws)
            guard (partition == .awsChina) == (suffix == 3) else {
                throw InvalidInput(
                    "template URL",
                    given: url,
                    "must end in \(partition.dnsSuffix), as the region's hosts do"
                )
            }
        }
    }
}
