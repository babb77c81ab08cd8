/// Something to measure, and what it is compared with.
struct Benchmark {
    /// What is measured.
    let name: String
    /// The bound that the measurement should keep, in microseconds or, with a baseline, as a ratio; `nil` where none is set.
    var target: Double?
    /// What to run in turn with the work; the measurement is then their ratio.
    var baseline: (() -> Void)?
    /// How often the work runs for one sample.
    let repetitions: Int
    /// How many bytes the work goes through, to tell its speed; 0 where that means nothing.
    var bytes = 0
    /// The work.
    let work: () -> Void
}

/// What a benchmark has shown.
struct Measurement {
    let name: String
    let target: Double?
    /// The median, in microseconds.
    let microseconds: Double
    /// The spread: the lower and upper quartile, in microseconds.
    let quartiles: (Double, Double)
    /// The median of the baseline, in microseconds.
    let baselineMicroseconds: Double?
    /// How many bytes the work has gone through.
    let bytes: Int

    /// The speed in megabytes a second; `nil` where that means nothing.
    var megabytesPerSecond: Double? { bytes > 0 ? Double(bytes) / microseconds : nil }

    /// What the target is about: the ratio to the baseline if there is one, the time if not.
    var figure: Double { baselineMicroseconds.map { microseconds / $0 } ?? microseconds }
}

extension Benchmark {
    /// Takes samples after a warm-up; those of work and baseline in turn, so that both see the machine as it is then.
    func measure(samples: Int) -> Measurement {
        for _ in 0..<3 {
            work()
            baseline?()
        }
        var times: [Double] = []
        var baselineTimes: [Double] = []
        for _ in 0..<samples {
            times.append(time(work))
            if let baseline { baselineTimes.append(time(baseline)) }
        }
        times.sort()
        baselineTimes.sort()
        return Measurement(
            name: name,
            target: target,
            microseconds: times[times.count / 2],
            quartiles: (times[times.count / 4], times[times.count * 3 / 4]),
            baselineMicroseconds: baseline == nil ? nil : baselineTimes[baselineTimes.count / 2],
            bytes: bytes
        )
    }

    private func time(_ work: () -> Void) -> Double {
        let duration = ContinuousClock().measure {
            for _ in 0..<repetitions { work() }
        }
        let (seconds, attoseconds) = duration.components
        return (Double(seconds) * 1e6 + Double(attoseconds) / 1e12) / Double(repetitions)
    }
}
