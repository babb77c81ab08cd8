/// How updates of some resource types proceed.
///
/// - Source: CloudFormation User Guide, "UpdatePolicy attribute".
public struct UpdatePolicy: PropertyObject {
    /// What the template shows.
    public var value: Value

    /// Takes over a policy without checking it.
    public init(unchecked value: Value) { self.value = value }

    /// A policy of the given parts.
    ///
    /// - Parameters:
    ///   - autoScalingInstanceRefresh: how an instance refresh goes through the Auto Scaling group; not together with
    ///     `autoScalingRollingUpdate`.
    ///   - autoScalingReplacingUpdate: whether an update replaces the Auto Scaling group.
    ///   - autoScalingRollingUpdate: how an update goes through the group's instances.
    ///   - autoScalingScheduledAction: what an update does to sizes that scheduled actions have changed.
    ///   - codeDeployLambdaAliasUpdate: the CodeDeploy deployment that moves a Lambda alias.
    ///   - enableVersionUpgrade: whether an OpenSearch or Elasticsearch domain is upgraded in place.
    ///   - startAfterUpdate: whether an AppStream fleet is started after an update.
    ///   - stopBeforeUpdate: whether an AppStream fleet is stopped before an update.
    ///   - useOnlineResharding: whether an ElastiCache replication group's shards change in place.
    public init(
        autoScalingInstanceRefresh: AutoScalingInstanceRefresh? = nil,
        autoScalingReplacingUpdate: AutoScalingReplacingUpdate? = nil,
        autoScalingRollingUpdate: AutoScalingRollingUpdate? = nil,
        autoScalingScheduledAction: AutoScalingScheduledAction? = nil,
        codeDeployLambdaAliasUpdate: CodeDeployLambdaAliasUpdate? = nil,
        enableVersionUpgrade: Property<Bool>? = nil,
        startAfterUpdate: Property<Bool>? = nil,
        stopBeforeUpdate: Property<Bool>? = nil,
        useOnlineResharding: Property<Bool>? = nil
    ) {
        value = .properties(
            ("AutoScalingInstanceRefresh", autoScalingInstanceRefresh?.value),
            ("AutoScalingReplacingUpdate", autoScalingReplacingUpdate?.value),
            ("AutoScalingRollingUpdate", autoScalingRollingUpdate?.value),
            ("AutoScalingScheduledAction", autoScalingScheduledAction?.value),
            ("CodeDeployLambdaAliasUpdate", codeDeployLambdaAliasUpdate?.value),
            ("EnableVersionUpgrade", enableVersionUpgrade?.value),
            ("StartAfterUpdate", startAfterUpdate.map { .single("Type", $0.value) }),
            ("StopBeforeUpdate", stopBeforeUpdate.map { .single("Type", $0.value) }),
            ("UseOnlineResharding", useOnlineResharding?.value)
        )
    }

    /// How an instance refresh goes through the Auto Scaling group.
    public var autoScalingInstanceRefresh: AutoScalingInstanceRefresh? {
        get { self["AutoScalingInstanceRefresh"] }
        set { self["AutoScalingInstanceRefresh"] = newValue }
    }
    /// Whether an update replaces the Auto Scaling group.
    public var autoScalingReplacingUpdate: AutoScalingReplacingUpdate? {
        get { self["AutoScalingReplacingUpdate"] }
        set { self["AutoScalingReplacingUpdate"] = newValue }
    }
    /// How an update goes through the Auto Scaling group's instances.
    public var autoScalingRollingUpdate: AutoScalingRollingUpdate? {
        get { self["AutoScalingRollingUpdate"] }
        set { self["AutoScalingRollingUpdate"] = newValue }
    }
    /// What an update does to sizes that scheduled actions have changed.
    public var autoScalingScheduledAction: AutoScalingScheduledAction? {
        get { self["AutoScalingScheduledAction"] }
        set { self["AutoScalingScheduledAction"] = newValue }
    }
    /// The CodeDeploy deployment that moves a Lambda alias.
    public var codeDeployLambdaAliasUpdate: CodeDeployLambdaAliasUpdate? {
        get { self["CodeDeployLambdaAliasUpdate"] }
        set { self["CodeDeployLambdaAliasUpdate"] = newValue }
    }
    /// Whether an OpenSearch or Elasticsearch domain is upgraded in place.
    public var enableVersionUpgrade: Property<Bool>? {
        get { self["EnableVersionUpgrade"] }
        set { self["EnableVersionUpgrade"] = newValue }
    }
    /// Whether an AppStream fleet is started after an update.
    public var startAfterUpdate: Property<Bool>? {
        get { value["StartAfterUpdate"]?["Type"].map { Property(unchecked: $0) } }
        set { self["StartAfterUpdate"] = newValue.map { Value.single("Type", $0.value) } }
    }
    /// Whether an AppStream fleet is stopped before an update.
    public var stopBeforeUpdate: Property<Bool>? {
        get { value["StopBeforeUpdate"]?["Type"].map { Property(unchecked: $0) } }
        set { self["StopBeforeUpdate"] = newValue.map { Value.single("Type", $0.value) } }
    }
    /// Whether an ElastiCache replication group's shards change in place.
    public var useOnlineResharding: Property<Bool>? {
        get { self["UseOnlineResharding"] }
        set { self["UseOnlineResharding"] = newValue }
    }

    /// The names that a policy may have.
    static let partNames = [
        "AutoScalingInstanceRefresh", "AutoScalingReplacingUpdate", "AutoScalingRollingUpdate",
        "AutoScalingScheduledAction", "CodeDeployLambdaAliasUpdate", "EnableVersionUpgrade", "StartAfterUpdate",
        "StopBeforeUpdate", "UseOnlineResharding",
    ]

    /// Whether an update replaces the Auto Scaling group.
    public struct AutoScalingReplacingUpdate: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over a policy without checking it.
        public init(unchecked value: Value) { self.value = value }

        /// Whether the group as a whole is replaced, with its instances.
        public init(willReplace: Property<Bool>? = nil) {
            value = .properties(("WillReplace", willReplace?.value))
        }

        /// Whether the group as a whole is replaced, with its instances.
        public var willReplace: Property<Bool>? {
            get { self["WillReplace"] }
            set { self["WillReplace"] = newValue }
        }
    }

    /// How an update goes through an Auto Scaling group's instances.
    public struct AutoScalingRollingUpdate: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over a policy without checking it.
        public init(unchecked value: Value) { self.value = value }

        /// A rolling update.
        ///
        /// - Parameters:
        ///   - maxBatchSize: the most instances replaced at once.
        ///   - minActiveInstancesPercent: the share of instances, in percent, that must be in service for success.
        ///   - minInstancesInService: the fewest instances in service meanwhile.
        ///   - minSuccessfulInstancesPercent: the share of instances, in percent, that must signal success.
        ///   - pauseTime: the wait after a batch as an ISO 8601 duration.
        ///   - suspendProcesses: the Auto Scaling processes that rest meanwhile.
        ///   - waitOnResourceSignals: whether instances must signal within the pause.
        public init(
            maxBatchSize: Property<Int>? = nil,
            minActiveInstancesPercent: Property<Int>? = nil,
            minInstancesInService: Property<Int>? = nil,
            minSuccessfulInstancesPercent: Property<Int>? = nil,
            pauseTime: Property<String>? = nil,
            suspendProcesses: List<Property<String>>? = nil,
            waitOnResourceSignals: Property<Bool>? = nil
        ) {
            value = .properties(
                ("MaxBatchSize", maxBatchSize?.value),
                ("MinActiveInstancesPercent", minActiveInstancesPercent?.value),
                ("MinInstancesInService", minInstancesInService?.value),
                ("MinSuccessfulInstancesPercent", minSuccessfulInstancesPercent?.value),
                ("PauseTime", pauseTime?.value),
                ("SuspendProcesses", suspendProcesses?.value),
                ("WaitOnResourceSignals", waitOnResourceSignals?.value)
            )
        }
    }

    /// What an update does to sizes of an Auto Scaling group that scheduled actions have changed.
    public struct AutoScalingScheduledAction: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over a policy without checking it.
        public init(unchecked value: Value) { self.value = value }

        /// Whether differences of the group's sizes, which scheduled actions make, are left as they are.
        public init(ignoreUnmodifiedGroupSizeProperties: Property<Bool>? = nil) {
            value = .properties(("IgnoreUnmodifiedGroupSizeProperties", ignoreUnmodifiedGroupSizeProperties?.value))
        }
    }

    /// The CodeDeploy deployment that moves a Lambda alias to another version.
    public struct CodeDeployLambdaAliasUpdate: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over a policy without checking it.
        public init(unchecked value: Value) { self.value = value }

        /// A deployment with the functions to run before and after traffic moves.
        public init(
            applicationName: Property<String>,
            deploymentGroupName: Property<String>,
            beforeAllowTrafficHook: Property<String>? = nil,
            afterAllowTrafficHook: Property<String>? = nil
        ) {
            value = .properties(
                ("ApplicationName", applicationName.value),
                ("DeploymentGroupName", deploymentGroupName.value),
                ("BeforeAllowTrafficHook", beforeAllowTrafficHook?.value),
                ("AfterAllowTrafficHook", afterAllowTrafficHook?.value)
            )
        }
    }
}
