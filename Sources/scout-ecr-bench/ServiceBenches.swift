import CloudFormation
import Foundation
import HTTPServer
import ScoutIntegration

/// What the real `serve` costs, over HTTP, compared with the least that a server can cost.
enum ServiceBenches {
    private static let connections = 64
    private static let answersForSample = 40_000
    /// As many as take about as long as the other samples: a new process, which fetches the certificate and makes its files,
    /// is slower for some milliseconds.
    private static let notificationsForSample = 16_000
    private static let eventsForSample = 40_000
    private static let samples = 15

    static func all() throws -> [Benchmark] {
        guard let service = ChildProcess("scout-ecr-service")?.path else { return [] }
        return memory(of: service) + (try answers(of: service)) + (try events(of: service)) + [
            DashboardBench.firstPage(of: service), try LambdaBench.coldStart(of: service),
        ]
    }

    // MARK: - Memory

    private static func memory(of service: String) -> [Benchmark] {
        [
            Benchmark(
                name: "serve: memory when idle",
                target: 20,
                unit: .megabytes,
                maximumSamples: 5,
                sample: {
                    let server = try start(service)
                    try request(server, 1, get("/readyz"))
                    return try server.residentMegabytes()
                }
            )
        ]
    }

    // MARK: - Answers

    /// How a sample is timed.
    private enum Meter: String, CaseIterable {
        /// By the processors' time that the server uses: what one core can do.
        case processor = "time of a core"
        /// By the clock: what the clients see, with a load generator on the same machine that needs some of it.
        case clock = "elapsed"
    }

    private static func answers(of service: String) throws -> [Benchmark] {
        guard let plain = try plainServer() else { return [] }
        let (probes, probe) = (try start(service), get("/healthz"))
        let probing = Meter.allCases.map { meter in
            Benchmark(
                name: "serve: plain answer / bare C server, \(meter.rawValue)",
                target: 1.25,
                showsRate: true,
                maximumSamples: samples,
                sample: { try microseconds(meter, probes, answersForSample, { _ in probe }) },
                baselineSample: { try microseconds(meter, plain, answersForSample, { _ in probe }) }
            )
        }
        guard NotificationSource.isPossible else { return probing }
        var source: NotificationSource?
        let notifying = Meter.allCases.map { meter in
            Benchmark(
                name: "serve: notification of SNS / plain answer of a bare C server, \(meter.rawValue)",
                // 17,100 a second where the C server gives 134,000.
                target: 134_000.0 / 17_100,
                showsRate: true,
                maximumSamples: samples,
                sample: {
                    let messages = try source ?? NotificationSource(count: notificationsForSample)
                    source = messages
                    // A service of its own for each sample, so that it has not seen any of the messages.
                    let server = try start(service)
                    let requests = messages.requests(to: try messages.addIntegration(to: "\(server.path)/data"))
                    return try microseconds(meter, server, requests.count) { requests[$0] }
                },
                baselineSample: { try microseconds(meter, plain, answersForSample, { _ in probe }) }
            )
        }
        return probing + notifying
    }

    // MARK: - Events

    /// Events that are durable before they are answered.
    private static func events(of service: String) throws -> [Benchmark] {
        guard let durable = try plainServer(withFile: true) else { return [] }
        var source = EventSource()
        return Meter.allCases.map { meter in
            Benchmark(
                name: "serve: durable event / C server with group commit, \(meter.rawValue)",
                target: 1.25,
                showsRate: true,
                maximumSamples: samples,
                sample: {
                    let server = try start(service)
                    let integration = try EventSource.addIntegration(to: "\(server.path)/data")
                    let requests = source.requests(eventsForSample, to: integration)
                    return try microseconds(meter, server, requests.count) { requests[$0] }
                },
                baselineSample: {
                    let requests = source.requests(eventsForSample, to: .random())
                    return try microseconds(meter, durable, requests.count) { requests[$0] }
                }
            )
        }
    }

    private static func microseconds(
        _ meter: Meter,
        _ server: ServerProcess,
        _ count: Int,
        _ request: (Int) -> [UInt8]
    ) throws -> Double {
        let generator = try LoadGenerator(port: server.port, connections: connections)
        let before = try server.processorMicroseconds()
        let elapsed = try ContinuousClock().measure { try generator.send(count, request) }
        switch meter {
        case .clock: return elapsed.microseconds / Double(count)
        case .processor: return (try server.processorMicroseconds() - before) / Double(count)
        }
    }

    // MARK: - Servers

    /// The service, listening, on an empty folder.
    ///
    /// - Parameter settings: what else its environment has.
    static func start(_ service: String, with settings: [String: String] = [:]) throws -> ServerProcess {
        let environment = [
            "SCOUT_DATA": "$FOLDER/data", "SCOUT_LISTEN": "127.0.0.1:0", "SCOUT_ALLOW_LOOPBACK": "1",
            "SCOUT_LOG_FORMAT": "text",
        ]
        return try ServerProcess(service, environment: environment.merging(settings) { $1 }) { line in
            guard line.contains("service_started"), let address = line.firstRange(of: "address=127.0.0.1:") else {
                return nil
            }
            return UInt16(line[address.upperBound...].prefix { $0.isNumber })
        }
    }

    /// The bare server, compiled here and now; `nil` where that is not possible.
    ///
    /// - Parameter hasFile: whether it keeps what it receives, durably.
    private static func plainServer(withFile hasFile: Bool = false) throws -> ServerProcess? {
        let source = "Tests/Tools/plain_http_server.c"
        guard let compiler = ["cc", "clang"].first(where: { Program.path(of: $0) != nil }),
            FileManager.default.fileExists(atPath: source)
        else {
            Benches.note("no cc or clang, or no \(source) here: the service's answers are not measured")
            return nil
        }
        let folder = FileManager.default.temporaryDirectory
        let program = folder.appendingPathComponent("scout-ecr-bench-\(UUID().uuidString)").path
        _ = try Program.output(of: compiler, ["-O2", "-o", program, source])
        defer { try? FileManager.default.removeItem(atPath: program) }
        return try ServerProcess(program, hasFile ? ["$FOLDER/received"] : []) { UInt16($0) }
    }

    // MARK: - Requests

    private static func get(_ path: String) -> [UInt8] {
        Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
    }

    private static func request(_ server: ServerProcess, _ count: Int, _ bytes: [UInt8]) throws {
        try LoadGenerator(port: server.port, connections: 1).send(count) { _ in bytes }
    }
}
