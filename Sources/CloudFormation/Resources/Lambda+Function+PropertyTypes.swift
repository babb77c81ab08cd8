extension Lambda.Function {
    /// The program, or the image that holds it.
    public struct Code: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            s3Bucket: Property<String>? = nil,
            s3Key: Property<String>? = nil,
            s3ObjectVersion: Property<String>? = nil,
            s3ObjectStorageMode: Property<S3ObjectStorageMode>? = nil,
            zipFile: Property<String>? = nil,
            imageUri: Property<String>? = nil,
            sourceKMSKeyArn: Property<String>? = nil
        ) {
            value = .properties(
                ("S3Bucket", s3Bucket?.value),
                ("S3Key", s3Key?.value),
                ("S3ObjectVersion", s3ObjectVersion?.value),
                ("S3ObjectStorageMode", s3ObjectStorageMode?.value),
                ("ZipFile", zipFile?.value),
                ("ImageUri", imageUri?.value),
                ("SourceKMSKeyArn", sourceKMSKeyArn?.value)
            )
        }

        /// The bucket that has the archive, in the function's region.
        public var s3Bucket: Property<String>? {
            get { self["S3Bucket"] }
            set { self["S3Bucket"] = newValue }
        }
        /// The archive's key.
        public var s3Key: Property<String>? {
            get { self["S3Key"] }
            set { self["S3Key"] = newValue }
        }
        /// The version of that object; the newest without.
        public var s3ObjectVersion: Property<String>? {
            get { self["S3ObjectVersion"] }
            set { self["S3ObjectVersion"] = newValue }
        }
        /// Whether Lambda copies the archive.
        public var s3ObjectStorageMode: Property<S3ObjectStorageMode>? {
            get { self["S3ObjectStorageMode"] }
            set { self["S3ObjectStorageMode"] = newValue }
        }
        /// The source of one file, for Node.js and Python.
        public var zipFile: Property<String>? {
            get { self["ZipFile"] }
            set { self["ZipFile"] = newValue }
        }
        /// An image in Amazon ECR.
        public var imageUri: Property<String>? {
            get { self["ImageUri"] }
            set { self["ImageUri"] = newValue }
        }
        /// The ARN of the key that encrypts the archive.
        public var sourceKMSKeyArn: Property<String>? {
            get { self["SourceKMSKeyArn"] }
            set { self["SourceKMSKeyArn"] = newValue }
        }
    }

    /// The size of `/tmp`.
    public struct EphemeralStorage: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            size: Property<Int>
        ) {
            value = .properties(
                ("Size", size.value)
            )
        }

        /// MiB: 512 to 32,768.
        public var size: Property<Int>? {
            get { self["Size"] }
            set { self["Size"] = newValue }
        }
    }

    /// Environment variables.
    public struct Environment: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            variables: OrderedMap<Property<String>>? = nil
        ) {
            value = .properties(
                ("Variables", variables.map(Value.stringMap))
            )
        }

        /// Their values by name: letters, digits and `_`; 4 KB in all.
        public var variables: Value? {
            get { self["Variables"] }
            set { self["Variables"] = newValue }
        }
    }

    /// The network that the code can reach.
    public struct VpcConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            subnetIds: List<Property<String>>? = nil,
            securityGroupIds: List<Property<String>>? = nil,
            ipv6AllowedForDualStack: Property<Bool>? = nil
        ) {
            value = .properties(
                ("SubnetIds", subnetIds?.value),
                ("SecurityGroupIds", securityGroupIds?.value),
                ("Ipv6AllowedForDualStack", ipv6AllowedForDualStack?.value)
            )
        }

        /// Ids of subnets, at most 16.
        public var subnetIds: List<Property<String>>? {
            get { self["SubnetIds"] }
            set { self["SubnetIds"] = newValue }
        }
        /// Ids of security groups, at most five.
        public var securityGroupIds: List<Property<String>>? {
            get { self["SecurityGroupIds"] }
            set { self["SecurityGroupIds"] = newValue }
        }
        /// Whether IPv6 is used in dual-stack subnets.
        public var ipv6AllowedForDualStack: Property<Bool>? {
            get { self["Ipv6AllowedForDualStack"] }
            set { self["Ipv6AllowedForDualStack"] = newValue }
        }
    }

    /// A file system that the code sees.
    public struct FileSystemConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            arn: Property<String>,
            localMountPath: Property<String>,
            s3FilesConfig: S3FilesConfig? = nil
        ) {
            value = .properties(
                ("Arn", arn.value),
                ("LocalMountPath", localMountPath.value),
                ("S3FilesConfig", s3FilesConfig?.value)
            )
        }

        /// The ARN of the access point.
        public var arn: Property<String>? {
            get { self["Arn"] }
            set { self["Arn"] = newValue }
        }
        /// Where it is mounted, below `/mnt/`.
        public var localMountPath: Property<String>? {
            get { self["LocalMountPath"] }
            set { self["LocalMountPath"] = newValue }
        }
        /// How a file system of Amazon S3 is read.
        public var s3FilesConfig: S3FilesConfig? {
            get { self["S3FilesConfig"] }
            set { self["S3FilesConfig"] = newValue }
        }
    }

    /// How a file system of Amazon S3 is read.
    public struct S3FilesConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            directS3Read: Property<DirectS3Read>? = nil
        ) {
            value = .properties(
                ("DirectS3Read", directS3Read?.value)
            )
        }

        /// Whether reads go to the bucket itself.
        public var directS3Read: Property<DirectS3Read>? {
            get { self["DirectS3Read"] }
            set { self["DirectS3Read"] = newValue }
        }
    }

    /// Where events go that an asynchronous call could not process.
    public struct DeadLetterConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            targetArn: Property<String>? = nil
        ) {
            value = .properties(
                ("TargetArn", targetArn?.value)
            )
        }

        /// The ARN of a queue or topic.
        public var targetArn: Property<String>? {
            get { self["TargetArn"] }
            set { self["TargetArn"] = newValue }
        }
    }

    /// How calls are traced by AWS X-Ray.
    public struct TracingConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            mode: Property<TracingMode>? = nil
        ) {
            value = .properties(
                ("Mode", mode?.value)
            )
        }

        /// Which calls are traced.
        public var mode: Property<TracingMode>? {
            get { self["Mode"] }
            set { self["Mode"] = newValue }
        }
    }

    /// Where logs go, and in which form.
    public struct LoggingConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            logGroup: Property<String>? = nil,
            logFormat: Property<LogFormat>? = nil,
            applicationLogLevel: Property<ApplicationLogLevel>? = nil,
            systemLogLevel: Property<SystemLogLevel>? = nil
        ) {
            value = .properties(
                ("LogGroup", logGroup?.value),
                ("LogFormat", logFormat?.value),
                ("ApplicationLogLevel", applicationLogLevel?.value),
                ("SystemLogLevel", systemLogLevel?.value)
            )
        }

        /// The log group's name; `/aws/lambda/` and the function's name without.
        public var logGroup: Property<String>? {
            get { self["LogGroup"] }
            set { self["LogGroup"] = newValue }
        }
        /// Text or JSON; text without.
        public var logFormat: Property<LogFormat>? {
            get { self["LogFormat"] }
            set { self["LogFormat"] = newValue }
        }
        /// The least important lines of the code that are kept, in JSON.
        public var applicationLogLevel: Property<ApplicationLogLevel>? {
            get { self["ApplicationLogLevel"] }
            set { self["ApplicationLogLevel"] = newValue }
        }
        /// The least important lines of Lambda that are kept, in JSON.
        public var systemLogLevel: Property<SystemLogLevel>? {
            get { self["SystemLogLevel"] }
            set { self["SystemLogLevel"] = newValue }
        }
    }

    /// When the runtime is updated.
    public struct RuntimeManagementConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            updateRuntimeOn: Property<UpdateRuntimeOn>,
            runtimeVersionArn: Property<String>? = nil
        ) {
            value = .properties(
                ("UpdateRuntimeOn", updateRuntimeOn.value),
                ("RuntimeVersionArn", runtimeVersionArn?.value)
            )
        }

        /// What makes Lambda update the runtime.
        public var updateRuntimeOn: Property<UpdateRuntimeOn>? {
            get { self["UpdateRuntimeOn"] }
            set { self["UpdateRuntimeOn"] = newValue }
        }
        /// The ARN of the version to keep, for manual updates.
        public var runtimeVersionArn: Property<String>? {
            get { self["RuntimeVersionArn"] }
            set { self["RuntimeVersionArn"] = newValue }
        }
    }

    /// Whether calls start from a snapshot.
    public struct SnapStart: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            applyOn: Property<ApplyOn>
        ) {
            value = .properties(
                ("ApplyOn", applyOn.value)
            )
        }

        /// What a snapshot is made of.
        public var applyOn: Property<ApplyOn>? {
            get { self["ApplyOn"] }
            set { self["ApplyOn"] = newValue }
        }
    }

    /// What replaces the image's own settings.
    public struct ImageConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            entryPoint: List<Property<String>>? = nil,
            command: List<Property<String>>? = nil,
            workingDirectory: Property<String>? = nil
        ) {
            value = .properties(
                ("EntryPoint", entryPoint?.value),
                ("Command", command?.value),
                ("WorkingDirectory", workingDirectory?.value)
            )
        }

        /// The program with its first arguments.
        public var entryPoint: List<Property<String>>? {
            get { self["EntryPoint"] }
            set { self["EntryPoint"] = newValue }
        }
        /// Further arguments.
        public var command: List<Property<String>>? {
            get { self["Command"] }
            set { self["Command"] = newValue }
        }
        /// The folder in which it starts.
        public var workingDirectory: Property<String>? {
            get { self["WorkingDirectory"] }
            set { self["WorkingDirectory"] = newValue }
        }
    }

    /// Whether tenants have execution environments of their own.
    public struct TenancyConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            tenantIsolationMode: Property<TenantIsolationMode>
        ) {
            value = .properties(
                ("TenantIsolationMode", tenantIsolationMode.value)
            )
        }

        /// What is kept apart.
        public var tenantIsolationMode: Property<TenantIsolationMode>? {
            get { self["TenantIsolationMode"] }
            set { self["TenantIsolationMode"] = newValue }
        }
    }

    /// For a function whose calls are resumed: how long they may take.
    public struct DurableConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            executionTimeout: Property<Int>,
            retentionPeriodInDays: Property<Int>? = nil,
            kmsKeyArn: Property<String>? = nil
        ) {
            value = .properties(
                ("ExecutionTimeout", executionTimeout.value),
                ("RetentionPeriodInDays", retentionPeriodInDays?.value),
                ("KMSKeyArn", kmsKeyArn?.value)
            )
        }

        /// Seconds: 1 to 31,622,400.
        public var executionTimeout: Property<Int>? {
            get { self["ExecutionTimeout"] }
            set { self["ExecutionTimeout"] = newValue }
        }
        /// How long the history of a call is kept: 1 to 90 days; 14 without.
        public var retentionPeriodInDays: Property<Int>? {
            get { self["RetentionPeriodInDays"] }
            set { self["RetentionPeriodInDays"] = newValue }
        }
        /// The ARN of the key that encrypts what is kept.
        public var kmsKeyArn: Property<String>? {
            get { self["KMSKeyArn"] }
            set { self["KMSKeyArn"] = newValue }
        }
    }

    /// The instances that a function runs on.
    public struct CapacityProviderConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            lambdaManagedInstancesCapacityProviderConfig: LambdaManagedInstancesCapacityProviderConfig
        ) {
            value = .properties(
                ("LambdaManagedInstancesCapacityProviderConfig", lambdaManagedInstancesCapacityProviderConfig.value)
            )
        }

        /// Instances that Lambda manages.
        public var lambdaManagedInstancesCapacityProviderConfig: LambdaManagedInstancesCapacityProviderConfig? {
            get { self["LambdaManagedInstancesCapacityProviderConfig"] }
            set { self["LambdaManagedInstancesCapacityProviderConfig"] = newValue }
        }
    }

    /// Instances that Lambda manages.
    public struct LambdaManagedInstancesCapacityProviderConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            capacityProviderArn: Property<String>,
            perExecutionEnvironmentMaxConcurrency: Property<Int>? = nil,
            executionEnvironmentMemoryGiBPerVCpu: Property<Double>? = nil
        ) {
            value = .properties(
                ("CapacityProviderArn", capacityProviderArn.value),
                ("PerExecutionEnvironmentMaxConcurrency", perExecutionEnvironmentMaxConcurrency?.value),
                ("ExecutionEnvironmentMemoryGiBPerVCpu", executionEnvironmentMemoryGiBPerVCpu?.value)
            )
        }

        /// The ARN of the capacity provider.
        public var capacityProviderArn: Property<String>? {
            get { self["CapacityProviderArn"] }
            set { self["CapacityProviderArn"] = newValue }
        }
        /// Calls that one execution environment takes at once: 1 to 1,600.
        public var perExecutionEnvironmentMaxConcurrency: Property<Int>? {
            get { self["PerExecutionEnvironmentMaxConcurrency"] }
            set { self["PerExecutionEnvironmentMaxConcurrency"] = newValue }
        }
        /// GiB of memory for each processor: 2 to 8.
        public var executionEnvironmentMemoryGiBPerVCpu: Property<Double>? {
            get { self["ExecutionEnvironmentMemoryGiBPerVCpu"] }
            set { self["ExecutionEnvironmentMemoryGiBPerVCpu"] = newValue }
        }
    }

    /// How many execution environments there are.
    public struct FunctionScalingConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            minExecutionEnvironments: Property<Int>? = nil,
            maxExecutionEnvironments: Property<Int>? = nil
        ) {
            value = .properties(
                ("MinExecutionEnvironments", minExecutionEnvironments?.value),
                ("MaxExecutionEnvironments", maxExecutionEnvironments?.value)
            )
        }

        /// The fewest.
        public var minExecutionEnvironments: Property<Int>? {
            get { self["MinExecutionEnvironments"] }
            set { self["MinExecutionEnvironments"] = newValue }
        }
        /// The most.
        public var maxExecutionEnvironments: Property<Int>? {
            get { self["MaxExecutionEnvironments"] }
            set { self["MaxExecutionEnvironments"] = newValue }
        }
    }
}
