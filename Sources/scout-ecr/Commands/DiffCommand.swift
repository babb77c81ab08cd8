import CloudFormation
import ScoutIntegration
import TemplateReview

/// `scout-ecr diff`
enum DiffCommand: Command {
    static let name = "diff"
    static let summary = "Say what a change of a template does to the stacks that are made of it."
    static let operands = [
        Operand(name: "OLD", help: TemplateSource.description),
        Operand(name: "NEW", help: TemplateSource.description),
    ]
    static let options: [Option] = [.format(Format.self), exitCode, GateOption.failOn] + VendorOptions.all

    private static let exitCode = Option(
        name: "--exit-code",
        value: nil,
        help: "exit with 1 if the templates differ in meaning"
    )
    enum Format: String, CaseIterable {
        case text, markdown, json, github
    }

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let format = try arguments.choice(.format(Format.self), of: Format.self, default: .text)
        let gates = try GateOption.gates(arguments)
        guard arguments.operands != ["-", "-"] else {
            throw UsageError("only one of the templates can come from standard input")
        }
        let old = try template(arguments.operands[0], arguments)
        let new = try template(arguments.operands[1], arguments)
        let review = Review(
            old: old,
            new: new,
            costAssumption: CostEstimate.reviewAssumption,
            monthlyCost: CostEstimate.reviewTotal
        )
        switch format {
        case .text: try console.write(review.text(color: console.hasColor))
        case .markdown: try console.write(review.markdown())
        case .json: try console.write(review.json())
        case .github: try console.write(review.gitHubAnnotations())
        }
        let failed = review.failedGates(gates)
        if !failed.isEmpty { console.message("scout-ecr diff: \(Review.failure(of: failed))") }
        return !failed.isEmpty || arguments.has(exitCode) && review.isChanged ? .failure : .success
    }

    private static func template(_ operand: String, _ arguments: Arguments) throws -> ReviewedTemplate {
        let source = try TemplateSource.text(operand) { try VendorOptions.stack(arguments).template }
        let root = try Node(parsing: source)
        guard root.objectMembers != nil else {
            // Template(parsing:) says what is wrong.
            _ = try Template(parsing: root, in: source)
            return ReviewedTemplate(source: source, root: root)
        }
        return ReviewedTemplate(source: source, root: root)
    }
}

/// The option that makes a gate of a review.
enum GateOption {
    static let failOn = Option(
        name: "--fail-on",
        value: Gate.names,
        help: "exit with 1 if the change does one of these"
    )

    /// The gates that are named.
    static func gates(_ arguments: Arguments, _ option: Option = failOn) throws(UsageError) -> Set<Gate> {
        guard let text = arguments.value(option) else { return [] }
        do throws(UnknownGate) {
            return try Gate.list(text)
        } catch {
            throw UsageError("\(option.name) \(error)")
        }
    }
}
