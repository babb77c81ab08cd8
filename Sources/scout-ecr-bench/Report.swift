import CloudFormation

/// What the program prints.
enum Report {
    /// A line for each measurement, for people.
    static func table(_ measurements: [Measurement]) -> String {
        measurements.map { measurement in
            let unit = measurement.benchmark.unit == .microseconds ? "us" : "MB"
            let (low, high) = measurement.quartiles
            var line = "\(measurement.benchmark.name): \(rounded(measurement.median)) \(unit)"
            line += " (\(rounded(low)) to \(rounded(high)))"
            if let baseline = measurement.baseline {
                line += ", \(rounded(measurement.figure)) times \(rounded(baseline)) \(unit)"
            }
            if let speed = measurement.megabytesPerSecond { line += ", \(rounded(speed)) MB/s" }
            if let rate = measurement.perSecond { line += ", \(Int(rate)) per second" }
            return line + ", target \(measurement.benchmark.target.map(rounded) ?? "none")\n"
        }
        .joined()
    }

    /// All measurements, for programs.
    static func json(_ measurements: [Measurement]) -> String {
        func number(_ value: Double?) -> Value { value.map { .number(Number($0)) } ?? .null }
        return Value.array(
            measurements.map { measurement in
                [
                    "name": .string(measurement.benchmark.name),
                    measurement.benchmark.unit.rawValue: number(measurement.median),
                    "lowerQuartile": number(measurement.quartiles.0),
                    "upperQuartile": number(measurement.quartiles.1),
                    "baselineMicroseconds": number(measurement.baseline),
                    "megabytesPerSecond": number(measurement.megabytesPerSecond),
                    "perSecond": number(measurement.perSecond), "figure": number(measurement.figure),
                    "target": number(measurement.benchmark.target),
                ]
            }
        ).json()
    }

    private static func rounded(_ number: Double) -> String { Number(Double(Int(number * 100 + 0.5)) / 100).spelling }
}
