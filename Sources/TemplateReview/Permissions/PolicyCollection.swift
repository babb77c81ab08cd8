import CloudFormation

/// All policies of a template, by whom or what they apply to.
struct PolicyCollection {
    /// What a policy applies to.
    struct Subject: Sendable, Hashable {
        /// How a policy applies.
        enum Kind: Sendable, Hashable {
            /// It says what the subject may do.
            case identity
            /// It says who may assume the subject.
            case trust
            /// It says who may do what with the subject.
            case resource
            /// It limits what the subject may do.
            case boundary
        }

        var kind: Kind
        /// The logical id where the template has the subject, else its name.
        var name: String
        /// The property that gives names to identities of the subject's kind, where the template does not have it: a user
        /// and a group may have one name.
        var namedBy = ""

        /// Whether the policies say what the subject itself may do.
        var isIdentity: Bool { kind == .identity || kind == .boundary }
    }

    /// The policies of one subject.
    struct Policies: Sendable {
        /// Policy documents.
        var documents: [ConditionalValue] = []
        /// Policies that stand elsewhere, by ARN or name.
        var attachments: [ConditionalValue] = []

        /// About how many statements there are.
        var statementCount: Int {
            documents.reduce(attachments.count) { $0 + ($1.value["Statement"]?.arrayValue?.count ?? 1) }
        }

        /// Whether both say the same in the same words, wherever.
        func isSpelledLike(_ other: Policies) -> Bool {
            func same(_ left: [ConditionalValue], _ right: [ConditionalValue]) -> Bool {
                left.count == right.count
                    && zip(left, right).allSatisfy { $0.value == $1.value && $0.guards == $1.guards }
            }
            return same(documents, other.documents) && same(attachments, other.attachments)
        }
    }

    /// The policies by subject.
    private(set) var policies: [Subject: Policies] = [:]
    /// The subjects in the template's order.
    private(set) var subjects: [Subject] = []
    /// The logical ids of the template's resources.
    let logicalIDs: Set<String>

    let context: TemplateContext
    private let declared: [PolicyResource]
    private var managedPolicies: [String: ConditionalValue] = [:]
    private var attachedPolicies: Set<String> = []
    /// Logical ids by type and name property: `AWS::IAM::Role reader`.
    private var named: [String: String] = [:]

    /// The resources of a template, without their policies, which ``gathering(where:)`` adds.
    init(_ template: Value, in context: TemplateContext) {
        self.context = context
        let resources = template["Resources"]?.objectValue ?? [:]
        logicalIDs = Set(resources.keys)
        declared = resources.compactMap { PolicyResource($0.key, $0.value) }
        for resource in declared { note(resource) }
    }

    /// The collection with the policies of resources.
    ///
    /// - Parameter isNeeded: which resources' policies are wanted.
    func gathering(where isNeeded: (PolicyResource) -> Bool = { _ in true }) -> PolicyCollection {
        var collection = self
        for resource in declared where isNeeded(resource) { collection.add(resource) }
        for resource in declared where isNeeded(resource) && !collection.attachedPolicies.contains(resource.logicalID) {
            let subject = Subject(kind: .identity, name: resource.logicalID)
            collection.add(managedPolicies[resource.logicalID], to: subject)
        }
        return collection
    }

    /// The policies of a subject, and those that it has without being given any.
    func policies(of subject: Subject) -> Policies {
        if let policies = policies[subject] { return policies }
        guard subject.kind == .resource, let document = context.types[subject.name].flatMap(ImpliedPolicy.document)
        else { return Policies() }
        let place = Place(logicalID: subject.name, path: [.key("Resources"), .key(subject.name)])
        let implied = ConditionalValue(value: document, guards: [], place: place, isDerived: true)
        return Policies(documents: [implied])
    }

    /// Notes what other resources may refer to.
    private mutating func note(_ resource: PolicyResource) {
        switch resource.type {
        case "AWS::IAM::ManagedPolicy":
            managedPolicies[resource.logicalID] = resource.property("PolicyDocument")
        case "AWS::IAM::Role": note(resource, name: "RoleName")
        case "AWS::IAM::User": note(resource, name: "UserName")
        case "AWS::IAM::Group": note(resource, name: "GroupName")
        default: break
        }
        // `Policies` of AWS SAM may be references as well.
        for property in ["ManagedPolicyArns", "PermissionsBoundary", "Policies", "ManagedPolicies"] {
            if let value = resource.values[property] { noteReferences(in: value, depth: 0) }
        }
    }

    private mutating func noteReferences(in value: Value, depth: Int) {
        if let name = managedPolicy(value) { attachedPolicies.insert(name) }
        guard depth < 16 else { return }
        if let elements = value.arrayValue ?? value["Fn::If"]?.arrayValue {
            for element in elements { noteReferences(in: element, depth: depth + 1) }
        }
    }

    private mutating func note(_ resource: PolicyResource, name property: String) {
        guard let name = resource.values[property] else { return }
        named["\(property) \(SymbolicText(name, in: context).display)"] = resource.logicalID
    }

    /// Adds a policy document.
    mutating func add(_ document: ConditionalValue?, to subject: Subject) {
        guard let document else { return }
        note(subject)
        policies[subject, default: Policies()].documents.append(document)
    }

    /// Adds a policy that stands elsewhere; one of this template counts as if it stood here.
    mutating func attach(_ policy: ConditionalValue, to subject: Subject) {
        if let name = managedPolicy(policy.value), var document = managedPolicies[name] {
            document.guards += policy.guards.filter { !document.guards.contains($0) }
            add(document, to: subject)
        } else {
            note(subject)
            policies[subject, default: Policies()].attachments.append(policy)
        }
    }

    /// Notes that a managed policy of this template is attached.
    mutating func noteAttached(_ logicalID: String) { attachedPolicies.insert(logicalID) }

    private func managedPolicy(_ value: Value) -> String? {
        reference(value).flatMap { logicalIDs.contains($0) ? $0 : nil }
    }

    /// The name that a value refers to, by `Ref`, `Fn::GetAtt` or whatever gives nothing but one of them.
    private func reference(_ value: Value) -> String? {
        switch Intrinsic(value) {
        case .ref(let name): return name
        case .getAtt(let name, _): return name
        case nil: return nil
        case .other:
            let text = SymbolicText(value, in: context)
            guard text.pieces.count == 1, case .symbol(let symbol) = text.pieces[0] else { return nil }
            return String(symbol.prefix { $0 != "." })
        }
    }

    private mutating func note(_ subject: Subject) {
        if policies[subject] == nil { subjects.append(subject) }
    }

    /// The user, role or group that a reference or a name means.
    ///
    /// - Parameter property: the property that names such identities: `RoleName`.
    func identity(of value: Value, namedBy property: String) -> Subject {
        let name = name(of: value, namedBy: property)
        return Subject(kind: .identity, name: name, namedBy: logicalIDs.contains(name) ? "" : property)
    }

    /// What a reference or a name means: a resource of this template, or something elsewhere.
    ///
    /// - Parameter property: the property that names such resources: `RoleName`.
    func name(of value: Value, namedBy property: String = "") -> String {
        if let name = reference(value), logicalIDs.contains(name) { return name }
        let text = SymbolicText(value, in: context).display
        return named["\(property) \(text)"] ?? text
    }
}

/// A resource with its type and properties.
struct PolicyResource {
    let logicalID: String
    let type: String
    /// The properties; empty where they are no mapping.
    let values: Object
    /// The properties as one value, under the condition of the resource.
    let properties: ConditionalValue

    /// A resource of the template; `nil` where it has no type or no properties.
    init?(_ logicalID: String, _ value: Value) {
        guard let type = value["Type"]?.stringValue, let properties = value["Properties"] else { return nil }
        self.logicalID = logicalID
        self.type = type
        values = properties.objectValue ?? [:]
        self.properties = ConditionalValue(
            value: properties,
            guards: (value["Condition"]?.stringValue).map { [.init(condition: $0, isMet: true)] } ?? [],
            place: Place(logicalID: logicalID, path: [.key("Resources"), .key(logicalID), .key("Properties")])
        )
    }

    /// The value of a property.
    func property(_ name: String) -> ConditionalValue? { properties.property(name) }

    /// The elements of a list property.
    func elements(_ name: String) -> [ConditionalValue] { property(name)?.elements ?? [] }
}
