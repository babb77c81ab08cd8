extension UpdatePolicy {
    /// How an instance refresh goes through an Auto Scaling group.
    ///
    /// - Source: Amazon EC2 Auto Scaling API Reference, "StartInstanceRefresh".
    public struct AutoScalingInstanceRefresh: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over a policy without checking it.
        public init(unchecked value: Value) { self.value = value }

        /// A refresh by a strategy, with preferences where the defaults are not wanted.
        public init(strategy: Property<Strategy>, preferences: Preferences? = nil) {
            value = .properties(("Strategy", strategy.value), ("Preferences", preferences?.value))
        }

        /// How instances are brought up to date.
        public var strategy: Property<Strategy>? {
            get { self["Strategy"] }
            set { self["Strategy"] = newValue }
        }
        /// How fast the refresh goes, and when it waits or stops.
        public var preferences: Preferences? {
            get { self["Preferences"] }
            set { self["Preferences"] = newValue }
        }

        /// How instances are brought up to date.
        public struct Strategy: PropertyEnumeration {
            /// The name in CloudFormation's spelling.
            public let rawValue: String
            /// The strategy of that name.
            public init(rawValue: String) { self.rawValue = rawValue }
        }

        /// What becomes of instances that are protected from scale-in.
        public struct ScaleInProtectedInstances: PropertyEnumeration {
            /// The name in CloudFormation's spelling.
            public let rawValue: String
            /// The behaviour of that name.
            public init(rawValue: String) { self.rawValue = rawValue }
        }

        /// What becomes of instances in standby.
        public struct StandbyInstances: PropertyEnumeration {
            /// The name in CloudFormation's spelling.
            public let rawValue: String
            /// The behaviour of that name.
            public init(rawValue: String) { self.rawValue = rawValue }
        }
    }
}

extension UpdatePolicy.AutoScalingInstanceRefresh {
    /// How fast a refresh goes, and when it waits or stops.
    public struct Preferences: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over preferences without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Preferences of a refresh.
        ///
        /// - Parameters:
        ///   - alarmSpecification: CloudWatch alarms that stop the refresh.
        ///   - bakeTime: seconds to wait at the end, up to 172,800.
        ///   - checkpointDelay: seconds to wait at each checkpoint, up to 172,800.
        ///   - checkpointPercentages: the shares of replaced instances, in percent, at which to wait.
        ///   - instanceWarmup: seconds until a new instance counts.
        ///   - maxHealthyPercentage: the most instances, in percent of the desired capacity: 100 to 200.
        ///   - minHealthyPercentage: the fewest instances in service, in percent of the desired capacity: 0 to 100.
        ///   - scaleInProtectedInstances: what becomes of instances that are protected from scale-in.
        ///   - skipMatching: whether instances that are up to date already stay.
        ///   - standbyInstances: what becomes of instances in standby.
        public init(
            alarmSpecification: AlarmSpecification? = nil,
            bakeTime: Property<Int>? = nil,
            checkpointDelay: Property<Int>? = nil,
            checkpointPercentages: List<Property<Int>>? = nil,
            instanceWarmup: Property<Int>? = nil,
            maxHealthyPercentage: Property<Int>? = nil,
            minHealthyPercentage: Property<Int>? = nil,
            scaleInProtectedInstances: Property<ScaleInProtectedInstances>? = nil,
            skipMatching: Property<Bool>? = nil,
            standbyInstances: Property<StandbyInstances>? = nil
        ) {
            value = .properties(
                ("AlarmSpecification", alarmSpecification?.value),
                ("BakeTime", bakeTime?.value),
                ("CheckpointDelay", checkpointDelay?.value),
                ("CheckpointPercentages", checkpointPercentages?.value),
                ("InstanceWarmup", instanceWarmup?.value),
                ("MaxHealthyPercentage", maxHealthyPercentage?.value),
                ("MinHealthyPercentage", minHealthyPercentage?.value),
                ("ScaleInProtectedInstances", scaleInProtectedInstances?.value),
                ("SkipMatching", skipMatching?.value),
                ("StandbyInstances", standbyInstances?.value)
            )
        }
    }

    /// CloudWatch alarms that stop a refresh.
    public struct AlarmSpecification: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over a specification without checking it.
        public init(unchecked value: Value) { self.value = value }

        /// Up to ten alarms by name.
        public init(alarms: List<Property<String>>) { value = .properties(("Alarms", alarms.value)) }
    }
}

extension Property<UpdatePolicy.AutoScalingInstanceRefresh.Strategy> {
    /// Instances are terminated, and new ones take their place.
    public static let rolling = Self(rawValue: "Rolling")
    /// Instances keep running and get another root volume.
    public static let replaceRootVolume = Self(rawValue: "ReplaceRootVolume")
}

extension Property<UpdatePolicy.AutoScalingInstanceRefresh.ScaleInProtectedInstances> {
    /// They stay as they are.
    public static let ignore = Self(rawValue: "Ignore")
    /// They are replaced too.
    public static let refresh = Self(rawValue: "Refresh")
    /// The refresh waits until they are no longer protected.
    public static let wait = Self(rawValue: "Wait")
}

extension Property<UpdatePolicy.AutoScalingInstanceRefresh.StandbyInstances> {
    /// They stay as they are.
    public static let ignore = Self(rawValue: "Ignore")
    /// They are terminated.
    public static let terminate = Self(rawValue: "Terminate")
    /// The refresh waits until they are back in service.
    public static let wait = Self(rawValue: "Wait")
}
