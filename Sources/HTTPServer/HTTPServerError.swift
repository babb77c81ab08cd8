/// Why a server cannot listen.
public struct HTTPServerError: Error, Sendable, Hashable {
    /// What kind of failure it is.
    public struct Code: Sendable, Hashable {
        private let name: String

        /// The host is neither an address nor a name that the system knows.
        public static let unknownHost = Code(name: "unknownHost")

        /// The system does not let this process listen on host and port.
        public static let cannotListen = Code(name: "cannotListen")

        /// The system has no more descriptors or threads for this process.
        public static let noResources = Code(name: "noResources")
    }

    /// What kind of failure it is.
    public let code: Code

    /// A sentence for people: what was tried, what the system said, and what would be right.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}

extension HTTPServerError: CustomStringConvertible {}
