import CloudFormation
import ScoutIntegration

extension Metrics {
    /// What was counted since the last time, as log lines of which CloudWatch makes metrics, with the names and labels that the
    /// page for Prometheus has.
    ///
    /// - Source: Amazon CloudWatch User Guide, "Specification: Embedded metric format".
    func embeddedLines(at now: Timestamp) -> String {
        takeChanges().reduce(into: "") { lines, change in
            lines += Self.line(of: change, at: now).json(.compact)
            lines += "\n"
        }
    }

    private static let namespace = "scout-ecr"

    private static func line(of change: Change, at now: Timestamp) -> Value {
        let labels = labels(in: change.labels)
        let metric: Value = ["Name": .string(change.name), "Unit": change.isDuration ? "Seconds" : "Count"]
        let directive: Value = [
            "Namespace": .string(namespace), "Dimensions": [.array(labels.map { .string($0.name) })],
            "Metrics": [metric],
        ]
        var line: Object = [
            "_aws": ["Timestamp": .number(Number(now.milliseconds)), "CloudWatchMetrics": [directive]]
        ]
        for label in labels { line[label.name] = .string(label.value) }
        line[change.name] = .array(change.values.map { .number(Number($0)) })
        return .object(line)
    }

    /// The labels of a counter: `a="b",c="d"`, with escapes as the page for Prometheus has them.
    private static func labels(in text: String) -> [(name: String, value: String)] {
        var labels: [(name: String, value: String)] = []
        var rest = text[...]
        while let equals = rest.firstIndex(of: "=") {
            let name = String(rest[..<equals])
            rest = rest[equals...].dropFirst(2)
            var value = ""
            while let character = rest.popFirst(), character != "\"" {
                guard character == "\\", let escaped = rest.popFirst() else {
                    value.append(character)
                    continue
                }
                value.append(escaped == "n" ? "\n" : escaped)
            }
            labels.append((name, value))
            rest = rest.dropFirst()
        }
        return labels
    }
}
