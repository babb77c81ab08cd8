import CloudFormation

/// The arguments of a command, parsed by its options.
struct Arguments {
    private var values: [Option: [String]] = [:]

    /// The arguments without a name: as many as the command has operands, but for one that may be left out or repeated.
    private(set) var operands: [String] = []

    /// Parses operands, `--name value`, `--name=value` and flags; after `--`, everything is an operand.
    init(_ arguments: [String], operands expected: [Operand] = [], options: [Option]) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            // A dash alone is standard input.
            guard argument.hasPrefix("-"), argument != "-" else {
                try add(operand: argument, expected)
                continue
            }
            if argument == "--" {
                for operand in rest { try add(operand: operand, expected) }
                break
            }
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = parts[0]
            guard let option = options.first(where: { $0.name == name || ($0 == .help && name == "-h") }) else {
                throw UsageError("unknown option \(name.displayable)\(Self.hint(for: name, options))")
            }
            try add(try Self.value(of: option, inline: parts.count == 2 ? parts[1] : nil, &rest), to: option)
        }
        if operands.count < expected.count, !has(.help), !expected[operands.count].isOptional {
            let missing = expected[operands.count]
            throw UsageError("\(missing.name) is required: \(missing.help)")
        }
    }

    private mutating func add(operand: String, _ expected: [Operand]) throws(UsageError) {
        guard operands.count < expected.count || expected.last?.repeats == true else {
            let usage =
                expected.isEmpty
                ? "every value follows its option"
                : "only \(expected.map(\.name).joined(separator: " and ")) \(expected.count == 1 ? "is" : "are") expected"
            throw UsageError("unexpected argument \"\(operand.displayable)\"; \(usage)")
        }
        operands.append(operand)
    }

    private static func hint(for name: String, _ options: [Option]) -> String {
        if let nearest = nearestName(to: name, among: options.map(\.name)) { return "; did you mean \(nearest)?" }
        return "; the options are \(options.map(\.name).joined(separator: ", "))"
    }

    private static func value(
        of option: Option,
        inline: String?,
        _ rest: inout ArraySlice<String>
    ) throws(UsageError) -> String {
        guard let placeholder = option.value else {
            guard inline == nil else { throw UsageError("\(option.name) takes no value") }
            return ""
        }
        // A value that begins with dashes is more likely a forgotten value; `--name=--value` says that it is meant.
        guard let value = inline ?? (rest.first?.hasPrefix("--") == true ? nil : rest.popFirst()) else {
            throw UsageError("\(option.name) needs a value: \(placeholder)")
        }
        return value
    }

    private mutating func add(_ value: String, to option: Option) throws(UsageError) {
        guard option.repeats || values[option] == nil else { throw UsageError("\(option.name) is given twice") }
        values[option, default: []].append(value)
    }

    /// Whether the option is given, or its environment variable says so.
    func has(_ option: Option) -> Bool {
        values[option] != nil || !["", "0", "false", "no"].contains(Self.environment(option))
    }

    /// The option's value, if it or its environment variable is given.
    func value(_ option: Option) -> String? {
        if let value = values[option]?.last { return value }
        let value = Self.environment(option)
        return value.isEmpty ? nil : value
    }

    private static func environment(_ option: Option) -> String { option.environment.map(environmentVariable) ?? "" }

    /// All values of an option that repeats, in order.
    func values(_ option: Option) -> [String] { values[option] ?? [] }

    /// The option's value.
    func require(_ option: Option) throws(UsageError) -> String {
        guard let value = value(option) else {
            let variable = option.environment.map { ", or the environment variable \($0)" } ?? ""
            throw UsageError("\(option.name) \(option.value ?? "") is required\(variable)")
        }
        return value
    }

    /// The case that the option names; the given one without.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ option: Option,
        of type: Choice.Type,
        default defaultChoice: Choice
    ) throws(UsageError) -> Choice {
        try choice(option, of: type) ?? defaultChoice
    }

    /// The case that the option names, if it is given.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ option: Option,
        of type: Choice.Type
    ) throws(UsageError) -> Choice? {
        guard let text = value(option) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("\(option.name) \"\(text.displayable)\" must be one of \(names)")
        }
        return choice
    }
}

/// Wrong usage: one sentence that says what would be right.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
