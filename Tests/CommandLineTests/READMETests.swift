import Foundation
import TestSupport
import Testing

/// A code block of the README.
private func blocks(_ language: String) throws -> [String] {
    let parts = try Repository.text(of: "README.md").components(separatedBy: "```")
    return parts.enumerated().compactMap { index, part in
        index % 2 == 1 && part.hasPrefix("\(language)\n") ? String(part.dropFirst(language.count + 1)) : nil
    }
}

/// The commands of the README's shell blocks: comments removed, continued lines joined.
private let commands: [String] =
    ((try? blocks("sh")) ?? []).joined()
    .replacingOccurrences(of: "\\\n", with: " ")
    .split(separator: "\n")
    .map { line in
        let command = line.range(of: "  #").map { line[..<$0.lowerBound] } ?? line
        return command.split(separator: " ").joined(separator: " ")
    }

@Suite struct `The README` {
    /// In one folder and in order, as a reader would try them.
    @Test func `has commands that work`() throws {
        let folder = try TemporaryFolder()
        let path = "\(Repository.buildFolder.path):/usr/bin:/bin"
        // What a reader exports stays set in the commands that follow.
        var exports = ""
        for command in commands where !Self.isRunByCI(command) {
            if command.hasPrefix("export ") { exports += command + "\n" }
            let program = exports + command.replacingOccurrences(of: "swift run ", with: "")
            let result = try run("/bin/sh", ["-euc", program], in: folder.url, environment: ["PATH": path])
            #expect(result.status == 0, "\(command): \(result.errors)")
        }
    }

    @Test func `has commands that CI runs`() throws {
        let script = try Repository.text(of: ".ci/run")
        let parts = commands.filter(Self.isRunByCI).flatMap { $0.components(separatedBy: " && ") }
        #expect(parts.count >= 4)
        for part in parts { #expect(script.contains(part)) }
    }

    /// Against a service with the data that the commands before them make.
    @Test func `has calls of the API that work`() throws {
        let folder = try TemporaryFolder()
        let calls = try #require(blocks("bash").first)
        #expect(calls.contains("curl"))
        let exports = commands.filter { $0.hasPrefix("export ") }
        let tokens = try #require(commands.first { $0.hasPrefix("scout-ecr tokens create") })
        let script = """
            \(exports.joined(separator: "\n"))
            \(tokens)
            scout-ecr serve --listen 127.0.0.1:0 2> serve.log &
            trap "kill $!" EXIT
            for _ in $(seq 300); do grep -q service_started serve.log && break; sleep 0.1; done
            address=$(sed -n 's/.*service_started address=\\([^ ]*\\).*/\\1/p' serve.log)
            \(calls.replacingOccurrences(of: "127.0.0.1:8080", with: "$address"))
            """
        let path = "\(Repository.buildFolder.path):/usr/bin:/bin"
        let result = try run("/bin/bash", ["-euc", script], in: folder.url, environment: ["PATH": path])
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        for part in ["launchURL", "\"matching\":", "activatesNewRepositories", "\"images\":[]", "openapi"] {
            #expect(result.output.contains(part), "\(part)")
        }
    }

    /// Commands that build or test the package, which a test cannot do meanwhile.
    private static func isRunByCI(_ command: String) -> Bool {
        ["swift build", "swift test", "scout-ecr-bench", "Examples/lambda/package"].contains { command.contains($0) }
    }

    @Test func `has a command for the main job and one for the tests`() {
        #expect(commands.contains("swift run scout-ecr template"))
        #expect(commands.contains("swift test"))
    }

    @Test func `has a program that works`() throws {
        let sample = try #require(blocks("swift").first)
        let folder = try TemporaryFolder()
        let file = try folder.write(sample, to: "main.swift")
        let modules = Repository.buildFolder.appendingPathComponent("Modules").path
        let result = try run(
            "swiftc",
            ["-typecheck", "-swift-version", "6", "-I", modules, file],
            limit: .seconds(120)
        )
        #expect(result.status == 0, "\(result.errors)")
    }
}
