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
    private let write: @Sendable (String) -> Void

    /// A log of observations from a level on, to standard error.
    public init(format: Format, level: Observation.Level) {
        self.init(format: format, level: level) { StandardError.write($0) }
    }

    /// - Parameter write: takes a line with its line feed.
    init(format: Format, level: Observation.Level, write: @escaping @Sendable (String) -> Void) {
        self.format = format
        self.level = level
        self.write = write
    }

    /// Writes an observation.
    public func record(_ observation: Observation, at now: Timestamp) {
        guard observation.level >= level else { return }
        write(Self.line(observation, at: now, format))
    }

    /// The line of an observation. What comes from outside cannot end the line or begin another field.
    static func line(_ observation: Observation, at now: Timestamp, _ format: Format) -> String {
        var fields = observation.fields
        if let integration = observation.integration { fields.insert(("integration", integration.text), at: 0) }
        if let seconds = observation.seconds { fields.append(("seconds", milliseconds(seconds))) }
        switch format {
        case .text:
            var line = ""
            line.reserveCapacity(512)
            line += "\(now.iso8601) \(observation.level.rawValue.uppercased()) \(observation.name.rawValue)"
            for field in fields {
                line += " "
                line += field.name
                line += "="
                line += quoted(field.value)
            }
            return line + "\n"
        case .json:
            var object: Object = [
                "time": .string(now.iso8601), "level": .string(observation.level.rawValue),
                "event": .string(observation.name.rawValue),
            ]
            for field in fields { object[field.name] = .string(field.value) }
            return Value.object(object).json(.compact) + "\n"
        }
    }

    private static func milliseconds(_ seconds: Double) -> String {
        let value = Int64(seconds * 1_000)
        let rest = String(value % 1_000)
        return "\(value / 1_000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }

    /// A value as it stands where it is one plain word, else as a JSON text.
    private static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C && $0 != 0x3D }
        return isPlain ? text : Value.string(text.displayable(limit: 2_000)).json(.compact)
    }
}
