extension IAM {
    /// One statement of a policy.
    ///
    /// ```swift
    /// IAM.Statement(
    ///     effect: .allow,
    ///     principal: .service("events.amazonaws.com"),
    ///     action: ["sts:AssumeRole"],
    ///     condition: [.stringEquals("aws:SourceAccount", AWS.accountID)]
    /// )
    /// ```
    ///
    /// `Action` and `NotAction` exclude each other, and so do the other Not-forms: `action: .not(["iam:*"])`.
    ///
    /// - Source: IAM User Guide, "IAM JSON policy element reference".
    public struct Statement: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over a statement without checking it.
        public init(unchecked value: Value) { self.value = value }

        /// A statement.
        ///
        /// - Parameters:
        ///   - sid: a name for the statement, unique in the policy.
        ///   - effect: whether the statement allows or denies.
        ///   - principal: whom it is about; only in policies that are attached to a resource or a role's trust.
        ///   - action: what it is about.
        ///   - resource: which resources it is about; not in a role's trust.
        ///   - condition: when it applies; all of the conditions must hold.
        public init(
            sid: Property<String>? = nil,
            effect: Property<Effect>,
            principal: PrincipalElement? = nil,
            action: ActionElement,
            resource: ResourceElement? = nil,
            condition: ConditionElement? = nil
        ) {
            value = .properties(
                ("Sid", sid?.value),
                ("Effect", effect.value),
                (principal?.key ?? "Principal", principal?.principals.value),
                (action.key, action.names.singleOrList),
                (resource?.key ?? "Resource", resource?.names.singleOrList),
                ("Condition", condition?.value)
            )
        }

        /// A name for the statement.
        public var sid: Property<String>? {
            get { self["Sid"] }
            set { self["Sid"] = newValue }
        }
        /// Whether the statement allows or denies.
        public var effect: Property<Effect>? {
            get { self["Effect"] }
            set { self["Effect"] = newValue }
        }
        /// When the statement applies.
        public var condition: ConditionElement? {
            get { self["Condition"] }
            set { self["Condition"] = newValue }
        }

        /// What the statement is about.
        public var action: ActionElement? {
            get {
                value["Action"].map { .action(.fromSingleOrList($0)) }
                    ?? value["NotAction"].map { .not(.fromSingleOrList($0)) }
            }
            set {
                self["Action"] = newValue.flatMap { $0.key == "Action" ? $0.names.singleOrList : nil }
                self["NotAction"] = newValue.flatMap { $0.key == "NotAction" ? $0.names.singleOrList : nil }
            }
        }

        /// Which resources the statement is about.
        public var resource: ResourceElement? {
            get {
                value["Resource"].map { .resource(.fromSingleOrList($0)) }
                    ?? value["NotResource"].map { .not(.fromSingleOrList($0)) }
            }
            set {
                self["Resource"] = newValue.flatMap { $0.key == "Resource" ? $0.names.singleOrList : nil }
                self["NotResource"] = newValue.flatMap { $0.key == "NotResource" ? $0.names.singleOrList : nil }
            }
        }

        /// Whom the statement is about.
        public var principal: PrincipalElement? {
            get {
                value["Principal"].map { .principal(Principal(unchecked: $0)) }
                    ?? value["NotPrincipal"].map { .not(Principal(unchecked: $0)) }
            }
            set {
                self["Principal"] = newValue.flatMap { $0.key == "Principal" ? $0.principals : nil }
                self["NotPrincipal"] = newValue.flatMap { $0.key == "NotPrincipal" ? $0.principals : nil }
            }
        }

        /// Whether a statement allows or denies.
        public struct Effect: PropertyEnumeration {
            /// The name as the statement shows it.
            public let rawValue: String
            /// The effect of that name.
            public init(rawValue: String) { self.rawValue = rawValue }
        }

        /// Which actions a statement is about: those named, or all but those named.
        public enum ActionElement: Sendable, Hashable, ExpressibleByArrayLiteral {
            /// These actions, for instance `sns:Publish` or `ecr:Get*`.
            case action(List<Property<String>>)
            /// All actions but these.
            case not(List<Property<String>>)

            /// These actions.
            public init(arrayLiteral elements: Property<String>...) { self = .action(List(elements)) }

            fileprivate var key: String { if case .action = self { "Action" } else { "NotAction" } }
            fileprivate var names: List<Property<String>> {
                switch self {
                case .action(let names), .not(let names): names
                }
            }
        }

        /// Which resources a statement is about: those named, or all but those named.
        public enum ResourceElement: Sendable, Hashable, ExpressibleByArrayLiteral {
            /// The resources of these ARNs, which may have `*` and `?`.
            case resource(List<Property<String>>)
            /// All resources but those of these ARNs.
            case not(List<Property<String>>)

            /// The resources of these ARNs.
            public init(arrayLiteral elements: Property<String>...) { self = .resource(List(elements)) }

            fileprivate var key: String { if case .resource = self { "Resource" } else { "NotResource" } }
            fileprivate var names: List<Property<String>> {
                switch self {
                case .resource(let names), .not(let names): names
                }
            }
        }
    }
}

extension Property<IAM.Statement.Effect> {
    /// The statement allows.
    public static let allow = Self(rawValue: "Allow")
    /// The statement denies, whatever others allow.
    public static let deny = Self(rawValue: "Deny")
}

extension List {
    /// A list of one as its element, which policies read as the same and people write.
    var singleOrList: Value {
        if case .array(let elements) = value, elements.count == 1 { elements[0] } else { value }
    }

    /// A list of an element that stands alone.
    static func fromSingleOrList(_ value: Value) -> Self {
        switch value {
        case .array: List(unchecked: value)
        case .object where Intrinsic(value) != nil && Intrinsic(value)?.givesList == true: List(unchecked: value)
        default: List(unchecked: .array([value]))
        }
    }
}

extension Intrinsic {
    /// Whether the function's result is a list, as far as its name tells.
    var givesList: Bool {
        guard case .other(let name, _) = self else { return false }
        return ["Fn::Split", "Fn::GetAZs", "Fn::Cidr"].contains(name)
    }
}
