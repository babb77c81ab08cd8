import Foundation
import ScoutIntegration
import Synchronization
import TestSupport
import Testing

@testable import ImageEvents

@Suite struct `The analyzer's command` {
    @Test(arguments: [
        ("trivy image --input", "trivy image --input \"$1\""), ("syft oci-dir:", "syft oci-dir:\"$1\""),
        ("docker scout cves oci-dir://", "docker scout cves oci-dir://\"$1\""), ("scan --dir=", "scan --dir=\"$1\""),
        ("scan \"$1\" | tee log", "scan \"$1\" | tee log"), ("scan $SCOUT_LAYOUT", "scan $SCOUT_LAYOUT"),
        ("scan ${1}", "scan ${1}"), ("scan  \n", "scan \"$1\""),
    ])
    func `gets the layout's path where it belongs`(_ text: String, _ script: String) throws {
        #expect(try AnalyzerCommand(text).script == script)
    }

    @Test(arguments: ["", " \n", "a\u{0}b", String(repeating: "a", count: 9_000)])
    func `is refused where it is none`(_ text: String) {
        #expect(throws: InvalidInput.self) { try AnalyzerCommand(text) }
    }
}

@Suite(.timeLimit(.minutes(10))) struct `The analyzer` {
    private let folder: TemporaryFolder
    private var work: String { folder.url.path }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: "\(folder.url.path)/layout", withIntermediateDirectories: true)
        _ = try folder.write(#"{"digest":"d"}"#, to: "image.json")
    }

    private func run(_ command: String, seconds: Int = 60) async throws -> ImageAnalysis? {
        let analyzer = Analyzer(try AnalyzerCommand(command), seconds: seconds)
        let process = try analyzer.start(in: work, layout: "\(work)/layout", image: "\(work)/image.json")
        return try await analyzer.outcome(of: process, now: { .now }) { false }
    }

    @Test func `is given the layout and the image, and its output is kept`() async throws {
        let analysis = try await run("test -d \"$1\" && cat && cat \"$SCOUT_IMAGE\" && echo to-errors >&2")
        #expect(analysis?.exitCode == 0)
        #expect(analysis?.summary == #"{"digest":"d"}{"digest":"d"}to-errors"#)
    }

    /// The system keeps a child that has ended as long as nobody waits for it.
    @Test func `leaves no process behind, whoever looks at its files`() async throws {
        let analyzer = Analyzer(try AnalyzerCommand("echo done #"), seconds: 60)
        _ = try analyzer.start(in: work, layout: "\(work)/layout", image: "\(work)/image.json")
        _ = try await analyzer.outcome(of: AnalyzerProcess(in: work), now: { .now }) { false }
        let text = try String(contentsOfFile: "\(work)/pid", encoding: .utf8)
        let process = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        let deadline = ContinuousClock.now + .seconds(30)
        while kill(process, 0) == 0, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
        #expect(kill(process, 0) == -1 && errno == ESRCH)
    }

    @Test(arguments: [
        ("echo first; echo no database >&2; exit 3 #", "status 3: no database"), ("kill -9 $$ #", "status 137"),
        ("no-such-command", "status 127: "),
    ])
    func `has failed with another status than 0, and says why`(_ command: String, _ reason: String) async throws {
        await #expect { try await run(command) } throws: { error in
            (error as? PullError)?.code == .transient && "\(error)".contains(reason)
        }
    }

    @Test func `keeps no more than the end of a long output, and nothing that a terminal obeys`() async throws {
        let analysis = try #require(try await run("yes x | head -c 3000000; printf '\\n\\033[31mlast\\n' #"))
        #expect(analysis.summary.count <= 2_000)
        #expect(analysis.summary.hasSuffix("last") && !analysis.summary.contains("\u{1B}"))
        let size = try FileManager.default.attributesOfItem(atPath: "\(work)/output")[.size] as? Int
        #expect(try #require(size) <= AnalyzerProcess.outputSize)
    }

    /// What it has started goes with it.
    @Test(arguments: ["sleep 1000", "trap '' TERM; sleep 1000 & sleep 1000"])
    func `is ended when it takes too long`(_ command: String) async throws {
        await #expect { try await run("\(command) #", seconds: 1) } throws: { error in
            (error as? PullError)?.code == .transient && "\(error)".contains("1 seconds")
        }
        #expect(AnalyzerProcess(in: work).state != .running)
    }

    @Test func `does not get the vendor's credentials`() async throws {
        setenv("AWS_SECRET_ACCESS_KEY", "hidden", 1)
        setenv("AWS_SESSION_TOKEN", "hidden", 1)
        setenv("AWS_ACCESS_KEY_ID", "hidden", 1)
        defer { for name in ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ACCESS_KEY_ID"] { unsetenv(name) } }
        let analysis = try #require(try await run("env #"))
        #expect(!analysis.summary.contains("hidden"))
        #expect(analysis.summary.contains("SCOUT_LAYOUT="))
    }

    @Test func `is found again by the next process, at work or done`() async throws {
        let gate = "\(work)/gate"
        let analyzer = Analyzer(
            try AnalyzerCommand("while ! test -e '\(gate)'; do sleep 0.02; done; echo done #"),
            seconds: 60
        )
        _ = try analyzer.start(in: work, layout: "\(work)/layout", image: "\(work)/image.json")
        let found = AnalyzerProcess(in: work)
        #expect(found.state == .running)
        #expect(throws: PullError.self) {
            try analyzer.start(in: work, layout: "\(work)/layout", image: "\(work)/image.json")
        }
        #expect(
            try await analyzer.outcome(of: found, now: { .now }) { true } == nil,
            "a service that ends does not wait"
        )
        try Data().write(to: URL(fileURLWithPath: gate))
        #expect(try await analyzer.outcome(of: found, now: { .now }) { false }?.summary == "done")
        #expect(AnalyzerProcess(in: work).state == .ended(status: 0))
    }

    @Test func `that was ended by force with its service is to be started again`() async throws {
        let analyzer = Analyzer(try AnalyzerCommand("sleep 1000 #"), seconds: 60)
        let process = try analyzer.start(in: work, layout: "\(work)/layout", image: "\(work)/image.json")
        #expect(process.state == .running)
        process.kill(SIGKILL)
        #expect(try await analyzer.outcome(of: AnalyzerProcess(in: work), now: { .now }) { false } == nil)
        #expect(AnalyzerProcess(in: "\(work)/layout").state == .gone)
    }
}
