import CloudFormation
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
            logicalResourceID: logicalID.limited(to: 255),
            physicalResourceID: values["PhysicalResourceId"] ?? "",
            resourceType: type.limited(to: 255),
            status: status.limited(to: 64),
            reason: (values["ResourceStatusReason"] ?? "").limited(to: 1_024)
        )
    }

    /// The values by key; the first where a key stands twice, since what follows may be part of a value.
    static func values(in text: String) -> [String: String] {
        guard text.utf8.count <= maximumSize else { return [:] }
        let bytes = Array(text.utf8)
        var values = [String: String](minimumCapacity: keys.count)
        /// The key whose value is being read, and where the value begins.
        var current: (key: String, start: Int)?
        func end(at index: Int) {
            guard let current, values[current.key] == nil else { return }
            var end = index
            while end > current.start, bytes[end - 1] == lineFeed { end -= 1 }
            if end > current.start, bytes[end - 1] == quote { end -= 1 }
            values[current.key] = String(decoding: bytes[current.start..<end], as: UTF8.self)
        }
        var line = 0
        while line < bytes.count {
            // A key begins where the value before it has ended with its quote, which is not the one that it began with.
            let mayBegin = current.map { $0.start < line - 1 && bytes[line - 2] == quote } ?? true
            if mayBegin, let key = key(at: line, in: bytes) {
                end(at: line)
                current = (key, line + key.utf8.count + 2)
            }
            line = (bytes[line...].firstIndex(of: lineFeed) ?? bytes.count) + 1
        }
        end(at: bytes.count)
        return values
    }

    private static let lineFeed = UInt8(ascii: "\n")
    private static let quote = UInt8(ascii: "'")

    /// The key that a line begins with, where `='` follows it.
    private static func key(at line: Int, in bytes: [UInt8]) -> String? {
        let name = bytes[line...].prefix(while: \.isAlphanumeric)
        guard bytes[name.endIndex...].starts(with: "='".utf8) else { return nil }
        let key = String(decoding: name, as: UTF8.self)
        return keys.contains(key) ? key : nil
    }
}

extension String {
    /// At most so many characters. To count those of a short text is not needed, and takes time.
    fileprivate func limited(to count: Int) -> String { utf8.count <= count ? self : String(prefix(count)) }
}
