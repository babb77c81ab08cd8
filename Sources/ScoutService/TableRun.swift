public import AWSClient
import AWSStore
import CloudFormation
import ScoutIntegration

/// `scout-ecr-service store`: does one thing with the stores in a table, for a program without network.
public struct TableRun: Sendable {
    private let request: TableRequest
    private let environment: AWSEnvironment

    /// A run for a request.
    ///
    /// - Parameter line: a ``ScoutIntegration/TableRequest`` as JSON.
    public init(_ line: String, environment: AWSEnvironment = .process) throws(ServiceError) {
        guard let node = try? JSONReader.read(Array(line.utf8), name: "-"), let request = TableRequest(node.value)
        else {
            throw ServiceError("standard input must be a request of scout-ecr of this version")
        }
        self.request = request
        self.environment = environment
    }

    /// Does what is asked for, and prints what has come of it.
    public func run() async {
        let answer: TableAnswer
        do {
            answer = try await perform()
        } catch {
            answer = .failure("\(error)")
        }
        print(answer.value.json(.compact))
    }

    private func perform() async throws -> TableAnswer {
        let client = try AWSClient.standard(environment, transport: SystemTransport())
        let table = DynamoDBTable(request.table, client: client)
        let (tokens, integrations) = (DynamoDBAccessTokenStore(in: table), DynamoDBIntegrationStore(in: table))
        switch request.action {
        case .addToken(let token):
            try await tokens.add(token)
            return .tokens([token])
        case .listTokens: return .tokens(try await tokens.tokens())
        case .revokeToken(let id): return .tokens(list(try await tokens.revoke(id, at: .now)))
        case .addIntegration(let integration):
            try await integrations.add(integration)
            return .integrations([integration])
        case .listIntegrations: return .integrations(try await integrations.integrations())
        case .findIntegration(let id): return .integrations(list(try await integrations.integration(id)))
        case .withdrawIntegration(let id):
            return .integrations(list(try await integrations.update(id) { $0.apply(.withdrawn, at: .now) }))
        }
    }

    private func list<Record>(_ record: Record?) -> [Record] { record.map { [$0] } ?? [] }
}
