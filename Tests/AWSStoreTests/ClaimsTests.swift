import AWSClient
import AWSStore
import Foundation
import ScoutIntegration
import TestSupport
import Testing

/// Who works on what, where several processes could.
@Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(2))) struct `A claim` {
    private let work = "work \(UUID().uuidString)"
    private let now = Timestamp(seconds: 1_000)

    /// The claims as another process has them.
    private func claims() async throws -> DynamoDBClaims {
        DynamoDBClaims(in: try await SharedDynamoDB.local().table(SystemTransport()))
    }

    @Test func `is taken once, however many try at once`() async throws {
        try await expectOne(of: (0..<8).map { "owner \($0)" }, toTakeItForSeconds: 15, at: now)
    }

    /// Lets several try at once, and expects that one has it, and that all others know who and until when.
    private func expectOne(of owners: [String], toTakeItForSeconds seconds: Int64, at now: Timestamp) async throws {
        let outcomes = try await withThrowingTaskGroup { group in
            for owner in owners {
                group.addTask { (owner, try await claims().take(work, by: owner, forSeconds: seconds, at: now)) }
            }
            return try await group.reduce(into: [String: DynamoDBClaims.Outcome]()) { $0[$1.0] = $1.1 }
        }
        let winner = try #require(outcomes.first { $0.value == .taken }?.key)
        var expected = outcomes.mapValues { _ in
            DynamoDBClaims.Outcome.held(by: winner, until: now.adding(seconds: seconds))
        }
        expected[winner] = .taken
        #expect(outcomes == expected)
    }

    @Test func `is for one piece of work`() async throws {
        let claims = try await claims()
        #expect(try await claims.take(work, by: "a", forSeconds: 15, at: now) == .taken)
        #expect(try await claims.take(work + "!", by: "b", forSeconds: 15, at: now) == .taken)
    }

    @Test func `lapses, and then another has it, once`() async throws {
        let (claims, other) = (try await claims(), try await claims())
        #expect(try await claims.take(work, by: "a", forSeconds: 15, at: now) == .taken)
        let end = now.adding(seconds: 15)
        #expect(
            try await other.take(work, by: "b", forSeconds: 5, at: end.adding(seconds: -1))
                == .held(by: "a", until: end)
        )
        try await expectOne(of: ["b", "c", "d", "e"], toTakeItForSeconds: 5, at: end)
        let next = end.adding(seconds: 5)
        // Whoever had it before has to wait as well, and does not lengthen it by trying.
        for _ in 0..<2 {
            guard case .held(_, until: next) = try await claims.take(work, by: "a", forSeconds: 50, at: end) else {
                Issue.record("another has it")
                return
            }
        }
        #expect(try await claims.take(work, by: "a", forSeconds: 50, at: next) == .taken)
    }

    @Test func `is taken anew by whoever has it`() async throws {
        let (claims, other) = (try await claims(), try await claims())
        #expect(try await claims.take(work, by: "a", forSeconds: 15, at: now) == .taken)
        #expect(try await claims.take(work, by: "a", forSeconds: 15, at: now.adding(seconds: 10)) == .taken)
        let end = now.adding(seconds: 25)
        #expect(
            try await other.take(work, by: "b", forSeconds: 15, at: now.adding(seconds: 20))
                == .held(by: "a", until: end)
        )
    }

    @Test func `is free at once when its owner gives it back, and only then`() async throws {
        let (claims, other) = (try await claims(), try await claims())
        try await claims.release(work, by: "a", at: now)
        #expect(try await claims.take(work, by: "a", forSeconds: 15, at: now) == .taken)
        try await other.release(work, by: "b", at: now)
        let end = now.adding(seconds: 15)
        #expect(try await other.take(work, by: "b", forSeconds: 15, at: now) == .held(by: "a", until: end))
        try await claims.release(work, by: "a", at: now)
        #expect(try await other.take(work, by: "b", forSeconds: 15, at: now) == .taken)
        // It is another's now.
        try await claims.release(work, by: "a", at: now)
        #expect(try await claims.take(work, by: "a", forSeconds: 15, at: now) == .held(by: "b", until: end))
    }

    /// Its owner may be behind, and its clock ahead.
    @Test func `that has lapsed is not held any longer by giving it back late`() async throws {
        let claims = try await claims()
        #expect(try await claims.take(work, by: "a", forSeconds: 15, at: now) == .taken)
        try await claims.release(work, by: "a", at: now.adding(seconds: 60))
        #expect(try await claims.take(work, by: "b", forSeconds: 15, at: now.adding(seconds: 15)) == .taken)
    }

    @Test func `says nothing about what is done, which is known for a time`() async throws {
        let (claims, other) = (try await claims(), try await claims())
        #expect(try await claims.take(work, by: "a", forSeconds: 15, at: now) == .taken)
        #expect(try await !other.isDone(work, at: now))
        try await claims.finish(work, keepingSeconds: 100, at: now)
        #expect(try await other.isDone(work, at: now))
        #expect(try await other.isDone(work, at: now.adding(seconds: 99)))
        #expect(try await !other.isDone(work, at: now.adding(seconds: 100)))
        #expect(try await !other.isDone(work + "!", at: now))
        // Who has done it too, and knows of nothing, makes nobody forget it earlier.
        try await other.finish(work, keepingSeconds: 10, at: now)
        #expect(try await claims.isDone(work, at: now.adding(seconds: 99)))
        try await other.finish(work, keepingSeconds: 100, at: now.adding(seconds: 50))
        #expect(try await claims.isDone(work, at: now.adding(seconds: 149)))
    }
}
