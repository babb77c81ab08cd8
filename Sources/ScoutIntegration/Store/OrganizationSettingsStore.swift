/// Where organizations' settings are kept.
///
/// Several processes may use one store at once. What a method has returned from is durable.
public protocol OrganizationSettingsStore: Sendable {
    /// What an organization has chosen.
    func settings(of organization: OrganizationName) async throws(StoreError) -> OrganizationSettings

    /// Changes what an organization has chosen.
    ///
    /// No other change happens between what `change` sees and what is stored. It may be called again where another
    /// process was faster, so it must have no effect but on its argument.
    ///
    /// - Throws: what `change` throws, and nothing is changed then; or ``StoreError``.
    func update(
        _ organization: OrganizationName,
        _ change: (inout OrganizationSettings) throws(InvalidInput) -> Void
    ) async throws
}
