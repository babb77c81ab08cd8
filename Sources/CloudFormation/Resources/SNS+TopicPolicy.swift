extension SNS {
    /// Who may do what with topics.
    ///
    /// `Ref` gives an id that nothing else takes.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::SNS::TopicPolicy".
    public struct TopicPolicy: TypedResource {
        /// `AWS::SNS::TopicPolicy`
        public static let resourceType = "AWS::SNS::TopicPolicy"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            policyDocument: IAM.PolicyDocument,
            topics: List<Property<String>>
        ) {
            value = .properties(
                ("PolicyDocument", policyDocument.value),
                ("Topics", topics.value)
            )
        }

        /// What is allowed and denied, to whom.
        public var policyDocument: IAM.PolicyDocument? {
            get { self["PolicyDocument"] }
            set { self["PolicyDocument"] = newValue }
        }
        /// ARNs of the topics that the policy is for.
        public var topics: List<Property<String>>? {
            get { self["Topics"] }
            set { self["Topics"] = newValue }
        }
    }
}

extension ResourceHandle where Model == SNS.TopicPolicy {
    /// The policy's id.
    public var id: Property<String> { attribute("Id") }
}
