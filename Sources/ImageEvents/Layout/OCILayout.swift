import CloudFormation
public import ScoutIntegration

/// Images as files, as other tools read them.
///
/// - Source: OCI Image Specification, "Image Layout Specification".
public enum OCILayout: Sendable {
    /// Where a layout has its blobs.
    public static func blobs(in folder: String) -> String { "\(folder)/blobs/sha256" }

    /// Where a layout that is pulled into has the parts of blobs.
    private static func partials(in folder: String) -> String { "\(folder)/.partial" }

    /// A store of blobs that is the layout's own folder of them.
    public static func store(in folder: String) throws(PullError) -> BlobStore {
        try BlobStore(blobs: blobs(in: folder), partials: partials(in: folder))
    }

    /// Whether a folder does not exist, is empty, or holds a layout or a part of one.
    public static func canBe(in folder: String) -> Bool {
        let names = Folders.names(folder)
        return names.isEmpty || names.contains { ["oci-layout", "index.json", "blobs", ".partial"].contains($0) }
    }

    /// Removes the folders of a layout of which there is nothing yet.
    public static func removeIfEmpty(_ folder: String) {
        for path in [partials(in: folder), blobs(in: folder), "\(folder)/blobs", folder] { Folders.removeIfEmpty(path) }
    }

    /// Writes a layout of one image, whose blobs get a second name there.
    ///
    /// - Parameters:
    ///   - tag: the image's name in the layout. There is one entry for it, since tools expect a layout of one image to have
    ///     one.
    ///   - folder: where the layout is to be; the store's blobs may be there already.
    public static func write(
        _ image: PulledImage,
        tag: ImageTag?,
        from store: BlobStore,
        to folder: String
    ) throws(PullError) {
        let blobs = blobs(in: folder)
        try Folders.make(blobs)
        if blobs == store.folder {
            Folders.remove(partials(in: folder))
        } else {
            for digest in image.digests {
                try Folders.link(store.path(of: digest), to: "\(blobs)/\(digest.hexadecimal)")
            }
        }
        try Folders.write(Array(index(of: image, tag).json(.compact).utf8), to: "\(folder)/index.json")
        // The file that makes a layout of the folder comes last.
        try Folders.write(Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8), to: "\(folder)/oci-layout")
    }

    /// The first file that a reader looks at. Several manifests of one image cannot have one name.
    private static func index(of image: PulledImage, _ tag: ImageTag?) -> Value {
        let name = image.entries.count == 1 ? tag : nil
        let entries = image.entries.map { $0.indexEntry(named: name) }
        return ["schemaVersion": 2, "mediaType": .string(MediaType.ociIndex), "manifests": .array(entries)]
    }
}

extension Descriptor {
    fileprivate func indexEntry(named tag: ImageTag?) -> Value {
        var object: Object = [
            "mediaType": .string(mediaType), "digest": .string(digest.text), "size": .number(Number(size)),
        ]
        if let platform {
            var fields: Object = ["architecture": .string(platform.architecture), "os": .string(platform.os)]
            if !platform.variant.isEmpty { fields["variant"] = .string(platform.variant) }
            object["platform"] = .object(fields)
        }
        if let tag { object["annotations"] = ["org.opencontainers.image.ref.name": .string(tag.text)] }
        return .object(object)
    }
}
