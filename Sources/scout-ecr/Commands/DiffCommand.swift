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
    static let options: [Option] = [.format(Format.self), exitCode, failOn] + VendorOptions.all

    private static let exitCode = Option(
        name: "--exit-code",
        value: nil,
        help: "exit with 1 if the templates differ in meaning"
    )
    private static let failOn = Option(
        name: "--fail-on",
        value: Gate.allCases.map(\.rawValue).joined(separator: ","),
        help: "exit with 1 if the change does one of these"
    )

    enum Format: String, CaseIterable {
        case text, markdown, json, github
    }

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let format = try arguments.choice(.format(Format.self), of: Format.self, default: .text)
        let gates = try gates(arguments)
        guard arguments.operands != ["-", "-"] else {
            throw UsageError("only one of the templates can come from standard input")
        }
        let old = try template(arguments.operands[0], arguments)
        let new = try template(arguments.operands[1], arguments)
        var review = Review(old: old, new: new)
        if review.isChanged { review.cost = cost(of: old, new) }
        switch format {
        case .text: try console.write(review.text(color: console.hasColor))
        case .markdown: try console.write(review.markdown())
        case .json: try console.write(review.json())
        case .github: try console.write(review.gitHubAnnotations())
        }
        let failed = review.failedGates(gates)
        if !failed.isEmpty {
            let names = failed.map(\.rawValue).joined(separator: ", ")
            console.message("scout-ecr diff: the change fails on: \(names)")
        }
        return !failed.isEmpty || arguments.has(exitCode) && review.isChanged ? .failure : .success
    }

    private static func gates(_ arguments: Arguments) throws(UsageError) -> Set<Gate> {
        guard let text = arguments.value(failOn) else { return [] }
        var gates: Set<Gate> = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let gate = Gate(rawValue: String(word)) else {
                let names = Gate.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError("\(failOn.name) \"\(String(word).displayable)\" must be one or more of \(names)")
            }
            gates.insert(gate)
        }
        return gates
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

    /// What both versions of the Scout stack cost; prices of other stacks are not known.
    private static func cost(of old: ReviewedTemplate, _ new: ReviewedTemplate) -> CostChange? {
        func total(_ template: ReviewedTemplate) -> String? {
            guard let stack = try? Template(parsing: template.root, in: template.source),
                stack.resources.elements.contains(where: { $0.element.type == "Custom::ScoutSetup" }),
                let region = try? Region("us-east-1"), let usage = try? Usage(pushesPerDay: pushesPerDay),
                let estimate = try? CostEstimate(of: stack, in: region, usage: usage)
            else { return nil }
            return "$\(estimate.total.roundedUp)"
        }
        guard let oldTotal = total(old), let newTotal = total(new) else { return nil }
        return CostChange(old: oldTotal, new: newTotal, assumption: "\(pushesPerDay) pushes a day in us-east-1")
    }

    private static let pushesPerDay = 100
}
