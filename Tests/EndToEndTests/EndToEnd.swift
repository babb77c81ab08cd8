import Foundation
import TestSupport
import Testing

/// Whole programs at work. Each test wants the machine for itself, and has limits of time, so there is one at a time.
@Suite(.serialized) enum `End to end` {}

/// Runs a program to its end, within a bounded time, while other tests go on.
func run(_ program: String, _ arguments: [String], limit: Duration = .seconds(60)) async throws -> CommandResult {
    try await blocking { try TestSupport.run(program, arguments, limit: limit) }
}

/// A local AWS, started while other tests go on.
func startLocalAWS() async throws -> LocalAWS { try await blocking { try LocalAWS() } }
