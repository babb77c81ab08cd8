import CloudFormation

/// Organizations' settings as files of a folder, one each, named by the organizations.
public struct FileOrganizationSettingsStore: OrganizationSettingsStore {
    private let files: RecordFolder<OrganizationSettings>

    /// The store in a data folder.
    public init(in data: DataFolder) throws(StoreError) {
        files = RecordFolder(
            try data.folder("organizations"),
            "settings",
            read: OrganizationSettings.init(stored:),
            write: \.stored
        )
    }

    /// What an organization has chosen.
    public func settings(of organization: OrganizationName) throws(StoreError) -> OrganizationSettings {
        try files.read(organization.text) ?? OrganizationSettings()
    }

    /// Changes what an organization has chosen.
    ///
    /// - Throws: what `change` throws; nothing is changed then.
    public func update(
        _ organization: OrganizationName,
        _ change: (inout OrganizationSettings) throws(InvalidInput) -> Void
    ) throws {
        let refusal = try files.locked { () throws(StoreError) -> InvalidInput? in
            var settings = try self.settings(of: organization)
            do throws(InvalidInput) {
                try change(&settings)
            } catch {
                return error
            }
            try files.write(settings, as: organization.text)
            return nil
        }
        if let refusal { throw refusal }
    }
}
