import Foundation
import TestSupport
import Testing

@testable import AWSClient

@Suite(.timeLimit(.minutes(10))) struct `The process's environment` {
    @Test func `runs a command of the shared files and gives what it prints`() async throws {
        let output = try await ShellCommand.output(of: "printf 'a b'; echo hidden >&2", maximumBytes: 100, seconds: 30)
        #expect(String(decoding: output, as: UTF8.self) == "a b")
    }

    @Test(arguments: [
        ("exit 3", "status 3"), ("yes", "at most 1000 bytes"), ("sleep 600 & sleep 600", "within 1 seconds"),
        ("kill -9 $$", "signal 9"),
        ("/no/such/program", "status 127"),
    ])
    func `gives up a command that fails, prints too much or does not end`(_ command: String, _ reason: String)
        async throws
    {
        let error = await #expect(throws: AWSConfigurationError.self) {
            try await ShellCommand.output(of: command, maximumBytes: 1000, seconds: 1)
        }
        #expect(error?.description.contains(reason) == true)
    }

    @Test func `reads files up to a limit, and takes a missing one for none`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("12345", to: "file")
        let environment = AWSEnvironment.process
        #expect(try environment.readFile(path, 5) == Array("12345".utf8))
        #expect(throws: AWSConfigurationError.self) { try environment.readFile(path, 4) }
        #expect(try environment.readFile(folder.url.appendingPathComponent("no").path, 5) == nil)
        #expect(throws: AWSConfigurationError.self) { try environment.readFile(folder.url.path, 5) }
    }
}
