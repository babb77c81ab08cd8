import CloudFormation
import ScoutIntegration

/// Where a command takes a template from.
enum TemplateSource {
    /// What the operand may be, for the help.
    static let description = "a file, - for standard input, REVISION:PATH of git, or generated for what template prints"

    /// The document that the operand names.
    ///
    /// A file of that name comes before a git revision, so that any file can be named.
    static func text(_ operand: String, generated: () throws -> Template) throws -> SourceText {
        if operand == "-" { return SourceText(try File.readStandardInput(), name: "-") }
        if operand == "generated", !File.exists(operand) { return SourceText(try generated().json(), name: operand) }
        if !File.exists(operand), operand.contains(":") { return SourceText(try Git.show(operand), name: operand) }
        return SourceText(try File.read(operand), name: operand)
    }
}
