public import AWSClient
import CloudFormation
import ScoutIntegration
import TemplateReview

/// `scout-ecr publish`: puts a version of the template into S3, if nothing speaks against it.
public struct PublishRun: Sendable {
    private let request: PublishRequest
    private let environment: AWSEnvironment
    private let transport: any HTTPTransport
    private let clock: AWSClock
    private let output: @Sendable (String) -> Void
    private let message: @Sendable (String) -> Void

    /// How often it begins anew because other publishers were faster.
    private static let maximumAttempts = 20

    /// A run for what is asked for.
    public init(_ request: PublishRequest, environment: AWSEnvironment = .process) {
        self.init(request, environment: environment, transport: SystemTransport()) {
            print($0, terminator: "")
        } message: {
            StandardError.write("\($0)\n")
        }
    }

    /// - Parameters:
    ///   - output: takes data.
    ///   - message: takes a line for people.
    init(
        _ request: PublishRequest,
        environment: AWSEnvironment,
        transport: any HTTPTransport,
        clock: AWSClock = .system,
        output: @escaping @Sendable (String) -> Void,
        message: @escaping @Sendable (String) -> Void
    ) {
        self.request = request
        self.environment = environment
        self.transport = transport
        self.clock = clock
        self.output = output
        self.message = message
    }

    /// Publishes, and prints the launch link.
    ///
    /// - Throws: where it is not done: by a gate, since the version has other content, or since S3 does not do its part.
    public func run() async throws {
        let client = try AWSClient.standard(environment, transport: transport, clock: clock)
        let bucket = PublicationBucket(place: request.place, s3: client.s3)
        let template = request.stack.template
        let documents = TemplateDocuments(template)
        let snapshot = try await bucket.snapshot()
        let publication = Publication(
            of: documents,
            as: try request.version ?? Publication.nextVersion(for: documents, in: snapshot.state),
            at: request.place,
            allowingOlder: request.allowsOlder
        )
        var report = try PublishReport(publication, template, in: Region(client.region.name), request)
        report.previous = snapshot.state.last
        report.failedGates = try review(publication, after: snapshot.state, bucket)
        guard report.failedGates.isEmpty else {
            if request.isJSON { output(report.json) }
            throw ServiceError("\(Review.failure(of: report.failedGates)); nothing is stored")
        }
        try await publish(publication, bucket, &report)
        for line in report.messages { message(line) }
        output(request.isJSON ? report.json : "\(report.launchLink.url)\n")
    }

    /// Shows what the change does to stacks of the last version, and gives the gates that it does not pass.
    private func review(
        _ publication: Publication,
        after state: PublicationState,
        _ bucket: PublicationBucket
    ) throws -> [Gate] {
        guard let last = state.last else {
            message("note: nothing was published before, so there is nothing to compare with")
            return []
        }
        let (oldKey, newKey) = (request.place.key(of: last, .json), request.place.key(of: publication.version, .json))
        guard let old = state.versions[last]?[.json] else {
            throw ServiceError(
                "\(bucket.name(of: request.place.markerKey)) names version \(last.text), but there is no "
                    + bucket.name(of: oldKey)
            )
        }
        guard old != publication.documents[.json] else { return [] }
        let review = Review(
            old: try Self.template(old, name: oldKey),
            new: try Self.template(publication.documents[.json], name: newKey),
            costAssumption: CostEstimate.reviewAssumption,
            monthlyCost: CostEstimate.reviewTotal
        )
        message("what changes after version \(last.text):")
        message(String(review.text(color: false).dropLast()))
        return review.failedGates(request.gates)
    }

    private static func template(_ content: [UInt8], name: String) throws -> ReviewedTemplate {
        let source = SourceText(content, name: name)
        let root = try Node(parsing: source)
        // Says what is wrong with what is no template.
        if root.objectMembers == nil { _ = try Template(parsing: root, in: source) }
        return ReviewedTemplate(source: source, root: root)
    }

    /// Stores what is missing. Where another publisher was faster, what is there now decides.
    private func publish(
        _ publication: Publication,
        _ bucket: PublicationBucket,
        _ report: inout PublishReport
    ) async throws {
        for attempt in 0..<Self.maximumAttempts {
            if attempt > 0 { try? await Task.sleep(for: .milliseconds(Int.random(in: 20...200))) }
            let snapshot = try await bucket.snapshot(with: publication.version)
            let objects = try publication.objects(toStoreIn: snapshot.state)
            let movesLatest = publication.movesLatest(in: snapshot.state)
            report.latest = movesLatest ? publication.version : snapshot.state.last
            if request.isDryRun {
                report.stored = objects.map(\.key)
                return
            }
            if try await store(objects, over: snapshot, bucket, &report) { return }
        }
        throw ServiceError("others publish to \(bucket.name(of: request.place.prefix)) all the time; try again")
    }

    private func store(
        _ objects: [PublicationObject],
        over snapshot: PublicationBucket.Snapshot,
        _ bucket: PublicationBucket,
        _ report: inout PublishReport
    ) async throws -> Bool {
        for object in objects {
            guard try await bucket.store(object, over: snapshot) else { return false }
            report.stored.append(object.key)
        }
        return true
    }
}
