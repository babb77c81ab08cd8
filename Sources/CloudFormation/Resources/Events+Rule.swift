extension Events {
    /// Sends events that match a pattern, or the ticks of a schedule, to targets.
    ///
    /// `Ref` gives the rule's name, with the bus before it unless that is the default one.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::Events::Rule".
    public struct Rule: TypedResource {
        /// `AWS::Events::Rule`
        public static let resourceType = "AWS::Events::Rule"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            name: Property<String>? = nil,
            description: Property<String>? = nil,
            eventBusName: Property<String>? = nil,
            eventPattern: Value? = nil,
            scheduleExpression: Property<String>? = nil,
            state: Property<State>? = nil,
            targets: List<Target>? = nil,
            roleArn: Property<String>? = nil,
            tags: List<Tag>? = nil
        ) {
            value = .properties(
                ("Name", name?.value),
                ("Description", description?.value),
                ("EventBusName", eventBusName?.value),
                ("EventPattern", eventPattern),
                ("ScheduleExpression", scheduleExpression?.value),
                ("State", state?.value),
                ("Targets", targets?.value),
                ("RoleArn", roleArn?.value),
                ("Tags", tags?.value)
            )
        }

        /// The rule's name, at most 64 characters of letters, digits and `.-_`. CloudFormation makes one without.
        public var name: Property<String>? {
            get { self["Name"] }
            set { self["Name"] = newValue }
        }
        /// What the rule does, at most 512 characters.
        public var description: Property<String>? {
            get { self["Description"] }
            set { self["Description"] = newValue }
        }
        /// Name or ARN of the bus; the default one without.
        public var eventBusName: Property<String>? {
            get { self["EventBusName"] }
            set { self["EventBusName"] = newValue }
        }
        /// Which events match: an object of field names and lists of values or conditions.
        public var eventPattern: Value? {
            get { self["EventPattern"] }
            set { self["EventPattern"] = newValue }
        }
        /// When to tick: `rate(…)` or `cron(…)`.
        public var scheduleExpression: Property<String>? {
            get { self["ScheduleExpression"] }
            set { self["ScheduleExpression"] = newValue }
        }
        /// Whether the rule is in force; it is without.
        public var state: Property<State>? {
            get { self["State"] }
            set { self["State"] = newValue }
        }
        /// Where events go, at most five.
        public var targets: List<Target>? {
            get { self["Targets"] }
            set { self["Targets"] = newValue }
        }
        /// The role with which the rule sends to buses of other accounts.
        public var roleArn: Property<String>? {
            get { self["RoleArn"] }
            set { self["RoleArn"] = newValue }
        }
        /// The rule's tags.
        public var tags: List<Tag>? {
            get { self["Tags"] }
            set { self["Tags"] = newValue }
        }
    }
}

extension ResourceHandle where Model == Events.Rule {
    /// The rule's ARN.
    public var arn: Property<String> { attribute("Arn") }
    /// The rule's name.
    public var ruleName: Property<String> { attribute("RuleName") }
}

extension Events.Rule {
    /// Whether a rule is in force.
    public struct State: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The state of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<Events.Rule.State> {
    /// It is not.
    public static let disabled = Self(rawValue: "DISABLED")
    /// It is, read-only management events of CloudTrail aside.
    public static let enabled = Self(rawValue: "ENABLED")
    /// It is, read-only management events of CloudTrail included.
    public static let enabledWithAllCloudTrailManagementEvents = Self(
        rawValue: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
    )
}
