public import CloudFormation

/// A template in the formats in which it is published.
public struct TemplateDocuments: Sendable, Hashable {
    private let contents: [TemplateFormat: [UInt8]]

    /// A template as it is written.
    public init(_ template: Template) {
        contents = [.json: Array(template.json().utf8), .yaml: Array(template.yaml().utf8)]
    }

    /// The document in a format.
    public subscript(_ format: TemplateFormat) -> [UInt8] { contents[format] ?? [] }
}

/// What a place in S3 has of a template's versions.
public struct PublicationState: Sendable, Hashable {
    /// Which version the latest one is; `nil` where nothing was published.
    public var last: TemplateVersion?
    /// The documents of the versions that were looked at.
    public var versions: [TemplateVersion: [TemplateFormat: [UInt8]]] = [:]
    /// The latest documents.
    public var latest: [TemplateFormat: [UInt8]] = [:]

    /// A place without anything.
    public init() {}

    func has(_ documents: TemplateDocuments, as version: TemplateVersion) -> Bool {
        TemplateFormat.allCases.allSatisfy { versions[version]?[$0] == documents[$0] }
    }
}

/// An object that is to be stored.
public struct PublicationObject: Sendable, Hashable {
    /// Where.
    public let key: String
    /// What.
    public let content: [UInt8]
    /// Its media type.
    public let contentType: String
    /// How long whoever gets it may keep it.
    public let cacheControl: String
}

/// Why a template is not published.
public enum PublicationRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The version has other content.
    case versionExists(TemplateVersion, key: String)
    /// There is no version after the last one.
    case noNextVersion(TemplateVersion)

    /// One sentence for people.
    public var description: String {
        switch self {
        case .versionExists(let version, let key):
            "version \(version.text) is published with other content, in \(key), and stays as it is; "
                + "give a version that is new with --version"
        case .noNextVersion(let version): "there is no patch version after \(version.text); give one with --version"
        }
    }
}

/// A template that is to be published as a version.
public struct Publication: Sendable, Hashable {
    /// Where.
    public let place: PublicationPlace
    /// As which version.
    public let version: TemplateVersion
    /// What.
    public let documents: TemplateDocuments
    /// Whether the latest version may become a lower one.
    public let allowsOlder: Bool

    /// A publication as the version that is asked for.
    public init(
        of documents: TemplateDocuments,
        as version: TemplateVersion,
        at place: PublicationPlace,
        allowingOlder: Bool = false
    ) {
        self.place = place
        self.version = version
        self.documents = documents
        allowsOlder = allowingOlder
    }

    /// The version where none is asked for: the last one if it has this content, else the next patch version.
    public static func nextVersion(
        for documents: TemplateDocuments,
        in state: PublicationState
    ) throws(PublicationRefusal) -> TemplateVersion {
        guard let last = state.last else { return .first }
        if state.has(documents, as: last) { return last }
        guard let next = last.nextPatch else { throw .noNextVersion(last) }
        return next
    }

    /// Whether the latest version is to be this one.
    ///
    /// Never to go back by itself keeps a correction of an old version, and the slower of two publishers, from taking the newest
    /// one away from customers.
    public func movesLatest(in state: PublicationState) -> Bool {
        state.last.map { $0 <= version || allowsOlder } ?? true
    }

    /// What is to be stored, in order; nothing where all is as it should be.
    ///
    /// First comes the version, its JSON document before all: of two publishers of one version, only one stores that. When it is
    /// whole comes the text that says which version the latest one is. It decides: every publisher brings the latest
    /// documents into agreement with it, also where another one was ended, so those that come together cannot end in
    /// disagreement.
    public func objects(toStoreIn state: PublicationState) throws(PublicationRefusal) -> [PublicationObject] {
        let present = state.versions[version] ?? [:]
        var objects: [PublicationObject] = []
        for format in TemplateFormat.allCases {
            let key = place.key(of: version, format)
            guard let content = present[format] else {
                objects.append(object(key, documents[format], format.contentType, isImmutable: true))
                continue
            }
            guard content == documents[format] else { throw .versionExists(version, key: key) }
        }
        let movesLatest = movesLatest(in: state)
        if movesLatest, state.last != version {
            objects.append(object(place.markerKey, Array("\(version.text)\n".utf8), "text/plain"))
        }
        for format in TemplateFormat.allCases {
            let latest = movesLatest ? documents[format] : state.last.flatMap { state.versions[$0]?[format] }
            guard let latest, state.latest[format] != latest else { continue }
            objects.append(object(place.latestKey(format), latest, format.contentType))
        }
        return objects
    }

    private func object(
        _ key: String,
        _ content: [UInt8],
        _ contentType: String,
        isImmutable: Bool = false
    ) -> PublicationObject {
        PublicationObject(
            key: key,
            content: content,
            contentType: contentType,
            cacheControl: isImmutable ? "public, max-age=31536000, immutable" : "public, max-age=60"
        )
    }
}
