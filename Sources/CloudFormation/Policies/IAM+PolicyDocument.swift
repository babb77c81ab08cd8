extension IAM {
    /// A policy: what principals may do with resources, or what they may not.
    ///
    /// - Shape: a JSON object with `Version`, `Id` and `Statement`.
    /// - Source: IAM User Guide, "IAM JSON policy element reference".
    public struct PolicyDocument: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over a document without checking it.
        public init(unchecked value: Value) { self.value = value }

        /// A policy in the current version of the language, `2012-10-17`.
        public init(
            id: Property<String>? = nil,
            statement: List<Statement>,
            version: Property<Version> = .v2012_10_17
        ) {
            value = .properties(("Version", version.value), ("Id", id?.value), ("Statement", statement.value))
        }

        /// The version of the policy language.
        public var version: Property<Version>? {
            get { self["Version"] }
            set { self["Version"] = newValue }
        }
        /// A name for the policy.
        public var id: Property<String>? {
            get { self["Id"] }
            set { self["Id"] = newValue }
        }
        /// What the policy allows and denies; a document with one statement may show it without a list.
        public var statement: List<Statement>? {
            get {
                switch value["Statement"] {
                case .object(let only)? where Intrinsic(.object(only)) == nil: List(unchecked: .array([.object(only)]))
                case let statements: statements.map { List(unchecked: $0) }
                }
            }
            set { self["Statement"] = newValue }
        }

        /// The version of the policy language.
        public struct Version: PropertyEnumeration {
            /// The version as the document shows it.
            public let rawValue: String
            /// The version of that name.
            public init(rawValue: String) { self.rawValue = rawValue }
        }
    }
}

extension Property<IAM.PolicyDocument.Version> {
    /// The current version, with policy variables such as `${aws:username}`.
    public static let v2012_10_17 = Self(rawValue: "2012-10-17")
    /// The earlier version, without policy variables.
    public static let v2008_10_17 = Self(rawValue: "2008-10-17")
}
