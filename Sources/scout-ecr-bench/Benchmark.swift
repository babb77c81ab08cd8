/// Something to measure, and what it is compared with.
struct Benchmark {
    /// What a measurement is in.
    enum Unit: String {
        case microseconds
        case megabytes
    }

    /// What is measured.
    let name: String
    /// The bound that the measurement should keep, in its unit or, with a baseline, as a ratio; `nil` where none is set.
    var target: Double?
    /// What the samples are in.
    var unit = Unit.microseconds
    /// How many bytes the work goes through, to tell its speed; 0 where that means nothing.
    var bytes = 0
    /// Whether to tell how often a second the work can be done.
    var showsRate = false
    /// How many samples are enough, where one takes seconds.
    var maximumSamples = Int.max
    /// Takes a sample of what is measured.
    let sample: () throws -> Double
    /// Takes a sample of what it is compared with; the measurement is then their ratio.
    var baselineSample: (() throws -> Double)?
}

extension Benchmark {
    /// A benchmark of how long some work takes.
    ///
    /// - Parameters:
    ///   - baseline: what to run in turn with the work.
    ///   - repetitions: how often the work runs for one sample.
    init(
        name: String,
        target: Double? = nil,
        baseline: (() -> Void)? = nil,
        repetitions: Int,
        bytes: Int = 0,
        work: @escaping () -> Void
    ) {
        self.init(
            name: name,
            target: target,
            bytes: bytes,
            sample: { Self.microseconds(work, repetitions) },
            baselineSample: baseline.map { baseline in { Self.microseconds(baseline, repetitions) } }
        )
    }

    private static func microseconds(_ work: () -> Void, _ repetitions: Int) -> Double {
        let duration = ContinuousClock().measure {
            for _ in 0..<repetitions { work() }
        }
        return duration.microseconds / Double(repetitions)
    }

    /// Takes samples after a warm-up; those of work and baseline in turn, so that both see the machine as it is then.
    func measure(samples: Int) throws -> Measurement {
        let samples = min(samples, maximumSamples)
        for _ in 0..<(maximumSamples == .max ? 3 : 1) {
            _ = try sample()
            _ = try baselineSample?()
        }
        var (values, baselineValues): ([Double], [Double]) = ([], [])
        for _ in 0..<samples {
            values.append(try sample())
            if let baselineSample { baselineValues.append(try baselineSample()) }
        }
        values.sort()
        baselineValues.sort()
        return Measurement(
            benchmark: self,
            median: values[values.count / 2],
            quartiles: (values[values.count / 4], values[values.count * 3 / 4]),
            baseline: baselineValues.isEmpty ? nil : baselineValues[baselineValues.count / 2]
        )
    }
}

/// What a benchmark has shown.
struct Measurement {
    let benchmark: Benchmark
    /// The median, in the benchmark's unit.
    let median: Double
    /// The spread: the lower and upper quartile.
    let quartiles: (Double, Double)
    /// The median of the baseline.
    let baseline: Double?

    /// The speed in megabytes a second; `nil` where that means nothing.
    var megabytesPerSecond: Double? { benchmark.bytes > 0 ? Double(benchmark.bytes) / median : nil }

    /// How often a second the work can be done; `nil` where that means nothing.
    var perSecond: Double? { benchmark.showsRate ? 1e6 / median : nil }

    /// What the target is about: the ratio to the baseline if there is one, the median if not.
    var figure: Double { baseline.map { median / $0 } ?? median }
}

extension Duration {
    /// The duration in microseconds.
    var microseconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) * 1e6 + Double(attoseconds) / 1e12
    }
}
