import CloudFormation
import ScoutIntegration
import TemplateReview

/// What `scout-ecr publish` has done, or would do.
struct PublishReport: Sendable {
    let launchLink: LaunchLink
    private let publication: Publication
    private let urls: [(key: String, url: String)]
    private let isDryRun: Bool

    /// The last version before.
    var previous: TemplateVersion?
    /// The latest version after it.
    var latest: TemplateVersion?
    /// The keys of what was stored, or would be, in order.
    var stored: [String] = []
    /// The gates that stop it.
    var failedGates: [Gate] = []

    /// A report of nothing done yet.
    ///
    /// - Parameter region: the bucket's, in which the link creates the stack.
    init(
        _ publication: Publication,
        _ template: Template,
        in region: Region,
        _ request: PublishRequest
    ) throws(InvalidInput) {
        self.publication = publication
        isDryRun = request.isDryRun
        let place = publication.place
        var urls: [(key: String, url: String)] = []
        for format in TemplateFormat.allCases {
            let key = place.key(of: publication.version, format)
            urls.append((key, try place.url(of: key, in: region).url))
        }
        self.urls = urls
        launchLink = try LaunchLink.creating(
            from: place.url(of: place.key(of: publication.version, .json), in: region),
            template: template,
            in: region
        )
    }

    /// What to tell people.
    var messages: [String] {
        let version = publication.version.text
        var lines = stored.map { key in
            "\(isDryRun ? "would store" : "stored") s3://\(publication.place.bucket)/\(key)"
        }
        if stored.isEmpty { lines.append("already published: version \(version)") }
        if let latest, latest != publication.version {
            lines.append("note: the latest version stays \(latest.text), since \(version) is lower")
        }
        if let url = urls.first?.url { lines.append("version \(version): \(url)") }
        return lines
    }

    /// The report for programs.
    ///
    /// - Shape: `version`, `previous` and `latest` (versions, or `null`), `objects` (`key` and `url` of the version's
    ///   documents), `stored` (keys), `failedGates`, `dryRun`, `templateURL`, `launchURL`.
    var json: String {
        let value: Value = [
            "version": .string(publication.version.text), "previous": text(previous), "latest": text(latest),
            "objects": .array(urls.map { ["key": .string($0.key), "url": .string($0.url)] }),
            "stored": .array(stored.map { .string($0) }),
            "failedGates": .array(failedGates.map { .string($0.rawValue) }), "dryRun": .bool(isDryRun),
            "templateURL": urls.first.map { .string($0.url) } ?? .null, "launchURL": .string(launchLink.url),
        ]
        return value.json()
    }

    private func text(_ version: TemplateVersion?) -> Value { version.map { .string($0.text) } ?? .null }
}
