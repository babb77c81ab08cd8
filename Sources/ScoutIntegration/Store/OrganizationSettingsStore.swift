import CloudFormation

/// Organizations' settings as files of a folder, one each, named by the organizations.
public struct OrganizationSettingsStore: Sendable {
    private let folder: DataFolder

    /// The store in a data folder.
    public init(in data: DataFolder) throws(StoreError) {
        folder = try data.folder("organizations")
    }

    /// What an organization has chosen.
    public func settings(of organization: OrganizationName) throws(StoreError) -> OrganizationSettings {
        let name = Self.name(organization)
        guard let bytes = try folder.read(name) else { return OrganizationSettings() }
        guard let node = try? JSONReader.read(bytes, name: name),
            let settings = OrganizationSettings(stored: node.value)
        else {
            throw StoreError(
                "cannot understand",
                "\(folder.path)/\(name)",
                detail: "it is no settings of this version"
            )
        }
        return settings
    }

    /// Changes what an organization has chosen.
    ///
    /// - Throws: what `change` throws; nothing is changed then.
    public func update(
        _ organization: OrganizationName,
        _ change: (inout OrganizationSettings) throws(InvalidInput) -> Void
    ) throws {
        let refusal = try folder.locked { () throws(StoreError) -> InvalidInput? in
            var settings = try self.settings(of: organization)
            do throws(InvalidInput) {
                try change(&settings)
            } catch {
                return error
            }
            try folder.write(Array(settings.stored.json().utf8), to: Self.name(organization))
            return nil
        }
        if let refusal { throw refusal }
    }

    private static func name(_ organization: OrganizationName) -> String { organization.text + ".json" }
}
