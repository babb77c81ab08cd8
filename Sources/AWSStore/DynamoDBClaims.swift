import AWSClient
import CloudFormation
public import ScoutIntegration

/// Who works on what, and what is done: idempotency records that expire by themselves.
///
/// A queue may deliver a message twice, or again while it is still worked on. Whoever works on it takes its claim first. A
/// claim lapses by the clock of whoever asks, so the clocks must differ by much less than claims last.
public struct DynamoDBClaims: Sendable {
    private let table: DynamoDBTable

    /// What taking a claim has come to.
    public enum Outcome: Sendable, Hashable {
        /// The caller has it.
        case taken
        /// Another has it, until then at the latest.
        case held(by: String, until: Timestamp)
    }

    private struct Claim: Sendable, Equatable {
        var owner: String
        /// When it lapses.
        var until: Timestamp
    }

    private static let kind = DynamoDBTable.Kind<Claim>(
        subject: "claim",
        decode: { value in
            guard let owner = value["owner"]?.stringValue, let until = value["until"]?.stringValue,
                let time = Timestamp(iso8601: until)
            else { return nil }
            return Claim(owner: owner, until: time)
        },
        encode: { ["owner": .string($0.owner), "until": .string($0.until.iso8601)] },
        attributes: { DynamoDBTable.expiring($0.until) }
    )

    private static let timeKind = DynamoDBTable.Kind<Timestamp>(
        subject: "record of what is done",
        decode: { $0.stringValue.flatMap { Timestamp(iso8601: $0) } },
        encode: { .string($0.iso8601) },
        attributes: { DynamoDBTable.expiring($0) }
    )

    /// The claims of a table.
    public init(in table: DynamoDBTable) { self.table = table }

    /// Takes a claim, unless another has it. Whoever has it already takes it anew.
    ///
    /// - Parameter seconds: after how long it lapses, should its owner be gone.
    public func take(
        _ work: String,
        by owner: String,
        forSeconds seconds: Int64,
        at now: Timestamp
    ) async throws(StoreError) -> Outcome {
        var outcome = Outcome.taken
        try await table.update(.claim(work), Self.kind) { before in
            outcome = .taken
            // DynamoDB deletes expired items some time later, so that one is there says little.
            if let before, before.until > now, before.owner != owner {
                outcome = .held(by: before.owner, until: before.until)
                return nil
            }
            return Claim(owner: owner, until: now.adding(seconds: seconds))
        }
        return outcome
    }

    /// Records that some work is done, for so long, or longer where that is known already.
    public func finish(_ work: String, keepingSeconds seconds: Int64, at now: Timestamp) async throws(StoreError) {
        let end = now.adding(seconds: seconds)
        try await table.update(.done(work), Self.timeKind) { before in max(before ?? end, end) }
    }

    /// Whether some work is known to be done.
    public func isDone(_ work: String, at now: Timestamp) async throws(StoreError) -> Bool {
        try await table.read(.done(work), Self.timeKind).map { now < $0 } ?? false
    }

    /// Gives a claim back, so that the work can be done again at once. One that another has taken stays.
    public func release(_ work: String, by owner: String, at now: Timestamp) async throws(StoreError) {
        try await table.update(.claim(work), Self.kind) { before in
            guard var claim = before, claim.owner == owner else { return nil }
            claim.until = min(claim.until, now)
            return claim
        }
    }
}

extension DynamoDBTable.Key {
    fileprivate static func claim(_ work: String) -> Self { Self(partition: "claim#\(work)", sort: "claim") }

    fileprivate static func done(_ work: String) -> Self { Self(partition: "done#\(work)", sort: "done") }
}
