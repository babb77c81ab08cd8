public import ScoutIntegration

/// How long the set-up waits for what, and its clock.
public struct SetupTiming: Sendable {
    /// The time.
    public var now: @Sendable () -> Timestamp
    /// Waits before the next attempt; the argument counts attempts from 0.
    public var pause: @Sendable (Int) async -> Void
    /// How long a set-up may take, in seconds, before the stack is told of the failure: less than the template's
    /// `ServiceTimeout`, so that the customer reads the reason.
    public var setupSeconds: Int64 = 200
    /// How long an answer is tried, in seconds: as long as CloudFormation's URL is good.
    public var answerSeconds: Int64 = 7_200
    /// How long the confirmation of a subscription is tried, in seconds.
    public var confirmationSeconds: Int64 = 300

    /// A timing.
    public init(now: @escaping @Sendable () -> Timestamp, pause: @escaping @Sendable (Int) async -> Void) {
        self.now = now
        self.pause = pause
    }
}
