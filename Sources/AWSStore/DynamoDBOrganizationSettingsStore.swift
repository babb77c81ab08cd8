import AWSClient
public import ScoutIntegration

/// Organizations' settings as items of a table, one each.
public struct DynamoDBOrganizationSettingsStore: OrganizationSettingsStore {
    private let table: DynamoDBTable

    private static let kind = DynamoDBTable.Kind<OrganizationSettings>(
        subject: "settings",
        decode: { OrganizationSettings(stored: $0) },
        encode: { $0.stored }
    )

    /// The store in a table.
    public init(in table: DynamoDBTable) { self.table = table }

    /// What an organization has chosen.
    public func settings(of organization: OrganizationName) async throws(StoreError) -> OrganizationSettings {
        try await table.read(.settings(organization), Self.kind) ?? OrganizationSettings()
    }

    /// Changes what an organization has chosen.
    ///
    /// - Throws: what `change` throws, and nothing is changed then; or `StoreError`.
    public func update(
        _ organization: OrganizationName,
        _ change: (inout OrganizationSettings) throws(InvalidInput) -> Void
    ) async throws {
        var refusal: InvalidInput?
        try await table.update(.settings(organization), Self.kind) { before in
            var settings = before ?? OrganizationSettings()
            do throws(InvalidInput) {
                refusal = nil
                try change(&settings)
                return settings
            } catch {
                refusal = error
                return nil
            }
        }
        if let refusal { throw refusal }
    }
}

extension DynamoDBTable.Key {
    fileprivate static func settings(_ organization: OrganizationName) -> Self {
        Self(partition: "organization#\(organization.text)", sort: "settings")
    }
}
