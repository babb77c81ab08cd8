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

    /// - Parameter write: takes lines, each with its line feed.
    init(format: Format, level: Observation.Level, write: @escaping @Sendable (String) -> Void) {
        self.format = format
        self.level = level
        self.write = write
    }

    /// Writes observations of one moment, together.
    public func record(_ observations: [Observation], at now: Timestamp) {
        var lines = ""
        let time = now.iso8601
        for observation in observations where observation.level >= level {
            Self.append(observation, at: time, format, to: &lines)
        }
        if !lines.isEmpty { write(lines) }
    }

    /// Adds the line of an observation. What comes from outside cannot end the line or begin another field.
    ///
    /// - Parameter time: the moment, in ISO 8601.
    static func append(_ observation: Observation, at time: String, _ format: Format, to lines: inout String) {
        switch format {
        case .text:
            for part in [time, " ", observation.level.rawValue.uppercased(), " ", observation.name.rawValue] {
                lines += part
            }
            forEachField(of: observation) { name, value in
                lines += " "
                lines += name
                lines += "="
                lines += quoted(value)
            }
        case .json:
            var object: Object = [
                "time": .string(time), "level": .string(observation.level.rawValue),
                "event": .string(observation.name.rawValue),
            ]
            forEachField(of: observation) { object[$0] = .string($1) }
            lines += Value.object(object).json(.compact)
        }
        lines += "\n"
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

    /// A value as it stands where it is one plain word, else as a JSON text.
    private static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C && $0 != 0x3D }
        return isPlain ? text : Value.string(text.displayable(limit: 2_000)).json(.compact)
    }
}
