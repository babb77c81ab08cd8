import CloudFormation
import ScoutIntegration

/// The text in which CloudFormation publishes the events of a stack.
///
/// - Shape: `Key='value'` lines in any order. A value may hold quotes and line breaks; it ends at a quote before the next
///   line with a key, or at the end.
/// - Source: CloudFormation User Guide, "Monitor stack progress".
enum StackEventText {
    /// What stands in a text, in the order in which CloudFormation writes it.
    enum Key: String, CaseIterable {
        case stackID = "StackId"
        case timestamp = "Timestamp"
        case eventID = "EventId"
        case logicalResourceID = "LogicalResourceId"
        case namespace = "Namespace"
        case physicalResourceID = "PhysicalResourceId"
        case principalID = "PrincipalId"
        case resourceProperties = "ResourceProperties"
        case resourceStatus = "ResourceStatus"
        case resourceStatusReason = "ResourceStatusReason"
        case resourceType = "ResourceType"
        case stackName = "StackName"
        case clientRequestToken = "ClientRequestToken"
    }

    private static let maximumSize = 1 << 20

    /// The event of a text; `nil` where the text is none.
    static func event(in text: String) -> StackEvent? {
        let values = Values(text)
        guard let stackID = values[.stackID].flatMap({ try? StackID($0) }), let status = values[.resourceStatus],
            let timestamp = values[.timestamp].flatMap({ Timestamp(iso8601: $0) }), let type = values[.resourceType],
            let logicalID = values[.logicalResourceID]
        else { return nil }
        return StackEvent(
            eventID: values[.eventID] ?? "",
            stackID: stackID,
            timestamp: timestamp,
            logicalResourceID: logicalID.limited(to: 255),
            physicalResourceID: values[.physicalResourceID] ?? "",
            resourceType: type.limited(to: 255),
            status: status.limited(to: 64),
            reason: (values[.resourceStatusReason] ?? "").limited(to: 1_024)
        )
    }

    /// The values of a text by key; the first where a key stands twice, since what follows may be part of a value.
    struct Values {
        private let bytes: [UInt8]
        private var found: [(key: Key, range: Range<Int>)] = []

        init(_ text: String) {
            bytes = text.utf8.count <= maximumSize ? Array(text.utf8) : []
            found.reserveCapacity(Key.allCases.count)
            find()
        }

        /// The value of a key; `nil` without.
        subscript(key: Key) -> String? {
            found.first { $0.key == key }.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        }

        private mutating func find() {
            /// The key whose value is being read, and where the value begins.
            var current: (key: Key, start: Int)?
            var line = 0
            while line < bytes.count {
                // A key begins where the value before it has ended with its quote, which is not the one that it began with.
                let mayBegin = current.map { $0.start < line - 1 && bytes[line - 2] == quote } ?? true
                if mayBegin, let key = key(at: line) {
                    if let current { end(current, at: line) }
                    current = (key, line + key.rawValue.utf8.count + 2)
                }
                line = (bytes[line...].firstIndex(of: lineFeed) ?? bytes.count) + 1
            }
            if let current { end(current, at: bytes.count) }
        }

        private mutating func end(_ value: (key: Key, start: Int), at index: Int) {
            guard !found.contains(where: { $0.key == value.key }) else { return }
            var end = index
            while end > value.start, bytes[end - 1] == lineFeed { end -= 1 }
            if end > value.start, bytes[end - 1] == quote { end -= 1 }
            found.append((value.key, value.start..<end))
        }

        /// The key that a line begins with, where `='` follows it.
        private func key(at line: Int) -> Key? {
            let name = bytes[line...].prefix(while: \.isAlphanumeric)
            guard bytes[name.endIndex...].starts(with: "='".utf8) else { return nil }
            return keys.first { $0.name.count == name.count && $0.name.elementsEqual(name) }?.key
        }
    }

    private static let keys = Key.allCases.map { (key: $0, name: Array($0.rawValue.utf8)) }
    private static let lineFeed = UInt8(ascii: "\n")
    private static let quote = UInt8(ascii: "'")
}

extension String {
    /// At most so many characters. To count those of a short text is not needed, and takes time.
    fileprivate func limited(to count: Int) -> String { utf8.count <= count ? self : String(prefix(count)) }
}
