/// Why an image could not be pulled.
public struct PullError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: Sendable, Hashable {
        /// The registry does not have it, or has it no more.
        case notFound
        /// The registry does not let us in.
        case denied
        /// It may work later.
        case transient
        /// What is there is no image that can be analyzed.
        case noImage
        /// What the registry sent is not what it should be, or too large.
        case refused
        /// The disk did not take it.
        case storage
    }

    /// What kind of failure it is.
    public let code: Code
    /// One sentence for people, without a full stop.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    init(_ error: RegistryError) {
        let code: Code =
            switch error.code {
            case .notFound: .notFound
            case .denied: .denied
            case .throttled, .unavailable: .transient
            case .invalidAnswer, .digestMismatch, .tooLarge: .refused
            case .storage: .storage
            }
        self.init(code, "\(error)")
    }
}
