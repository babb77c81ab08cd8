import ScoutIntegration

/// The text in which CloudFormation publishes the events of a stack.
///
/// - Shape: `Key='value'` lines in any order. A value may hold quotes and line breaks; it ends at a quote before the next
///   line with a key, or at the end.
/// - Source: CloudFormation User Guide, "Monitor stack progress".
enum StackEventText {
    private static let keys: Set<String> = [
        "StackId", "Timestamp", "EventId", "LogicalResourceId", "Namespace", "ResourceProperties", "ResourceStatus",
        "ResourceStatusReason", "ResourceType", "StackName", "PhysicalResourceId", "PrincipalId", "ClientRequestToken",
    ]
    private static let maximumSize = 1 << 20

    /// The event of a text; `nil` where the text is none.
    static func event(in text: String) -> StackEvent? {
        let values = values(in: text)
        guard let stack = values["StackId"], let stackID = try? StackID(stack), let status = values["ResourceStatus"],
            let timestamp = values["Timestamp"].flatMap({ Timestamp(iso8601: $0) }), let type = values["ResourceType"],
            let logicalID = values["LogicalResourceId"]
        else { return nil }
        return StackEvent(
            eventID: values["EventId"] ?? "",
            stackID: stackID,
            timestamp: timestamp,
            logicalResourceID: String(logicalID.prefix(255)),
            physicalResourceID: values["PhysicalResourceId"] ?? "",
            resourceType: String(type.prefix(255)),
            status: String(status.prefix(64)),
            reason: String((values["ResourceStatusReason"] ?? "").prefix(1_024))
        )
    }

    /// The values by key; the first where a key stands twice, since what follows may be part of a value.
    static func values(in text: String) -> [String: String] {
        guard text.utf8.count <= maximumSize else { return [:] }
        var values: [String: String] = [:]
        var key: String?
        var lines: [Substring] = []
        func end() {
            guard let key, values[key] == nil else { return }
            var value = lines.joined(separator: "\n")
            while value.last == "\n" { value.removeLast() }
            if value.hasSuffix("'") { value.removeLast() }
            values[key] = value
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            // A key begins where the value before it has ended with its quote.
            if lines.isEmpty || lines.last?.last == "'", let start = start(of: line) {
                end()
                key = start.key
                lines = [start.rest]
            } else if key != nil {
                lines.append(line)
            }
        }
        end()
        return values
    }

    private static func start(of line: Substring) -> (key: String, rest: Substring)? {
        guard let equals = line.firstIndex(of: "="), keys.contains(String(line[..<equals])) else { return nil }
        let rest = line[line.index(after: equals)...]
        guard rest.first == "'" else { return nil }
        return (String(line[..<equals]), rest.dropFirst())
    }
}
