extension Events.Rule {
    /// The task of an ECS cluster.
    public struct EcsParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            taskDefinitionArn: Property<String>,
            taskCount: Property<Int>? = nil,
            launchType: Property<LaunchType>? = nil,
            capacityProviderStrategy: List<CapacityProviderStrategyItem>? = nil,
            networkConfiguration: NetworkConfiguration? = nil,
            platformVersion: Property<String>? = nil,
            group: Property<String>? = nil,
            placementConstraints: List<PlacementConstraint>? = nil,
            placementStrategies: List<PlacementStrategy>? = nil,
            propagateTags: Property<PropagateTags>? = nil,
            enableECSManagedTags: Property<Bool>? = nil,
            enableExecuteCommand: Property<Bool>? = nil,
            referenceId: Property<String>? = nil,
            tagList: List<Tag>? = nil
        ) {
            value = .properties(
                ("TaskDefinitionArn", taskDefinitionArn.value),
                ("TaskCount", taskCount?.value),
                ("LaunchType", launchType?.value),
                ("CapacityProviderStrategy", capacityProviderStrategy?.value),
                ("NetworkConfiguration", networkConfiguration?.value),
                ("PlatformVersion", platformVersion?.value),
                ("Group", group?.value),
                ("PlacementConstraints", placementConstraints?.value),
                ("PlacementStrategies", placementStrategies?.value),
                ("PropagateTags", propagateTags?.value),
                ("EnableECSManagedTags", enableECSManagedTags?.value),
                ("EnableExecuteCommand", enableExecuteCommand?.value),
                ("ReferenceId", referenceId?.value),
                ("TagList", tagList?.value)
            )
        }

        /// The ARN of the task definition.
        public var taskDefinitionArn: Property<String>? {
            get { self["TaskDefinitionArn"] }
            set { self["TaskDefinitionArn"] = newValue }
        }
        /// The number of tasks; 1 without.
        public var taskCount: Property<Int>? {
            get { self["TaskCount"] }
            set { self["TaskCount"] = newValue }
        }
        /// Where tasks run.
        public var launchType: Property<LaunchType>? {
            get { self["LaunchType"] }
            set { self["LaunchType"] = newValue }
        }
        /// Which capacity providers tasks use, in place of a launch type.
        public var capacityProviderStrategy: List<CapacityProviderStrategyItem>? {
            get { self["CapacityProviderStrategy"] }
            set { self["CapacityProviderStrategy"] = newValue }
        }
        /// The network of tasks that have their own interface.
        public var networkConfiguration: NetworkConfiguration? {
            get { self["NetworkConfiguration"] }
            set { self["NetworkConfiguration"] = newValue }
        }
        /// The platform version of Fargate.
        public var platformVersion: Property<String>? {
            get { self["PlatformVersion"] }
            set { self["PlatformVersion"] = newValue }
        }
        /// The task group, at most 255 characters.
        public var group: Property<String>? {
            get { self["Group"] }
            set { self["Group"] = newValue }
        }
        /// Where tasks may be placed, at most ten.
        public var placementConstraints: List<PlacementConstraint>? {
            get { self["PlacementConstraints"] }
            set { self["PlacementConstraints"] = newValue }
        }
        /// How tasks are spread, at most five.
        public var placementStrategies: List<PlacementStrategy>? {
            get { self["PlacementStrategies"] }
            set { self["PlacementStrategies"] = newValue }
        }
        /// Whether tasks get the task definition's tags.
        public var propagateTags: Property<PropagateTags>? {
            get { self["PropagateTags"] }
            set { self["PropagateTags"] = newValue }
        }
        /// Whether ECS tags the tasks.
        public var enableECSManagedTags: Property<Bool>? {
            get { self["EnableECSManagedTags"] }
            set { self["EnableECSManagedTags"] = newValue }
        }
        /// Whether commands may be run in the tasks' containers.
        public var enableExecuteCommand: Property<Bool>? {
            get { self["EnableExecuteCommand"] }
            set { self["EnableExecuteCommand"] = newValue }
        }
        /// A reference id for the tasks.
        public var referenceId: Property<String>? {
            get { self["ReferenceId"] }
            set { self["ReferenceId"] = newValue }
        }
        /// Tags of the tasks.
        public var tagList: List<Tag>? {
            get { self["TagList"] }
            set { self["TagList"] = newValue }
        }
    }

    /// The share of a capacity provider.
    public struct CapacityProviderStrategyItem: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            capacityProvider: Property<String>,
            base: Property<Int>? = nil,
            weight: Property<Int>? = nil
        ) {
            value = .properties(
                ("CapacityProvider", capacityProvider.value),
                ("Base", base?.value),
                ("Weight", weight?.value)
            )
        }

        /// The provider's name.
        public var capacityProvider: Property<String>? {
            get { self["CapacityProvider"] }
            set { self["CapacityProvider"] = newValue }
        }
        /// The fewest tasks that use it: 0 to 100,000.
        public var base: Property<Int>? {
            get { self["Base"] }
            set { self["Base"] = newValue }
        }
        /// Its share of the rest: 0 to 1,000.
        public var weight: Property<Int>? {
            get { self["Weight"] }
            set { self["Weight"] = newValue }
        }
    }

    /// The network of a task.
    public struct NetworkConfiguration: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            awsVpcConfiguration: AwsVpcConfiguration? = nil
        ) {
            value = .properties(
                ("AwsVpcConfiguration", awsVpcConfiguration?.value)
            )
        }

        /// Subnets and security groups.
        public var awsVpcConfiguration: AwsVpcConfiguration? {
            get { self["AwsVpcConfiguration"] }
            set { self["AwsVpcConfiguration"] = newValue }
        }
    }

    /// Subnets and security groups of a task.
    public struct AwsVpcConfiguration: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            subnets: List<Property<String>>,
            securityGroups: List<Property<String>>? = nil,
            assignPublicIp: Property<AssignPublicIp>? = nil
        ) {
            value = .properties(
                ("Subnets", subnets.value),
                ("SecurityGroups", securityGroups?.value),
                ("AssignPublicIp", assignPublicIp?.value)
            )
        }

        /// Ids of subnets, all in one network.
        public var subnets: List<Property<String>>? {
            get { self["Subnets"] }
            set { self["Subnets"] = newValue }
        }
        /// Ids of security groups, at most five; the network's default one without.
        public var securityGroups: List<Property<String>>? {
            get { self["SecurityGroups"] }
            set { self["SecurityGroups"] = newValue }
        }
        /// Whether the task has a public address.
        public var assignPublicIp: Property<AssignPublicIp>? {
            get { self["AssignPublicIp"] }
            set { self["AssignPublicIp"] = newValue }
        }
    }

    /// Where tasks may be placed.
    public struct PlacementConstraint: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            type: Property<PlacementConstraintType>? = nil,
            expression: Property<String>? = nil
        ) {
            value = .properties(
                ("Type", type?.value),
                ("Expression", expression?.value)
            )
        }

        /// The kind of the constraint.
        public var type: Property<PlacementConstraintType>? {
            get { self["Type"] }
            set { self["Type"] = newValue }
        }
        /// A cluster query that the instance must match.
        public var expression: Property<String>? {
            get { self["Expression"] }
            set { self["Expression"] = newValue }
        }
    }

    /// How tasks are spread.
    public struct PlacementStrategy: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            type: Property<String>? = nil,
            field: Property<String>? = nil
        ) {
            value = .properties(
                ("Type", type?.value),
                ("Field", field?.value)
            )
        }

        /// `random`, `spread` or `binpack`.
        public var type: Property<String>? {
            get { self["Type"] }
            set { self["Type"] = newValue }
        }
        /// What to spread over or pack by.
        public var field: Property<String>? {
            get { self["Field"] }
            set { self["Field"] = newValue }
        }
    }

    /// Where tasks run.
    public struct LaunchType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The type of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Whether tasks get the task definition's tags.
    public struct PropagateTags: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The setting of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Whether a task has a public address.
    public struct AssignPublicIp: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The setting of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// The kind of a placement constraint.
    public struct PlacementConstraintType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The kind of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<Events.Rule.LaunchType> {
    /// On instances of the cluster.
    public static let ec2 = Self(rawValue: "EC2")
    /// On machines outside of AWS.
    public static let external = Self(rawValue: "EXTERNAL")
    /// On Fargate.
    public static let fargate = Self(rawValue: "FARGATE")
}

extension Property<Events.Rule.PropagateTags> {
    /// They do.
    public static let taskDefinition = Self(rawValue: "TASK_DEFINITION")
}

extension Property<Events.Rule.AssignPublicIp> {
    /// It has none.
    public static let disabled = Self(rawValue: "DISABLED")
    /// It has one.
    public static let enabled = Self(rawValue: "ENABLED")
}

extension Property<Events.Rule.PlacementConstraintType> {
    /// Each task on another instance.
    public static let distinctInstance = Self(rawValue: "distinctInstance")
    /// On instances that match an expression.
    public static let memberOf = Self(rawValue: "memberOf")
}
