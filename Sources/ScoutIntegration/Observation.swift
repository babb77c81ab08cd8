/// Something that the operator may want to know, for logs and metrics. There is no secret in it.
public struct Observation: Sendable, Hashable {
    /// How much it matters.
    public enum Level: String, Sendable, Hashable, CaseIterable, Comparable {
        /// For whoever looks for a fault.
        case debug
        /// What happens as it should.
        case info
        /// What was refused, or is tried again.
        case warning
        /// What has failed.
        case error

        /// Whether the first matters less than the second.
        public static func < (left: Self, right: Self) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    /// What happened; a fixed word, by which observations are counted.
    public enum Name: String, Sendable, Hashable, CaseIterable {
        /// A message was verified and kept.
        case messageAccepted = "message_accepted"
        /// A message was refused.
        case messageRefused = "message_refused"
        /// An integration took something in.
        case integrationChanged = "integration_changed"
        /// A subscription was confirmed.
        case subscriptionConfirmed = "subscription_confirmed"
        /// A role was assumed.
        case roleAssumed = "role_assumed"
        /// Credentials were written.
        case credentialsWritten = "credentials_written"
        /// A stack was answered.
        case stackAnswered = "stack_answered"
        /// Something is tried again.
        case retrying
        /// Something was given up.
        case failed
        /// An image event was authenticated.
        case eventAccepted = "event_accepted"
        /// An image event was refused.
        case eventRefused = "event_refused"
        /// Images have changed by what a registry told.
        case imagesChanged = "images_changed"
        /// An image is being pulled.
        case imagePulling = "image_pulling"
        /// An image was pulled whole.
        case imagePulled = "image_pulled"
        /// The analyzer has had an image.
        case imageHandedOff = "image_handed_off"
        /// An image is not pulled or analyzed, as it should be.
        case imageIgnored = "image_ignored"
        /// Somebody has signed in to the dashboard.
        case signedIn = "signed_in"
        /// Somebody has shown a token that is of no use.
        case signInRefused = "sign_in_refused"
        /// The service listens, or has ended.
        case serviceStarted = "service_started"
        /// The service ends.
        case serviceStopping = "service_stopping"
        /// Something was changed in an organization's name.
        case organizationChanged = "organization_changed"
        /// Somebody has shown a token that is of no use.
        case tokenRefused = "token_refused"
        /// The server has refused what is no request.
        case requestRefused = "request_refused"
        /// The store could not be written or read.
        case storeFailed = "store_failed"
    }

    /// How much it matters.
    public var level: Level
    /// What happened.
    public var name: Name
    /// The integration.
    public var integration: IntegrationID?
    /// What tells more: names and values, in order.
    public var fields: [(name: String, value: String)] = []
    /// How long it took, in seconds.
    public var seconds: Double?

    /// An observation.
    public init(
        _ level: Level,
        _ name: Name,
        _ integration: IntegrationID?,
        _ fields: [(name: String, value: String)] = [],
        seconds: Double? = nil
    ) {
        self.level = level
        self.name = name
        self.integration = integration
        self.fields = fields
        self.seconds = seconds
    }

    /// Whether both say the same.
    public static func == (left: Self, right: Self) -> Bool {
        left.level == right.level && left.name == right.name && left.integration == right.integration
            && left.seconds == right.seconds && left.fields.elementsEqual(right.fields, by: ==)
    }

    /// Hashes what happened.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(integration)
    }
}

extension Observation {
    /// That the store could not be written or read.
    public static func storeFailed(_ error: any Error, _ integration: IntegrationID? = nil) -> Observation {
        Observation(.error, .storeFailed, integration, [("error", "\(error)")])
    }
}
