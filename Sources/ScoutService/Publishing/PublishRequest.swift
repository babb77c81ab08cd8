import ScoutIntegration
import TemplateReview

/// What `scout-ecr publish` is asked for.
public struct PublishRequest: Sendable {
    let place: PublicationPlace
    let version: TemplateVersion?
    let stack: ScoutStack
    let gates: Set<Gate>
    let allowsOlder: Bool
    let isDryRun: Bool
    let isJSON: Bool

    /// The variables that are read. The command line has an option for each.
    public enum Variable: String, Sendable, Hashable, CaseIterable {
        /// The bucket.
        case bucket = "SCOUT_PUBLISH_BUCKET"
        /// What keys begin with; `ecr` without.
        case prefix = "SCOUT_PUBLISH_PREFIX"
        /// `X.Y.Z`; the next patch version without.
        case version = "SCOUT_PUBLISH_VERSION"
        /// What stops it, separated by commas.
        case failOn = "SCOUT_PUBLISH_FAIL_ON"
        /// Whether the latest version may become a lower one: `1`.
        case allowOlder = "SCOUT_PUBLISH_ALLOW_OLDER"
        /// Whether only to say what would be done: `1`.
        case dryRun = "SCOUT_PUBLISH_DRY_RUN"
        /// Whether to print JSON: `1`.
        case json = "SCOUT_PUBLISH_JSON"
        /// The vendor's account in the template.
        case accountID = "SCOUT_PUBLISH_ACCOUNT_ID"
        /// The endpoint for set-ups in the template.
        case setupEndpoint = "SCOUT_PUBLISH_SETUP_ENDPOINT"
        /// The endpoint for events in the template.
        case eventsEndpoint = "SCOUT_PUBLISH_EVENTS_ENDPOINT"
        /// Whether endpoints may be of this machine: `1`.
        case allowLoopback = "SCOUT_ALLOW_LOOPBACK"
    }

    /// Reads the variables of an environment.
    public init(_ environment: [String: String]) throws {
        func value(_ variable: Variable) -> String { environment.text(variable) }
        func isSet(_ variable: Variable) -> Bool { environment.isSet(variable) }
        place = try PublicationPlace(
            bucket: value(.bucket),
            prefix: value(.prefix).isEmpty ? PublicationPlace.defaultPrefix : value(.prefix)
        )
        version = value(.version).isEmpty ? nil : try TemplateVersion(value(.version))
        gates = value(.failOn).isEmpty ? [] : try Gate.list(value(.failOn))
        let allowsLoopback = isSet(.allowLoopback)
        stack = ScoutStack(
            scoutAccountID: try AccountID(value(.accountID)),
            setupEndpoint: try Endpoint(value(.setupEndpoint), allowingLoopback: allowsLoopback),
            eventsEndpoint: try Endpoint(value(.eventsEndpoint), allowingLoopback: allowsLoopback),
            allowsLoopback: allowsLoopback
        )
        (allowsOlder, isDryRun, isJSON) = (isSet(.allowOlder), isSet(.dryRun), isSet(.json))
    }
}
