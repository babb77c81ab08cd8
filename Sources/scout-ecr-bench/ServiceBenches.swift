import CloudFormation
import Foundation
import HTTPServer
import ScoutIntegration

/// What the real `serve` costs, over HTTP, compared with the least that a server can cost.
enum ServiceBenches {
    private static let connections = 64
    private static let answersForSample = 40_000
    private static let notificationsForSample = 16_000
    private static let eventsForSample = 40_000
    /// What a sample sends before it is timed. It has a service of its own, which has not seen any of the messages; the C
    /// server is one process for all samples. A new process is slower for some tenths of a second, until it has its memory,
    /// files and certificate, and the system a processor for each of its threads.
    private static let (notificationsToWarmUp, eventsToWarmUp) = (4_000, 12_000)
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
                    try LoadGenerator(port: server.port, connections: 1).send([get("/readyz")])
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
        let probed = try start(service)
        let probes = repeatElement(get("/healthz"), count: answersForSample)
        let probing = Meter.allCases.map { meter in
            Benchmark(
                name: "serve: plain answer / bare C server, \(meter.rawValue)",
                target: 1.25,
                showsRate: true,
                maximumSamples: samples,
                sample: { try microseconds(meter, probed, probes) },
                baselineSample: { try microseconds(meter, plain, probes) }
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
                    let count = notificationsToWarmUp + notificationsForSample
                    let messages = try source ?? NotificationSource(count: count)
                    source = messages
                    let server = try start(service)
                    let requests = messages.requests(to: try messages.addIntegration(to: "\(server.path)/data"))
                    return try microseconds(meter, server, requests, warmUp: notificationsToWarmUp)
                },
                baselineSample: { try microseconds(meter, plain, probes) }
            )
        }
        return probing + notifying
    }

    // MARK: - Events

    /// Events that are durable before they are answered. A sample takes less than the second after which the intake works
    /// beside a burst, so what is timed is their acceptance alone.
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
                    let requests = source.requests(eventsToWarmUp + eventsForSample, to: integration)
                    return try microseconds(meter, server, requests, warmUp: eventsToWarmUp)
                },
                baselineSample: {
                    let requests = source.requests(eventsToWarmUp + eventsForSample, to: .random())
                    return try microseconds(meter, durable, requests, warmUp: eventsToWarmUp)
                }
            )
        }
    }

    /// How long a request takes.
    ///
    /// - Parameter warmUp: how many of the requests are sent before the others are timed.
    private static func microseconds(
        _ meter: Meter,
        _ server: ServerProcess,
        _ requests: some Collection<[UInt8]>,
        warmUp: Int = 0
    ) throws -> Double {
        let generator = try LoadGenerator(port: server.port, connections: connections)
        try generator.send(requests.prefix(warmUp))
        let timed = requests.dropFirst(warmUp)
        let before = try server.processorMicroseconds()
        let elapsed = try ContinuousClock().measure { try generator.send(timed) }
        switch meter {
        case .clock: return elapsed.microseconds / Double(timed.count)
        case .processor: return (try server.processorMicroseconds() - before) / Double(timed.count)
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
}
