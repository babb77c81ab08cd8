/// Where images are kept.
///
/// Several processes may use one store at once. What a method has returned from is durable.
public protocol ImageStore: Sendable {
    /// The image of that id; `nil` where nothing is known of it.
    func image(_ id: ImageID) async throws(StoreError) -> Image?

    /// The repositories that images were pushed to, by name.
    func repositories(of integration: IntegrationID) async throws(StoreError) -> [RepositoryName]

    /// How many images of a repository are known.
    func count(of integration: IntegrationID, in repository: RepositoryName) async throws(StoreError) -> Int

    /// The images of a repository, the last pushed first.
    func images(of integration: IntegrationID, in repository: RepositoryName) async throws(StoreError) -> [Image]

    /// When a registry last told anything.
    func lastEvent(of integration: IntegrationID) async throws(StoreError) -> Timestamp?

    /// Changes an image, and returns what was there and what is there now; `nil` where nothing is known of it.
    ///
    /// No other change happens between what `change` sees and what is stored. It may be called again where another
    /// process was faster, so it must have no effect but on its argument.
    ///
    /// - Parameter creating: whether an image of which nothing is known is changed too.
    @discardableResult
    func update(
        _ id: ImageID,
        creating: Bool,
        _ change: (inout Image) -> Void
    ) async throws(StoreError) -> (before: Image?, after: Image)?
}
