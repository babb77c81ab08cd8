import AWSClient
public import ScoutIntegration

/// Integrations as items of a table, one each. Every change is a conditional write.
public struct DynamoDBIntegrationStore: IntegrationStore {
    private let table: DynamoDBTable

    private static let kind = DynamoDBTable.Kind<Integration>(
        subject: "integration",
        decode: { Integration(stored: $0) },
        encode: { $0.stored },
        attributes: { integration in
            [
                "organization": .string(integration.organization.text),
                "createdAt": .string("\(integration.createdAt.iso8601) \(integration.id.text)"),
            ]
        }
    )

    /// The store in a table.
    public init(in table: DynamoDBTable) { self.table = table }

    /// Adds a new integration.
    ///
    /// - Throws: where there is one of the same id already.
    public func add(_ integration: Integration) async throws(StoreError) {
        try await table.add(integration, at: .integration(integration.id), Self.kind)
    }

    /// The integration of that id; `nil` where there is none.
    public func integration(_ id: IntegrationID) async throws(StoreError) -> Integration? {
        try await table.read(.integration(id), Self.kind)
    }

    /// All integrations, oldest first, as they were a moment ago.
    public func integrations() async throws(StoreError) -> [Integration] {
        try sorted(try await table.items(ofIndex: DynamoDBTable.organizationIndex))
    }

    /// The integrations of an organization, oldest first, as they were a moment ago.
    public func integrations(of organization: OrganizationName) async throws(StoreError) -> [Integration] {
        try sorted(
            try await table.items(
                where: "organization = :organization",
                [":organization": .string(organization.text)],
                index: DynamoDBTable.organizationIndex
            )
        )
    }

    private func sorted(_ items: [DynamoDBClient.Item]) throws(StoreError) -> [Integration] {
        var integrations: [Integration] = []
        for item in items { integrations.append(try table.record(of: item, Self.kind)) }
        return integrations.sorted { ($0.createdAt, $0.id.text) < ($1.createdAt, $1.id.text) }
    }

    /// Changes the integration of that id, and returns it; `nil` where there is none.
    @discardableResult
    public func update(
        _ id: IntegrationID,
        _ change: (inout Integration) -> Void
    ) async throws(StoreError) -> Integration? {
        try await table.update(.integration(id), Self.kind) { before in
            guard var integration = before else { return nil }
            change(&integration)
            return integration
        }?.after
    }
}

extension DynamoDBTable.Key {
    static func integration(_ id: IntegrationID) -> Self {
        Self(partition: "integration#\(id.text)", sort: "integration")
    }
}
