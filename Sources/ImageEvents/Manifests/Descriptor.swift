import CloudFormation
public import ScoutIntegration

/// What a manifest or an index lists: a kind of content, its digest and its size.
///
/// - Source: OCI Image Specification, "Content Descriptors".
public struct Descriptor: Sendable, Hashable {
    /// The media type of the content.
    public let mediaType: String
    /// The digest of the content.
    public let digest: ImageDigest
    /// The size of the content, in bytes.
    public let size: Int64
    /// What an image runs on, where an index says so.
    public let platform: Platform?

    /// A size beyond all that is sensible, so that sums of sizes cannot overflow.
    private static let maximumSize: Int64 = 1 << 46

    /// A descriptor of those parts.
    public init(mediaType: String, digest: ImageDigest, size: Int64, platform: Platform? = nil) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        self.platform = platform
    }

    init(_ node: Node, _ subject: String) throws(ManifestError) {
        guard let type = node["mediaType"]?.stringValue, MediaType.isMediaType(type) else {
            throw ManifestError("\(subject) has no media type")
        }
        guard let digest = node["digest"]?.stringValue else { throw ManifestError("\(subject) has no digest") }
        guard case .number(let number)? = node["size"]?.value, let size = Int64(number.spelling),
            (0...Self.maximumSize).contains(size)
        else { throw ManifestError("\(subject) has no size, or more than \(Self.maximumSize) bytes") }
        do {
            self.digest = try ImageDigest(digest)
        } catch {
            throw ManifestError("\(subject): \(error)")
        }
        mediaType = type
        self.size = size
        platform = node["platform"].flatMap(Platform.init)
    }
}

/// What an image runs on.
///
/// - Source: OCI Image Specification, "Image Index", `platform`.
public struct Platform: Sendable, Hashable, CustomStringConvertible {
    /// The operating system: `linux`.
    public let os: String
    /// The processor: `amd64`.
    public let architecture: String
    /// The processor's variant: `v8`; empty mostly.
    public let variant: String

    /// A platform of those parts.
    public init(os: String, architecture: String, variant: String = "") {
        self.os = os
        self.architecture = architecture
        self.variant = variant
    }

    /// Reads `os/architecture` or `os/architecture/variant`.
    public init(_ text: String) throws(InvalidInput) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (2...3).contains(parts.count), parts.allSatisfy(Self.isWord) else {
            throw InvalidInput(
                "platform",
                given: text,
                "must be OS/ARCHITECTURE, such as linux/amd64 or linux/arm64/v8"
            )
        }
        self.init(os: parts[0], architecture: parts[1], variant: parts.count == 3 ? parts[2] : "")
    }

    /// Reads an object with the members `os`, `architecture` and perhaps `variant`; `nil` where it has none.
    init?(_ node: Node) {
        guard let os = node["os"]?.stringValue, let architecture = node["architecture"]?.stringValue,
            Self.isWord(os), Self.isWord(architecture)
        else { return nil }
        let variant = node["variant"]?.stringValue ?? ""
        self.init(os: os, architecture: architecture, variant: Self.isWord(variant) ? variant : "")
    }

    /// Whether an image of the other platform is what somebody wants who asks for this one.
    public func includes(_ other: Platform) -> Bool {
        os == other.os && architecture == other.architecture && (variant.isEmpty || variant == other.variant)
    }

    /// `os/architecture` or `os/architecture/variant`.
    public var description: String { variant.isEmpty ? "\(os)/\(architecture)" : "\(os)/\(architecture)/\(variant)" }

    private static func isWord(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || "._-".utf8.contains(byte)
            }
    }
}
