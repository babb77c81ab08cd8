public import CloudFormation

/// What a change of a template would do to the stacks that are made of it.
public struct Review: Sendable, Hashable {
    /// The old file's name.
    public var oldFile: String
    /// The new file's name.
    public var newFile: String
    /// Sections other than `Resources` with changes, in the documentation's order.
    public var sections: [SectionChange] = []
    /// Resources with changes or impacts, those of the new template in its order, then those that are gone.
    public var resources: [ResourceChange] = []
    /// What principals can do that they could not, and the reverse.
    public var permissions = AccessChange()
    /// Which addresses can reach what they could not, and the reverse.
    public var network = AccessChange()
    /// Capabilities that the stack's owner has to acknowledge.
    public var capabilities = CapabilityChange()
    /// Exports that other stacks may import.
    public var exports: [ExportChange] = []
    /// Parameters that are new, gone, or different.
    public var parameters: [ParameterChange] = []
    /// What the stack costs a month before and after, where prices are known.
    public var cost: CostChange?

    /// Whether the templates mean different things.
    public var isChanged: Bool { !sections.isEmpty || !resources.isEmpty }

    /// How many resources there are of each impact.
    public var summary: [Impact: Int] {
        resources.reduce(into: [:]) { $0[$1.impact, default: 0] += 1 }
    }
}

/// The changed entries of a section.
public struct SectionChange: Sendable, Hashable {
    /// The section, for instance `Parameters`.
    public var section: String
    /// Its changed entries; a section that is one text (`Description`) has one entry with an empty name.
    public var entries: [EntryChange]
}

/// A change of one entry of a section.
public struct EntryChange: Sendable, Hashable {
    /// The entry's name.
    public var name: String
    /// Whether it is new, gone or different.
    public var kind: ChangeKind
    /// What differs, by path below the entry.
    public var changes: [ValueChange]
    /// Where the entry stands in the old template.
    public var oldAt: SourceLocation?
    /// Where the entry stands in the new template.
    public var newAt: SourceLocation?
    /// Why the value changes although the entry reads as before: what it refers to changes.
    public var causes: [String] = []
}

/// How two versions of a thing relate.
public enum ChangeKind: String, Sendable, Hashable {
    /// Only the new template has it.
    case added
    /// Only the old template has it.
    case removed
    /// Both have it, in different ways.
    case changed
}

/// A value that differs.
public struct ValueChange: Sendable, Hashable {
    /// Where, below the resource's properties, the resource's attributes or the section's entry.
    public var path: ValuePath
    /// What the difference does to the physical resource.
    public var impact: Impact
    /// The old value; `nil` where there was none. Secrets are masked.
    public var old: Value?
    /// The new value; `nil` where there is none. Secrets are masked.
    public var new: Value?
    /// Where the old value stands.
    public var oldAt: SourceLocation?
    /// Where the new value stands.
    public var newAt: SourceLocation?
}

/// What happens to a resource, and why.
public struct ResourceChange: Sendable, Hashable {
    /// The logical id, in the new template if it has the resource.
    public var logicalID: String
    /// The resource type, in the new template if it has the resource.
    public var type: String
    /// What happens to the physical resource.
    public var impact: Impact
    /// Why, in sentences; the most important first.
    public var causes: [String] = []
    /// Whether data may be lost: a resource that holds some is deleted or replaced, and no policy keeps it or a snapshot.
    public var dataLoss = false
    /// The logical id in the old template, where it was another.
    public var renamedFrom: String?
    /// Whether the resource stands at another place among the resources that both templates have.
    public var isMoved = false
    /// Changed properties by path.
    public var properties: [ValueChange] = []
    /// Changed attributes by path: `DeletionPolicy`, `DependsOn`, `Condition` and so on.
    public var attributes: [ValueChange] = []
    /// Where the resource stands in the old template.
    public var oldAt: SourceLocation?
    /// Where the resource stands in the new template.
    public var newAt: SourceLocation?
}

/// What a new template lets happen that the old one did not, and the reverse.
public struct AccessChange: Sendable, Hashable {
    /// How the whole of what is allowed relates to what was.
    public enum Verdict: String, Sendable, Hashable {
        /// More is allowed, and nothing less.
        case broader
        /// Less is allowed, and nothing more.
        case narrower
        /// Some is allowed that was not, and some no more; or it cannot be told.
        case mixed
        /// The same is allowed.
        case equal
    }

    /// How the whole relates.
    public var verdict = Verdict.equal
    /// Whether anybody gets access who is not restricted by anything.
    public var isPublic = false
    /// The differences one by one.
    public var changes: [AccessDifference] = []
}

/// One thing that becomes allowed, or that no longer is.
public struct AccessDifference: Sendable, Hashable {
    /// How one statement or rule relates to what there was.
    public enum Verdict: String, Sendable, Hashable {
        /// It allows more.
        case broader
        /// It allows less.
        case narrower
        /// It allows the same in another way.
        case equal
        /// It cannot be told.
        case incomparable
    }

    /// The logical id of the resource that says it.
    public var logicalID: String
    /// Whether it is in the new template or in the old one.
    public var kind: ChangeKind
    /// How it relates to what there was.
    public var verdict: Verdict
    /// `Allow` or `Deny`; for network rules `ingress` or `egress`.
    public var effect: String
    /// Who; for network rules the addresses or the security group.
    public var principal: String
    /// What; for network rules protocol and ports.
    public var action: String
    /// On what; for network rules the security group.
    public var resource: String
    /// Under which conditions, as compact JSON; empty without.
    public var condition: String
    /// An example as a sentence: "newly allowed: `s3:PutObject` on `arn:aws:s3:::b/x`".
    public var witness: String
    /// Whether it lets anybody in.
    public var isPublic: Bool
    /// Where it stands in the template that has it.
    public var at: SourceLocation?
}

/// Capabilities that the owner of the stack has to acknowledge.
///
/// - Source: CloudFormation API Reference, "CreateStack", `Capabilities`.
public struct CapabilityChange: Sendable, Hashable {
    /// What the old template needs.
    public var old: [String] = []
    /// What the new template needs.
    public var new: [String] = []
    /// What the new template needs and the old did not.
    public var added: [String] { new.filter { !old.contains($0) } }
}

/// A change of an exported output.
public struct ExportChange: Sendable, Hashable {
    /// The output's name.
    public var output: String
    /// Whether the export is new, gone, or has another name or value.
    public var kind: ChangeKind
    /// The old name of the export.
    public var oldName: Value?
    /// The new name of the export.
    public var newName: Value?
    /// Why stacks that import it are concerned, as a sentence.
    public var consequence: String
}

/// A change of a parameter.
public struct ParameterChange: Sendable, Hashable {
    /// The parameter's name.
    public var name: String
    /// Whether it is new, gone or different.
    public var kind: ChangeKind
    /// Whether an update of a stack has to give it a value.
    public var needsValue: Bool
    /// Why, as a sentence; empty where nothing is needed.
    public var reason: String
}

/// What the stack costs a month.
public struct CostChange: Sendable, Hashable {
    /// The monthly cost of the old template with the currency: `$0.43`.
    public var old: String
    /// The monthly cost of the new template.
    public var new: String
    /// What the figures assume.
    public var assumption: String

    /// A change of cost.
    public init(old: String, new: String, assumption: String) {
        self.old = old
        self.new = new
        self.assumption = assumption
    }
}

extension Review {
    /// What a change would do, and what it would cost.
    ///
    /// - Parameters:
    ///   - costAssumption: what the costs assume.
    ///   - monthlyCost: what a stack costs a month, with the currency; `nil` where that is not known.
    public init(
        old: ReviewedTemplate,
        new: ReviewedTemplate,
        costAssumption: String,
        monthlyCost: (Template) -> String?
    ) {
        self.init(old: old, new: new)
        func cost(_ template: ReviewedTemplate) -> String? {
            (try? Template(parsing: template.root, in: template.source)).flatMap(monthlyCost)
        }
        guard isChanged, let oldCost = cost(old), let newCost = cost(new) else { return }
        self.cost = CostChange(old: oldCost, new: newCost, assumption: costAssumption)
    }
}
