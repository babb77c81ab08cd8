/// What to wait for before a resource counts as made.
///
/// - Source: CloudFormation User Guide, "CreationPolicy attribute".
public struct CreationPolicy: PropertyObject {
    /// What the template shows.
    public var value: Value

    /// Takes over a policy without checking it.
    public init(unchecked value: Value) { self.value = value }

    /// A policy for instances, Auto Scaling groups, wait conditions (`resourceSignal`) and AppStream fleets (`startFleet`).
    ///
    /// - Parameters:
    ///   - autoScalingCreationPolicy: how many instances of an Auto Scaling group must signal.
    ///   - resourceSignal: how many signals to wait for, and how long.
    ///   - startFleet: whether an AppStream fleet is started.
    public init(
        autoScalingCreationPolicy: AutoScalingCreationPolicy? = nil,
        resourceSignal: ResourceSignal? = nil,
        startFleet: Property<Bool>? = nil
    ) {
        value = .properties(
            ("AutoScalingCreationPolicy", autoScalingCreationPolicy?.value),
            ("ResourceSignal", resourceSignal?.value),
            ("StartFleet", startFleet?.value)
        )
    }

    /// How many instances of an Auto Scaling group must signal.
    public var autoScalingCreationPolicy: AutoScalingCreationPolicy? {
        get { self["AutoScalingCreationPolicy"] }
        set { self["AutoScalingCreationPolicy"] = newValue }
    }

    /// How many signals to wait for, and how long.
    public var resourceSignal: ResourceSignal? {
        get { self["ResourceSignal"] }
        set { self["ResourceSignal"] = newValue }
    }

    /// Whether an AppStream fleet is started.
    public var startFleet: Property<Bool>? {
        get { self["StartFleet"] }
        set { self["StartFleet"] = newValue }
    }

    /// The names that a policy may have.
    static let partNames = ["AutoScalingCreationPolicy", "ResourceSignal", "StartFleet"]

    /// How many instances of an Auto Scaling group must signal.
    public struct AutoScalingCreationPolicy: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over a policy without checking it.
        public init(unchecked value: Value) { self.value = value }

        /// The share of instances that must signal, in percent.
        public init(minSuccessfulInstancesPercent: Property<Int>? = nil) {
            value = .properties(("MinSuccessfulInstancesPercent", minSuccessfulInstancesPercent?.value))
        }

        /// The share of instances that must signal, in percent.
        public var minSuccessfulInstancesPercent: Property<Int>? {
            get { self["MinSuccessfulInstancesPercent"] }
            set { self["MinSuccessfulInstancesPercent"] = newValue }
        }
    }

    /// How many signals to wait for, and how long.
    public struct ResourceSignal: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over a policy without checking it.
        public init(unchecked value: Value) { self.value = value }

        /// The number of signals, 1 without, and the longest wait as an ISO 8601 duration, `PT5M` without.
        public init(count: Property<Int>? = nil, timeout: Property<String>? = nil) {
            value = .properties(("Count", count?.value), ("Timeout", timeout?.value))
        }

        /// The number of signals to wait for.
        public var count: Property<Int>? {
            get { self["Count"] }
            set { self["Count"] = newValue }
        }
        /// The longest wait as an ISO 8601 duration.
        public var timeout: Property<String>? {
            get { self["Timeout"] }
            set { self["Timeout"] = newValue }
        }
    }
}
