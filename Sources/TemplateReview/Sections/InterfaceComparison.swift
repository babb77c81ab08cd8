import CloudFormation

/// What others rely on: the parameters that updates supply, and the exports that other stacks import.
struct InterfaceComparison {
    private let old: ReviewedTemplate
    private let new: ReviewedTemplate

    init(old: ReviewedTemplate, new: ReviewedTemplate) { (self.old, self.new) = (old, new) }

    // MARK: - Parameters

    func parameters() -> [ParameterChange] {
        let oldNodes = Dictionary(old.entries(of: "Parameters").map { ($0.key, $0.value) }) { first, _ in first }
        let newMembers = new.entries(of: "Parameters")
        let newNames = Set(newMembers.map(\.key))
        let present = newMembers.compactMap { member in
            oldNodes[member.key].map { changed(member.key, $0, member.value) } ?? added(member.key, member.value)
        }
        let removed = old.entries(of: "Parameters").filter { !newNames.contains($0.key) }.map {
            ParameterChange(name: $0.key, kind: .removed, needsValue: false, reason: "updates must no longer supply it")
        }
        return present + removed
    }

    private func added(_ name: String, _ node: Node) -> ParameterChange? {
        let needsValue = node["Default"] == nil
        return ParameterChange(
            name: name,
            kind: .added,
            needsValue: needsValue,
            reason: needsValue ? "\(name) is new and has no default" : ""
        )
    }

    private func changed(_ name: String, _ old: Node, _ new: Node) -> ParameterChange? {
        guard !ComparedValue(old).means(the: ComparedValue(new)) else { return nil }
        let oldType = old["Type"]?.stringValue ?? ""
        let newType = new["Type"]?.stringValue ?? ""
        var reason = ""
        if oldType != newType {
            reason = "\(name) has the type \(newType), so the value that stacks have may not fit"
        } else if Self.constraints.contains(where: { !ComparedValue.mean(theSame: old[$0], new[$0]) && new[$0] != nil })
        {
            reason = "\(name) has other constraints, which the value that stacks have may not meet"
        }
        return ParameterChange(name: name, kind: .changed, needsValue: oldType != newType, reason: reason)
    }

    private static let constraints = [
        "AllowedPattern", "AllowedValues", "MaxLength", "MaxValue", "MinLength", "MinValue",
    ]

    // MARK: - Exports

    /// - Parameters:
    ///   - changedOutputs: the outputs whose values change, or may change, with what they refer to.
    ///   - inputs: what names and conditions may follow.
    func exports(changedOutputs: Set<String>, _ inputs: ChangedInputs) -> [ExportChange] {
        let (oldExports, newExports) = (Self.exports(of: old), Self.exports(of: new))
        let oldNames = Dictionary(oldExports.map { ($0.output, $0) }) { first, _ in first }
        let newNames = Dictionary(newExports.map { ($0.output, $0) }) { first, _ in first }
        let keptNames = Set(newExports.map(\.name.hash))
        let present = newExports.compactMap { export -> ExportChange? in
            guard let oldExport = oldNames[export.output] else {
                return change(export.output, .added, nil, export, "other stacks may import it")
            }
            if !oldExport.name.means(the: export.name) {
                return change(export.output, .changed, oldExport, export, Self.refusal)
            }
            if !ComparedValue.mean(theSame: oldExport.condition, export.condition) {
                return change(
                    export.output,
                    .changed,
                    oldExport,
                    export,
                    Self.doubtfulExistence("its condition changed")
                )
            }
            if let condition = export.condition?.stringValue, let input = inputs[.condition(condition)] {
                return change(
                    export.output,
                    .changed,
                    oldExport,
                    export,
                    Self.doubtfulExistence("it depends on \(input.description)")
                )
            }
            var finder = ReferenceFinder()
            finder.find(in: export.name, at: ValuePath(), .none)
            if let input = finder.references.lazy.compactMap({ inputs[$0.target] }).first {
                return change(
                    export.output,
                    .changed,
                    oldExport,
                    export,
                    "it may have another name, which uses \(input.description); then \(Self.refusal)"
                )
            }
            guard changedOutputs.contains(export.output) else { return nil }
            return change(export.output, .changed, oldExport, export, Self.refusalOfValue)
        }
        let removed = oldExports.compactMap { export -> ExportChange? in
            guard newNames[export.output] == nil else { return nil }
            let isMoved = keptNames.contains(export.name.hash)
            return change(export.output, .removed, export, nil, isMoved ? "another output has its name" : Self.refusal)
        }
        return present + removed
    }

    private static let refusal =
        "the update fails while another stack imports the old name, and stacks made later cannot import it"

    private static func doubtfulExistence(_ reason: String) -> String {
        "it may come or go, since \(reason); the update fails if it goes while another stack imports it"
    }

    private static let refusalOfValue =
        "its value changes or may change, and the update fails if it does while another stack imports it"

    private struct Export {
        let output: String
        let name: ComparedValue
        let condition: Node?
    }

    private static func exports(of template: ReviewedTemplate) -> [Export] {
        template.entries(of: "Outputs").compactMap { member in
            member.value["Export"]?["Name"].map { name in
                Export(output: member.key, name: ComparedValue(name), condition: member.value["Condition"])
            }
        }
    }

    private func change(
        _ output: String,
        _ kind: ChangeKind,
        _ oldExport: Export?,
        _ newExport: Export?,
        _ consequence: String
    ) -> ExportChange {
        ExportChange(
            output: output,
            kind: kind,
            oldName: oldExport?.name.source.value,
            newName: newExport?.name.source.value,
            consequence: consequence
        )
    }
}
