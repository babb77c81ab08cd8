#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Something that the store could not do.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What could not be done, as the beginning of a sentence.
    public let action: String
    /// With which file or record.
    public let name: String
    /// The system's error number; 0 where the system is not to blame.
    public let code: Int32
    private let detail: String

    init(_ action: String, _ name: String, _ code: Int32) {
        self.action = action
        self.name = name
        self.code = code
        detail = String(cString: strerror(code))
    }

    /// - Parameter detail: why, in a few words.
    package init(_ action: String, _ name: String, detail: String) {
        self.action = action
        self.name = name
        code = 0
        self.detail = detail
    }

    /// Whether another process holds what this one wants.
    public var isLocked: Bool { code == EWOULDBLOCK }

    /// One sentence for people.
    public var description: String { "\(action) \(name): \(detail)" }
}
