extension IAM {
    /// When a statement applies: conditions that must all hold.
    ///
    /// - Shape: an object of operators, each with an object of context keys and values.
    /// - Source: IAM User Guide, "IAM JSON policy elements: Condition".
    public struct ConditionElement: ValueRepresentable, ExpressibleByArrayLiteral {
        /// What the template shows.
        public let value: Value

        /// Takes over conditions without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// The given conditions. Those of one operator stand together; those of one operator and key too, where one of
        /// the values has to match.
        public init(_ conditions: some Sequence<Condition>) {
            var operators = Object()
            for condition in conditions {
                var keys = operators[condition.operator.rawValue]?.objectValue ?? Object()
                let known = keys[condition.key].map { List<Property<String>>.fromSingleOrList($0).elements ?? [] } ?? []
                keys[condition.key] =
                    known.isEmpty
                    ? condition.values.singleOrList : List(known + (condition.values.elements ?? [])).singleOrList
                operators[condition.operator.rawValue] = .object(keys)
            }
            value = .object(operators)
        }

        /// The given conditions.
        public init(arrayLiteral elements: Condition...) { self.init(elements) }
    }

    /// A comparison of a key of the request's context with values, one of which must match.
    public struct Condition: Sendable, Hashable {
        /// How the key's value is compared.
        public var `operator`: ConditionOperator
        /// The key of the context, for instance `aws:SourceAccount`.
        public var key: String
        /// The values.
        public var values: List<Property<String>>

        /// A comparison.
        public init(_ operator: ConditionOperator, _ key: String, _ values: List<Property<String>>) {
            self.operator = `operator`
            self.key = key
            self.values = values
        }

        /// Holds where the key's value is the text, case included.
        public static func stringEquals(_ key: String, _ value: Property<String>) -> Self {
            Self(.stringEquals, key, [value])
        }

        /// Holds where the key's value matches the text, in which `*` and `?` stand for any characters.
        public static func stringLike(_ key: String, _ value: Property<String>) -> Self {
            Self(.stringLike, key, [value])
        }

        /// Holds where the key's value is an ARN that matches, part by part.
        public static func arnLike(_ key: String, _ value: Property<String>) -> Self { Self(.arnLike, key, [value]) }

        /// Holds where the key's value is true, or false.
        public static func bool(_ key: String, _ value: Bool) -> Self {
            Self(.bool, key, [Property(value ? "true" : "false")])
        }
    }

    /// How a context key's value is compared.
    ///
    /// - Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
    public struct ConditionOperator: Sendable, Hashable {
        /// The name as the condition shows it.
        public let rawValue: String

        /// The operator of that name, for one that has no constant here.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The same text, case included.
        public static let stringEquals = Self(rawValue: "StringEquals")
        /// Another text.
        public static let stringNotEquals = Self(rawValue: "StringNotEquals")
        /// The same text, case aside.
        public static let stringEqualsIgnoreCase = Self(rawValue: "StringEqualsIgnoreCase")
        /// Another text, case aside.
        public static let stringNotEqualsIgnoreCase = Self(rawValue: "StringNotEqualsIgnoreCase")
        /// A text that matches, with `*` and `?`.
        public static let stringLike = Self(rawValue: "StringLike")
        /// A text that does not match.
        public static let stringNotLike = Self(rawValue: "StringNotLike")
        /// The same number.
        public static let numericEquals = Self(rawValue: "NumericEquals")
        /// Another number.
        public static let numericNotEquals = Self(rawValue: "NumericNotEquals")
        /// A smaller number.
        public static let numericLessThan = Self(rawValue: "NumericLessThan")
        /// A number that is not larger.
        public static let numericLessThanEquals = Self(rawValue: "NumericLessThanEquals")
        /// A larger number.
        public static let numericGreaterThan = Self(rawValue: "NumericGreaterThan")
        /// A number that is not smaller.
        public static let numericGreaterThanEquals = Self(rawValue: "NumericGreaterThanEquals")
        /// The same moment.
        public static let dateEquals = Self(rawValue: "DateEquals")
        /// Another moment.
        public static let dateNotEquals = Self(rawValue: "DateNotEquals")
        /// An earlier moment.
        public static let dateLessThan = Self(rawValue: "DateLessThan")
        /// A moment that is not later.
        public static let dateLessThanEquals = Self(rawValue: "DateLessThanEquals")
        /// A later moment.
        public static let dateGreaterThan = Self(rawValue: "DateGreaterThan")
        /// A moment that is not earlier.
        public static let dateGreaterThanEquals = Self(rawValue: "DateGreaterThanEquals")
        /// The same truth value.
        public static let bool = Self(rawValue: "Bool")
        /// The same bytes in Base64.
        public static let binaryEquals = Self(rawValue: "BinaryEquals")
        /// An address in the CIDR block.
        public static let ipAddress = Self(rawValue: "IpAddress")
        /// An address outside of the CIDR block.
        public static let notIpAddress = Self(rawValue: "NotIpAddress")
        /// The same ARN, part by part, with `*` and `?`.
        public static let arnEquals = Self(rawValue: "ArnEquals")
        /// Another ARN.
        public static let arnNotEquals = Self(rawValue: "ArnNotEquals")
        /// An ARN that matches, part by part, with `*` and `?`.
        public static let arnLike = Self(rawValue: "ArnLike")
        /// An ARN that does not match.
        public static let arnNotLike = Self(rawValue: "ArnNotLike")
        /// Whether the key is absent.
        public static let null = Self(rawValue: "Null")

        /// The operator, which also holds where the key is absent.
        public var ifExists: Self { Self(rawValue: rawValue + "IfExists") }
        /// The operator for a key of several values, all of which must match.
        public var forAllValues: Self { Self(rawValue: "ForAllValues:" + rawValue) }
        /// The operator for a key of several values, one of which must match.
        public var forAnyValue: Self { Self(rawValue: "ForAnyValue:" + rawValue) }
    }
}
