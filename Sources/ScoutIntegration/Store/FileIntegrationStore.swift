import CloudFormation

/// Integrations as files of a folder, one each, named by their ids.
public final class FileIntegrationStore: IntegrationStore {
    private let files: RecordFolder<Integration>

    /// The store in a data folder.
    public init(in data: DataFolder) throws(StoreError) {
        files = RecordFolder(
            try data.folder("integrations"),
            "integration",
            read: Integration.init(stored:),
            write: \.stored,
            order: { ($0.createdAt, $0.id.text) < ($1.createdAt, $1.id.text) }
        )
    }

    /// Adds a new integration.
    public func add(_ integration: Integration) throws(StoreError) {
        try files.add(integration, as: integration.id.text)
    }

    /// The integration of that id; `nil` where there is none. A file that has not changed is not read again.
    public func integration(_ id: IntegrationID) throws(StoreError) -> Integration? { try files.read(id.text) }

    /// All integrations, oldest first.
    public func integrations() throws(StoreError) -> [Integration] { try files.all() }

    /// The integrations of an organization, oldest first.
    public func integrations(of organization: OrganizationName) throws(StoreError) -> [Integration] {
        try integrations().filter { $0.organization == organization }
    }

    /// Changes the integration of that id under the folder's lock.
    @discardableResult
    public func update(
        _ id: IntegrationID,
        _ change: (inout Integration) -> Void
    ) throws(StoreError) -> Integration? {
        try files.locked { () throws(StoreError) -> Integration? in
            guard let before = try integration(id) else { return nil }
            var integration = before
            change(&integration)
            if integration != before { try files.write(integration, as: id.text) }
            return integration
        }
    }
}
