/// What a path leads to, wherever the service runs.
enum Route: Equatable {
    case health, readiness, metrics
    /// The messages of SNS for an integration, as the path spells it.
    case setup(String)
    /// The events of EventBridge for an integration, as the path spells it.
    case events(String)
    /// Everything else for programs.
    case api
    /// The dashboard.
    case page

    init(_ path: String) {
        switch path {
        case "/healthz": self = .health
        case "/readyz": self = .readiness
        case "/metrics": self = .metrics
        default:
            if let id = Self.lastPart(of: path, after: "/v1/setup/") {
                self = .setup(id)
            } else if let id = Self.lastPart(of: path, after: "/v1/events/") {
                self = .events(id)
            } else {
                self = path.utf8.starts(with: "/v1/".utf8) ? .api : .page
            }
        }
    }

    /// What follows a beginning, where nothing is below it.
    private static func lastPart(of path: String, after beginning: String) -> String? {
        guard path.hasPrefix(beginning) else { return nil }
        let part = path.utf8.dropFirst(beginning.utf8.count)
        return part.contains(UInt8(ascii: "/")) ? nil : String(Substring(part))
    }
}
