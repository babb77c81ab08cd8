import CloudFormation

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
        case let path where path.hasPrefix("/v1/"): self.init(below: path.parts(separatedBy: "/"))
        default: self = .page
        }
    }

    /// - Parameter parts: those of a path below `/v1/`.
    private init(below parts: [Substring]) {
        switch parts[2] {
        case "setup" where parts.count == 4: self = .setup(String(parts[3]))
        case "events" where parts.count == 4: self = .events(String(parts[3]))
        default: self = .api
        }
    }
}
