import AWSClient
import CloudFormation
public import ScoutIntegration

/// Organizations' settings as items of a table, one each.
public struct DynamoDBOrganizationSettingsStore: OrganizationSettingsStore {
    private let table: DynamoDBTable

    private static let kind = DynamoDBTable.Kind<OrganizationSettings>(
        subject: "settings",
        decode: { OrganizationSettings(stored: $0) },
        encode: { $0.stored }
    )

    /// How long settings may be, in bytes of JSON: what an item has besides stays below 10,000 bytes.
    ///
    /// - Source: Amazon DynamoDB Developer Guide, "Quotas and limits": 400 KB for an item.
    private static let maximumBytes = 400 * 1_024 - 10_000

    /// The store in a table.
    public init(in table: DynamoDBTable) { self.table = table }

    /// What an organization has chosen.
    public func settings(of organization: OrganizationName) async throws(StoreError) -> OrganizationSettings {
        try await table.read(.settings(organization), Self.kind) ?? OrganizationSettings()
    }

    /// Changes what an organization has chosen.
    ///
    /// - Throws: what `change` throws, or `InvalidInput` where an item cannot hold that many rules, and nothing is changed
    ///   then; or `StoreError`.
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
                try Self.check(settings)
                return settings
            } catch {
                refusal = error
                return nil
            }
        }
        if let refusal { throw refusal }
    }

    private static func check(_ settings: OrganizationSettings) throws(InvalidInput) {
        let count = settings.stored.json(.compact).utf8.count
        guard count <= maximumBytes else {
            throw InvalidInput(
                "settings",
                given: "\(count) bytes",
                "must have at most \(maximumBytes); use patterns instead of many single names"
            )
        }
    }
}

extension DynamoDBTable.Key {
    fileprivate static func settings(_ organization: OrganizationName) -> Self {
        Self(partition: "organization#\(organization.text)", sort: "settings")
    }
}
