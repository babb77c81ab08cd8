import Foundation

/// Verification of signatures, compared with OpenSSL's.
enum RSABench {
    /// A benchmark of a verification of RSA-2048, in turn with OpenSSL's own measurement where there is OpenSSL.
    static func verification(_ verify: @escaping () -> Void) -> Benchmark {
        let name = "RSA-2048: verify"
        guard Program.path(of: "openssl") != nil else {
            Benches.note("openssl is not on PATH, so \(name) is compared with nothing")
            return Benchmark(name: name, repetitions: 1_000, work: verify)
        }
        return Benchmark(
            name: "\(name) / OpenSSL",
            target: 2,
            showsRate: true,
            maximumSamples: 11,
            sample: {
                // As long as OpenSSL's, so that both see as much of the machine's changes, and timed as it does.
                let start = processorMicroseconds()
                var (count, time) = (0, 0.0)
                repeat {
                    for _ in 0..<100 { verify() }
                    count += 100
                    time = processorMicroseconds() - start
                } while time < 1e6
                return time / Double(count)
            },
            baselineSample: microsecondsOfOpenSSL
        )
    }

    /// The time of processors that this process has used.
    private static func processorMicroseconds() -> Double { Double(clock()) * 1e6 / Double(CLOCKS_PER_SEC) }

    /// How long OpenSSL needs for a verification, as `openssl speed` says: in its own time of a processor.
    ///
    /// - Shape: its last line is `rsa 2048 bits`, seconds for each operation, and signatures and verifications per second.
    private static func microsecondsOfOpenSSL() throws -> Double {
        let output = try Program.output(of: "openssl", ["speed", "-seconds", "1", "rsa2048"])
        let words = output.split(separator: "\n").last?.split(separator: " ") ?? []
        guard words.first == "rsa", let rate = words.last.flatMap({ Double($0) }), rate > 0 else {
            throw BenchError("openssl speed does not say how often a second it verifies: \(output)")
        }
        return 1e6 / rate
    }
}
