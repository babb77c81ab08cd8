/// Where integrations are kept.
///
/// Several processes may use one store at once. What a method has returned from is durable.
public protocol IntegrationStore: Sendable {
    /// Adds a new integration.
    ///
    /// - Throws: where there is one of the same id already.
    func add(_ integration: Integration) async throws(StoreError)

    /// The integration of that id; `nil` where there is none.
    func integration(_ id: IntegrationID) async throws(StoreError) -> Integration?

    /// All integrations, oldest first, as they are or were a moment ago.
    func integrations() async throws(StoreError) -> [Integration]

    /// The integrations of an organization, oldest first, as they are or were a moment ago.
    func integrations(of organization: OrganizationName) async throws(StoreError) -> [Integration]

    /// Changes the integration of that id, and returns it; `nil` where there is none.
    ///
    /// No other change happens between what `change` sees and what is stored. It may be called again where another
    /// process was faster, so it must have no effect but on its argument.
    @discardableResult
    func update(_ id: IntegrationID, _ change: (inout Integration) -> Void) async throws(StoreError) -> Integration?
}
