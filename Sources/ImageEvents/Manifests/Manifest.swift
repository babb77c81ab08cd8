import CloudFormation
import Cryptography
import ScoutIntegration

/// A manifest or an index as a registry has it, read and checked.
public struct Manifest: Sendable, Hashable {
    /// What it lists.
    public enum Content: Sendable, Hashable {
        /// One image: its configuration and its layers, lowest first.
        case image(configuration: Descriptor, layers: [Descriptor])
        /// Manifests, mostly of the same image for several platforms.
        case index([Descriptor])
    }

    /// Its media type, its digest and its size.
    public let descriptor: Descriptor
    /// Its bytes, which are what the digest is of.
    public let bytes: [UInt8]
    /// What it lists.
    public let content: Content

    /// The largest manifest that is read, in bytes.
    ///
    /// - Source: OCI Distribution Specification, "Pushing Manifests", which asks registries for no more.
    public static let maximumSize = 4 << 20
    /// The most layers of an image, and the most manifests of an index.
    static let maximumDescriptors = 1_000

    /// Reads a manifest.
    ///
    /// - Parameter contentType: what the registry says that it is.
    public init(_ bytes: [UInt8], contentType: String) throws(ManifestError) {
        let type = contentType.prefix { $0 != ";" }.lowercased().trimmingSpaces
        guard MediaType.isIndex(type) || MediaType.isManifest(type) else {
            throw ManifestError("the manifest is of a kind that is not read: \(type.displayable)")
        }
        let root: Node
        do {
            root = try JSONReader.read(bytes, name: "manifest")
        } catch {
            throw ManifestError("\(error)")
        }
        try Self.check(root, type)
        content = MediaType.isIndex(type) ? .index(try Self.manifests(root)) : try Self.image(root)
        self.bytes = bytes
        descriptor = Descriptor(mediaType: type, digest: ImageDigest(of: bytes), size: Int64(bytes.count))
    }

    /// What could be read in two ways is refused, since others may read it in the other way.
    ///
    /// - Source: OCI security advisory GHSA-mc8v-mgrf-8f4m (CVE-2021-41190).
    private static func check(_ root: Node, _ type: String) throws(ManifestError) {
        guard case .number(let version)? = root["schemaVersion"]?.value, version.spelling == "2" else {
            throw ManifestError("the manifest's schemaVersion must be 2")
        }
        if let own = root["mediaType"], own.stringValue != type {
            throw ManifestError("the manifest says that it is another kind than its Content-Type")
        }
        let hasImageMembers = root["config"] != nil || root["layers"] != nil
        if root["manifests"] != nil, hasImageMembers {
            throw ManifestError("the manifest is an image and an index at once")
        }
    }

    private static func manifests(_ root: Node) throws(ManifestError) -> [Descriptor] {
        let manifests = try descriptors(root, "manifests", "a manifest of the index")
        for manifest in manifests where manifest.size > maximumSize {
            throw ManifestError("the index lists a manifest of more than \(maximumSize) bytes")
        }
        return manifests
    }

    private static func image(_ root: Node) throws(ManifestError) -> Content {
        guard let configuration = root["config"] else { throw ManifestError("the manifest has no config") }
        return .image(
            configuration: try Descriptor(configuration, "the configuration"),
            layers: try descriptors(root, "layers", "a layer")
        )
    }

    private static func descriptors(
        _ root: Node,
        _ name: String,
        _ subject: String
    ) throws(ManifestError) -> [Descriptor] {
        guard let elements = root[name]?.arrayElements else { throw ManifestError("the manifest has no \(name)") }
        guard elements.count <= maximumDescriptors else {
            throw ManifestError("the manifest lists more than \(maximumDescriptors) \(name)")
        }
        var descriptors: [Descriptor] = []
        for element in elements { descriptors.append(try Descriptor(element, subject)) }
        return descriptors
    }
}

/// Why a manifest is not one that can be pulled.
public struct ManifestError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, as a sentence without a full stop.
    public let description: String

    init(_ description: String) { self.description = description }
}

extension ImageDigest {
    /// The digest of bytes.
    init(of bytes: [UInt8]) { self.init(sha256: SHA256.digest(of: bytes)) }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = Substring(self)
        while text.last == " " || text.last == "\t" { text.removeLast() }
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        return String(text)
    }
}
