internal import Synchronization

/// How often and how long a call is tried.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Retry behavior", standard mode.
public struct RetryPolicy: Sendable, Hashable {
    /// How often a call is sent at most, the first time included.
    public var maximumAttempts = 3

    /// The longest wait before the second attempt, in seconds; it doubles for each further one.
    public var baseDelay = 1.0

    /// The longest wait before any attempt, in seconds.
    public var maximumDelay = 20.0

    /// The time for one attempt, in seconds.
    public var attemptSeconds = 15.0

    /// The time for all attempts and the waits between them, in seconds.
    public var totalSeconds = 60.0

    /// Standard mode.
    public init() {}

    /// How long to wait after so many attempts, in seconds.
    ///
    /// - Parameter chance: from 0 to below 1; the wait is anything up to its longest ("full jitter").
    func delay(afterAttempt attempt: Int, chance: Double) -> Double {
        // 2 to the 64th is beyond every limit; the power of an attempt's number would be beyond every type.
        var longest = min(baseDelay, maximumDelay)
        for _ in 1..<min(max(attempt, 1), 64) { longest = min(longest * 2, maximumDelay) }
        return longest * min(max(chance, 0), 1)
    }
}

/// What the calls of one client share: how many retries are left, and how wrong the machine's clock is.
///
/// When a service is down, retries run out for all calls together, so that they do not add to its load.
final class RetryState: Sendable {
    private struct State {
        var tokens = RetryState.capacity
        var clockSkew: Int64 = 0
    }

    private static let capacity = 500
    private static let retryCost = 5
    private static let timeoutCost = 10

    private let state = Mutex(State())

    /// How many seconds the services' clocks are ahead of the machine's.
    var clockSkew: Int64 { state.withLock { $0.clockSkew } }

    /// Notes how far ahead the services' clocks are.
    func correctClock(by seconds: Int64) { state.withLock { $0.clockSkew = seconds } }

    /// Pays for a retry; nil when that is too much now.
    func takeTokens(afterTimeout isTimeout: Bool) -> Int? {
        let cost = isTimeout ? Self.timeoutCost : Self.retryCost
        return state.withLock { state in
            guard state.tokens >= cost else { return nil }
            state.tokens -= cost
            return cost
        }
    }

    /// Gives back what the last retry has cost, or one token for a call that needed none.
    func succeeded(lastCost: Int?) {
        state.withLock { $0.tokens = min(Self.capacity, $0.tokens + (lastCost ?? 1)) }
    }
}
