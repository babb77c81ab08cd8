/// The media types of manifests and what they list.
///
/// - Source: OCI Image Specification, "Media Types"; Docker's Image Manifest Version 2, Schema 2.
enum MediaType {
    static let ociIndex = "application/vnd.oci.image.index.v1+json"
    static let ociManifest = "application/vnd.oci.image.manifest.v1+json"
    static let dockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json"
    static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"

    /// What a registry is asked for.
    static let manifests = [ociIndex, ociManifest, dockerManifestList, dockerManifest]

    static func isIndex(_ type: String) -> Bool { type == ociIndex || type == dockerManifestList }

    static func isManifest(_ type: String) -> Bool { type == ociManifest || type == dockerManifest }

    /// Whether a configuration of that type is an image's.
    static func isImageConfiguration(_ type: String) -> Bool {
        type == "application/vnd.oci.image.config.v1+json" || type == "application/vnd.docker.container.image.v1+json"
    }

    /// Whether a layer of that type is a part of a file system.
    static func isLayer(_ type: String) -> Bool {
        type.hasPrefix("application/vnd.oci.image.layer.") || type.hasPrefix("application/vnd.docker.image.rootfs.")
    }

    /// Whether a layer of that type is not kept in registries, as the base layers of Windows are not.
    static func isForeignLayer(_ type: String) -> Bool {
        type.hasPrefix("application/vnd.docker.image.rootfs.foreign.")
            || type.hasPrefix("application/vnd.oci.image.layer.nondistributable.")
    }

    /// Whether a text is a media type without parameters.
    ///
    /// - Source: RFC 6838, section 4.2.
    static func isMediaType(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && text.utf8.count <= 128
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { $0.isMediaTypeCharacter }
            }
    }
}

extension UInt8 {
    fileprivate var isMediaTypeCharacter: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
            || "!#$&-^_.+".utf8.contains(self)
    }
}
