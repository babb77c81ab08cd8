import CloudFormation

/// `scout-ecr convert`
enum ConvertCommand: Command {
    static let name = "convert"
    static let summary = "Print a template in the other format, or in canonical form; only comments are lost."
    static let operands = [Operand(name: "FILE", help: "a template in JSON or YAML, - for standard input")]
    static let options = [to]

    private static let to = Option(name: "--to", value: "json|yaml", help: "the format; the other one without")

    private enum Format: String, CaseIterable {
        case json, yaml
    }

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let format = try arguments.choice(Self.to, of: Format.self)
        let file = arguments.operands[0]
        let source = SourceText(file == "-" ? try File.readStandardInput() : try File.read(file), name: file)
        let template = try Template(parsing: source)
        switch format ?? (source.beginsWithBrace ? .yaml : .json) {
        case .json: try console.write(template.json())
        case .yaml: try console.write(template.yaml())
        }
        return .success
    }
}

extension SourceText {
    /// Whether the document's first character is that of a JSON object.
    fileprivate var beginsWithBrace: Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        return text.first { $0 > UInt8(ascii: " ") } == UInt8(ascii: "{")
    }
}
