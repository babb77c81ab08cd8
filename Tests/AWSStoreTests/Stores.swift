import Foundation
import ScoutIntegration
import Synchronization
import TestSupport
import Testing

@testable import AWSClient
@testable import AWSStore

/// What the stores under test are made of.
enum Implementation: String, Sendable, CaseIterable, CustomTestStringConvertible {
    /// Files of a folder.
    case files
    /// Items of a table.
    case dynamoDB
    /// The same, where every third write has its effect and its answer is lost.
    case lossyDynamoDB

    /// Those that can be tested here.
    static let available = Tools.areInstalled ? allCases : [.files]

    var testDescription: String {
        switch self {
        case .files: "files"
        case .dynamoDB: "DynamoDB"
        case .lossyDynamoDB: "DynamoDB that loses answers"
        }
    }
}

/// The stores of one process.
struct Stores: Sendable {
    var integrations: any IntegrationStore
    let images: any ImageStore
    let settings: any OrganizationSettingsStore
    let tokens: any AccessTokenStore
    let sessions: any SessionStore
    /// Takes in what a registry has told, at that time.
    let tell: @Sendable (ImageEvent, IntegrationID, Timestamp) async throws -> Void
}

/// Where stores keep what they keep.
enum Place: Sendable {
    case folder(TemporaryFolder)
    case table(LocalDynamoDB, losesAnswers: Bool)

    init(_ implementation: Implementation) async throws {
        self =
            switch implementation {
            case .files: .folder(try TemporaryFolder())
            case .dynamoDB: .table(try await SharedDynamoDB.local(), losesAnswers: false)
            case .lossyDynamoDB: .table(try await SharedDynamoDB.local(), losesAnswers: true)
            }
    }

    /// New stores over the same place, as another process has them.
    func stores() throws -> Stores {
        switch self {
        case .folder(let folder): try .files(in: DataFolder(folder.url.path))
        case .table(let local, losesAnswers: false): .table(try local.table(SystemTransport()))
        case .table(let local, losesAnswers: true): .table(try local.table(LossyTransport()))
        }
    }

    /// Gives the place up. What only the place holds, like its folder, is there until then.
    func close() { withExtendedLifetime(self) {} }
}

extension Stores {
    fileprivate static func files(in data: DataFolder) throws -> Stores {
        let images = try FileImageStore(in: data)
        return Stores(
            integrations: try FileIntegrationStore(in: data),
            images: images,
            settings: try FileOrganizationSettingsStore(in: data),
            tokens: try FileAccessTokenStore(in: data),
            sessions: try FileSessionStore(in: data),
            tell: { event, integration, now in
                _ = try images.apply([event], to: integration, at: now) { _ in true }
            }
        )
    }

    static func table(_ table: DynamoDBTable) -> Stores {
        let images = DynamoDBImageStore(in: table)
        return Stores(
            integrations: DynamoDBIntegrationStore(in: table),
            images: images,
            settings: DynamoDBOrganizationSettingsStore(in: table),
            tokens: DynamoDBAccessTokenStore(in: table),
            sessions: DynamoDBSessionStore(in: table),
            tell: { event, integration, now in
                _ = try await images.apply(event, to: integration, at: now, isActive: true)
            }
        )
    }
}

/// The DynamoDB of all tests of this target, which ends with them. What they keep there has random names.
enum SharedDynamoDB {
    private static let task = Task { try await blocking { try LocalDynamoDB(table: "scout", expires: true) } }

    static func local() async throws -> LocalDynamoDB { try await task.value }
}

extension LocalDynamoDB {
    /// The table as a process sees it that sends by that transport.
    func table(_ transport: any HTTPTransport) throws -> DynamoDBTable {
        var environment = AWSEnvironment.process
        environment.variables = [
            "AWS_ENDPOINT_URL_DYNAMODB": endpointURL, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
        ]
        var policy = RetryPolicy()
        policy.baseDelay = 0.01
        // A call may wait long for its turn among other tests.
        (policy.attemptSeconds, policy.totalSeconds) = (300, 600)
        return DynamoDBTable("scout", client: try .standard(environment, transport: transport, policy: policy))
    }
}

/// Sends everything, and loses the answers to every third write; the answer to the same write sent again is not lost.
private final class LossyTransport: HTTPTransport {
    private let transport = SystemTransport()
    private let state = Mutex((writes: 0, lost: Set<[UInt8]>()))

    func send(_ request: OutgoingRequest, within seconds: Double) async throws(TransportError) -> IncomingResponse {
        let response = try await transport.send(request, within: seconds)
        guard request.headers.contains(where: { $0.value.hasSuffix(".PutItem") }) else { return response }
        let isLost = state.withLock { state in
            state.writes += 1
            return state.writes % 3 == 0 && state.lost.insert(request.body).inserted
        }
        if isLost { throw TransportError(.connection, host: "", "the answer was lost") }
        return response
    }
}

// MARK: - What is kept in the tests

extension OrganizationName {
    /// A name that no other test uses.
    static func random() throws -> OrganizationName {
        try OrganizationName("org-" + UUID().uuidString.lowercased())
    }
}

extension Integration {
    static func new(
        _ id: IntegrationID = .random(),
        of organization: OrganizationName,
        at seconds: Int64 = 1
    ) throws -> Integration {
        Integration(
            id: id,
            organization: organization,
            region: try Region("us-east-1"),
            createdAt: Timestamp(seconds: seconds)
        )
    }
}

extension ImageEvent {
    /// A push of the image of that number.
    static func push(
        _ number: UInt8,
        to repository: String = "team/app",
        tag: String,
        at seconds: Int64 = 10
    ) throws -> ImageEvent {
        ImageEvent(
            id: "\(repository) \(number) \(tag) \(seconds)",
            action: .push,
            repository: try RepositoryName(repository),
            digest: ImageDigest(sha256: Array(repeating: number, count: 32)),
            tag: try ImageTag(tag),
            time: Timestamp(seconds: seconds)
        )
    }

    /// The image that it is about.
    func image(of integration: IntegrationID) -> ImageID {
        ImageID(integration: integration, repository: repository, digest: digest)
    }
}
