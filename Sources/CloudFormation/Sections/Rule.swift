/// A check of parameter values before the stack is made.
///
/// - Source: CloudFormation User Guide, "CloudFormation template Rules syntax".
public struct Rule: PropertyObject {
    /// What the template shows.
    public var value: Value

    /// Takes over a rule without checking it.
    public init(unchecked value: Value) { self.value = value }

    /// A rule that applies where the condition holds, by default always.
    public init(ruleCondition: RuleExpression? = nil, assertions: List<Assertion>) {
        value = .properties(("RuleCondition", ruleCondition?.value), ("Assertions", assertions.value))
    }

    /// When the rule applies; always without.
    public var ruleCondition: RuleExpression? {
        get { self["RuleCondition"] }
        set { self["RuleCondition"] = newValue }
    }
    /// What must hold.
    public var assertions: List<Assertion>? {
        get { self["Assertions"] }
        set { self["Assertions"] = newValue }
    }

    /// Something that must hold, and what to say where it does not.
    public struct Assertion: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over an assertion without checking it.
        public init(unchecked value: Value) { self.value = value }

        /// An assertion with the message that is shown where it fails.
        public init(assert: RuleExpression, assertDescription: Property<String>? = nil) {
            value = .properties(("Assert", assert.value), ("AssertDescription", assertDescription?.value))
        }

        /// What must hold.
        public var assert: RuleExpression? {
            get { self["Assert"] }
            set { self["Assert"] = newValue }
        }
        /// The message that is shown where it does not hold.
        public var assertDescription: Property<String>? {
            get { self["AssertDescription"] }
            set { self["AssertDescription"] = newValue }
        }
    }
}
