import CloudFormation
import ScoutIntegration

/// The program: measures, and prints a table or, with `--json`, JSON.
///
///     swift build -c release && swift run -c release scout-ecr-bench [--json] [--samples N] [--filter TEXT]
@main
enum Benches {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        func value(of option: String) -> String? {
            arguments.firstIndex(of: option).flatMap { $0 + 1 < arguments.endIndex ? arguments[$0 + 1] : nil }
        }
        let samples = value(of: "--samples").flatMap(Int.init) ?? 101
        let filter = value(of: "--filter") ?? ""
        let measurements = try benchmarks().filter { filter.isEmpty || $0.name.contains(filter) }
            .map { $0.measure(samples: max(samples, 1)) }
        print(arguments.contains("--json") ? json(measurements) : table(measurements), terminator: "")
    }

    private static func benchmarks() throws -> [Benchmark] {
        let stack = try scoutStack()
        var benchmarks = [
            Benchmark(name: "Scout stack: build and write JSON", target: 50, repetitions: 50) {
                use(stack.template.json().utf8.count)
            },
            Benchmark(name: "Scout stack: build and write YAML", target: 100, repetitions: 50) {
                use(stack.template.yaml().utf8.count)
            },
            Benchmark(name: "500 resources: build and write JSON", target: 20_000, repetitions: 1) {
                use(largeTemplate().json().utf8.count)
            },
            Benchmark(name: "500 resources: build and write YAML", target: 20_000, repetitions: 1) {
                use(largeTemplate().yaml().utf8.count)
            },
            Benchmark(name: "500 resources: validate", target: 20_000, repetitions: 1) { use(large.validate().count) },
        ]
        if let template = ChildProcess("scout-ecr", "template"), let empty = ChildProcess("empty-program") {
            benchmarks.append(
                Benchmark(
                    name: "process: scout-ecr template / empty program",
                    target: 2,
                    baseline: { empty.run() },
                    repetitions: 1
                ) { template.run() }
            )
        }
        return benchmarks
    }

    private static let large = largeTemplate()

    /// Keeps the compiler from dropping work whose result nobody needs.
    @inline(never) private static func use(_ number: Int) {}

    private static func table(_ measurements: [Measurement]) -> String {
        measurements.map { measurement in
            let time =
                "\(rounded(measurement.microseconds)) us (\(rounded(measurement.quartiles.0)) to \(rounded(measurement.quartiles.1)))"
            let ratio = measurement.baselineMicroseconds.map { baseline in
                ", \(rounded(measurement.figure)) times \(rounded(baseline)) us"
            }
            return "\(measurement.name): \(time)\(ratio ?? ""), target \(rounded(measurement.target))\n"
        }.joined()
    }

    private static func json(_ measurements: [Measurement]) -> String {
        Value.array(
            measurements.map { measurement in
                [
                    "name": .string(measurement.name),
                    "microseconds": .number(Number(measurement.microseconds)),
                    "lowerQuartile": .number(Number(measurement.quartiles.0)),
                    "upperQuartile": .number(Number(measurement.quartiles.1)),
                    "baselineMicroseconds": measurement.baselineMicroseconds.map { .number(Number($0)) } ?? .null,
                    "figure": .number(Number(measurement.figure)),
                    "target": .number(Number(measurement.target)),
                ]
            }
        ).json()
    }

    private static func rounded(_ number: Double) -> String { Number(Double(Int(number * 100 + 0.5)) / 100).spelling }
}
