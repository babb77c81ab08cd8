/// Why a request is refused: the status of the answer and a sentence that says what would be right.
///
/// The sentence is fixed and repeats nothing of the request, so it can be logged and sent back.
struct HTTPParseError: Error, Hashable {
    /// The status of the answer.
    let status: Int

    /// What is wrong with the request, as a sentence without a full stop.
    let reason: String

    init(_ status: Int, _ reason: String) {
        self.status = status
        self.reason = reason
    }

    static func badRequest(_ reason: String) -> Self { Self(400, reason) }

    static let bodyTooLarge = Self(413, "The body is larger than this server accepts")
    static let headerTooLarge = Self(431, "The header is larger than this server accepts")
    static let targetTooLong = Self(414, "The request target is longer than this server accepts")
}
