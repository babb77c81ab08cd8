import CloudFormation
import ScoutIntegration

/// What a registry could not do, or would not.
public struct RegistryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The registry does not let these credentials do that.
        case denied
        /// The registry has no such repository, manifest or blob.
        case notFound
        /// The registry wants to be asked less often.
        case throttled
        /// The registry does not answer, or says that it cannot at the moment.
        case unavailable
        /// The registry answered with something that cannot be used.
        case invalidAnswer
        /// What came is not what its digest or size says.
        case digestMismatch
        /// The image is larger than allowed, or than the disk.
        case tooLarge
        /// What came could not be stored.
        case storage
    }

    /// What kind of failure it is.
    public let code: Code
    /// The registry's host.
    public let host: String
    /// What happened, in words.
    public let reason: String

    init(_ code: Code, _ host: String, _ reason: String) {
        self.code = code
        self.host = host
        self.reason = reason
    }

    /// One sentence for people, without a full stop.
    public var description: String { "\(host): \(reason)" }
}

extension RegistryError {
    /// What a response says that is not a success.
    ///
    /// - Source: OCI Distribution Specification, "Error Codes".
    init(status: Int, body: [UInt8], host: String, _ subject: String) {
        let code: Code =
            switch status {
            case 401, 403: .denied
            case 404: .notFound
            case 429: .throttled
            case 500...: .unavailable
            default: .invalidAnswer
            }
        self.init(code, host, "\(subject): HTTP \(status)\(Self.detail(body))")
    }

    private static func detail(_ body: [UInt8]) -> String {
        guard let node = try? JSONReader.read(body, name: "error"), let error = node["errors"]?.arrayElements?.first
        else { return "" }
        let words = [error["code"], error["message"]].compactMap { $0?.stringValue?.displayable(limit: 200) }
        return words.isEmpty ? "" : ", \(words.joined(separator: ": "))"
    }
}
