import CloudFormation
public import ScoutIntegration

/// Writes observations to standard error, a line each.
public struct Log: Sendable {
    /// How a line is written.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// `time LEVEL name key=value…`, for people.
        case text
        /// An object, for programs.
        case json
    }

    private let format: Format
    private let level: Observation.Level
    private let write: @Sendable ([UInt8]) -> Void

    /// A log of observations from a level on, to standard error.
    public init(format: Format, level: Observation.Level) {
        self.init(format: format, level: level) { StandardError.write($0) }
    }

    /// - Parameter write: takes lines, each with its line feed, in UTF-8.
    init(format: Format, level: Observation.Level, write: @escaping @Sendable ([UInt8]) -> Void) {
        self.format = format
        self.level = level
        self.write = write
    }

    /// Writes observations of one moment, together.
    public func record(_ observations: [Observation], at now: Timestamp) {
        var lines: [UInt8] = []
        lines.reserveCapacity(observations.count * Self.usualLength)
        let time = now.iso8601
        for observation in observations where observation.level >= level {
            Self.append(observation, at: time, format, to: &lines)
        }
        if !lines.isEmpty { write(lines) }
    }

    /// How long a line is at most, usually.
    private static let usualLength = 512

    /// Adds the line of an observation. What comes from outside cannot end the line or begin another field.
    ///
    /// - Parameter time: the moment, in ISO 8601.
    static func append(_ observation: Observation, at time: String, _ format: Format, to lines: inout [UInt8]) {
        switch format {
        case .text:
            lines += time.utf8
            lines.append(UInt8(ascii: " "))
            lines += observation.level.rawValue.uppercased().utf8
            lines.append(UInt8(ascii: " "))
            lines += observation.name.rawValue.utf8
            forEachField(of: observation) { name, value in
                lines.append(UInt8(ascii: " "))
                lines += name.utf8
                lines.append(UInt8(ascii: "="))
                append(value, to: &lines)
            }
        case .json:
            var object: Object = [
                "time": .string(time), "level": .string(observation.level.rawValue),
                "event": .string(observation.name.rawValue),
            ]
            forEachField(of: observation) { object[$0] = .string($1) }
            lines += Value.object(object).json(.compact).utf8
        }
        lines.append(UInt8(ascii: "\n"))
    }

    private static func forEachField(of observation: Observation, _ body: (_ name: String, _ value: String) -> Void) {
        if let integration = observation.integration { body("integration", integration.text) }
        for field in observation.fields { body(field.name, field.value) }
        if let seconds = observation.seconds { body("seconds", milliseconds(seconds)) }
    }

    private static func milliseconds(_ seconds: Double) -> String {
        let value = Int64(seconds * 1_000)
        let rest = String(value % 1_000)
        return "\(value / 1_000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }

    /// Adds a value as it stands where it is one plain word, else as a JSON text.
    private static func append(_ value: String, to lines: inout [UInt8]) {
        if !value.isEmpty, value.utf8.withContiguousStorageIfAvailable(isPlain) == true {
            lines += value.utf8
            return
        }
        lines += Value.string(value.displayable(limit: 2_000)).json(.compact).utf8
    }

    /// Whether none of the bytes has a meaning of its own in a line. Without a branch, the compiler looks at several at once.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var found: UInt8 = 0
        for byte in bytes {
            let isInvisible: UInt8 = byte &- 0x21 > 0x7E - 0x21 ? 1 : 0
            let isQuote: UInt8 = byte == UInt8(ascii: "\"") ? 1 : 0
            let isBackslash: UInt8 = byte == UInt8(ascii: "\\") ? 1 : 0
            let isEqualsSign: UInt8 = byte == UInt8(ascii: "=") ? 1 : 0
            found |= isInvisible | isQuote | isBackslash | isEqualsSign
        }
        return found == 0
    }
}
