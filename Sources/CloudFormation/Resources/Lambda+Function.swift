/// AWS Lambda.
public enum Lambda: Sendable {}

extension Lambda {
    /// Code that runs when it is called or an event source has something for it.
    ///
    /// `Ref` gives the function's name.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::Lambda::Function".
    public struct Function: TypedResource {
        /// `AWS::Lambda::Function`
        public static let resourceType = "AWS::Lambda::Function"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            code: Code,
            role: Property<String>,
            functionName: Property<String>? = nil,
            description: Property<String>? = nil,
            packageType: Property<PackageType>? = nil,
            runtime: Property<Runtime>? = nil,
            handler: Property<String>? = nil,
            architectures: List<Property<Architecture>>? = nil,
            memorySize: Property<Int>? = nil,
            timeout: Property<Int>? = nil,
            ephemeralStorage: EphemeralStorage? = nil,
            environment: Environment? = nil,
            layers: List<Property<String>>? = nil,
            vpcConfig: VpcConfig? = nil,
            fileSystemConfigs: List<FileSystemConfig>? = nil,
            reservedConcurrentExecutions: Property<Int>? = nil,
            deadLetterConfig: DeadLetterConfig? = nil,
            tracingConfig: TracingConfig? = nil,
            loggingConfig: LoggingConfig? = nil,
            runtimeManagementConfig: RuntimeManagementConfig? = nil,
            snapStart: SnapStart? = nil,
            imageConfig: ImageConfig? = nil,
            codeSigningConfigArn: Property<String>? = nil,
            kmsKeyArn: Property<String>? = nil,
            recursiveLoop: Property<RecursiveLoop>? = nil,
            tenancyConfig: TenancyConfig? = nil,
            durableConfig: DurableConfig? = nil,
            capacityProviderConfig: CapacityProviderConfig? = nil,
            functionScalingConfig: FunctionScalingConfig? = nil,
            publishToLatestPublished: Property<Bool>? = nil,
            tags: List<Tag>? = nil
        ) {
            value = .properties(
                ("Code", code.value),
                ("Role", role.value),
                ("FunctionName", functionName?.value),
                ("Description", description?.value),
                ("PackageType", packageType?.value),
                ("Runtime", runtime?.value),
                ("Handler", handler?.value),
                ("Architectures", architectures?.value),
                ("MemorySize", memorySize?.value),
                ("Timeout", timeout?.value),
                ("EphemeralStorage", ephemeralStorage?.value),
                ("Environment", environment?.value),
                ("Layers", layers?.value),
                ("VpcConfig", vpcConfig?.value),
                ("FileSystemConfigs", fileSystemConfigs?.value),
                ("ReservedConcurrentExecutions", reservedConcurrentExecutions?.value),
                ("DeadLetterConfig", deadLetterConfig?.value),
                ("TracingConfig", tracingConfig?.value),
                ("LoggingConfig", loggingConfig?.value),
                ("RuntimeManagementConfig", runtimeManagementConfig?.value),
                ("SnapStart", snapStart?.value),
                ("ImageConfig", imageConfig?.value),
                ("CodeSigningConfigArn", codeSigningConfigArn?.value),
                ("KmsKeyArn", kmsKeyArn?.value),
                ("RecursiveLoop", recursiveLoop?.value),
                ("TenancyConfig", tenancyConfig?.value),
                ("DurableConfig", durableConfig?.value),
                ("CapacityProviderConfig", capacityProviderConfig?.value),
                ("FunctionScalingConfig", functionScalingConfig?.value),
                ("PublishToLatestPublished", publishToLatestPublished?.value),
                ("Tags", tags?.value)
            )
        }

        /// The program, or the image that holds it.
        public var code: Code? {
            get { self["Code"] }
            set { self["Code"] = newValue }
        }
        /// The ARN of the role that the code runs with.
        public var role: Property<String>? {
            get { self["Role"] }
            set { self["Role"] = newValue }
        }
        /// The function's name, at most 64 characters of letters, digits, `-` and `_`. CloudFormation makes one
        /// without.
        public var functionName: Property<String>? {
            get { self["FunctionName"] }
            set { self["FunctionName"] = newValue }
        }
        /// What the function does, at most 256 characters.
        public var description: Property<String>? {
            get { self["Description"] }
            set { self["Description"] = newValue }
        }
        /// Whether the code is a ZIP archive or an image.
        public var packageType: Property<PackageType>? {
            get { self["PackageType"] }
            set { self["PackageType"] = newValue }
        }
        /// What runs the code of a ZIP archive.
        public var runtime: Property<Runtime>? {
            get { self["Runtime"] }
            set { self["Runtime"] = newValue }
        }
        /// What the runtime calls, in the runtime's notation, at most 128 characters.
        public var handler: Property<String>? {
            get { self["Handler"] }
            set { self["Handler"] = newValue }
        }
        /// The one instruction set; `x86_64` without.
        public var architectures: List<Property<Architecture>>? {
            get { self["Architectures"] }
            set { self["Architectures"] = newValue }
        }
        /// Memory in MiB, 128 to 32,768; 128 without. Processor time comes in proportion.
        public var memorySize: Property<Int>? {
            get { self["MemorySize"] }
            set { self["MemorySize"] = newValue }
        }
        /// Seconds that a call may take; 3 without. Calls of most functions may take up to 900.
        public var timeout: Property<Int>? {
            get { self["Timeout"] }
            set { self["Timeout"] = newValue }
        }
        /// The size of `/tmp`.
        public var ephemeralStorage: EphemeralStorage? {
            get { self["EphemeralStorage"] }
            set { self["EphemeralStorage"] = newValue }
        }
        /// Environment variables.
        public var environment: Environment? {
            get { self["Environment"] }
            set { self["Environment"] = newValue }
        }
        /// ARNs of layer versions, at most five.
        public var layers: List<Property<String>>? {
            get { self["Layers"] }
            set { self["Layers"] = newValue }
        }
        /// The network that the code can reach.
        public var vpcConfig: VpcConfig? {
            get { self["VpcConfig"] }
            set { self["VpcConfig"] = newValue }
        }
        /// The file system that the code sees, at most one.
        public var fileSystemConfigs: List<FileSystemConfig>? {
            get { self["FileSystemConfigs"] }
            set { self["FileSystemConfigs"] = newValue }
        }
        /// Calls that run at once at most, which are kept for this function.
        public var reservedConcurrentExecutions: Property<Int>? {
            get { self["ReservedConcurrentExecutions"] }
            set { self["ReservedConcurrentExecutions"] = newValue }
        }
        /// Where events go that an asynchronous call could not process.
        public var deadLetterConfig: DeadLetterConfig? {
            get { self["DeadLetterConfig"] }
            set { self["DeadLetterConfig"] = newValue }
        }
        /// How calls are traced by AWS X-Ray.
        public var tracingConfig: TracingConfig? {
            get { self["TracingConfig"] }
            set { self["TracingConfig"] = newValue }
        }
        /// Where logs go, and in which form.
        public var loggingConfig: LoggingConfig? {
            get { self["LoggingConfig"] }
            set { self["LoggingConfig"] = newValue }
        }
        /// When the runtime is updated.
        public var runtimeManagementConfig: RuntimeManagementConfig? {
            get { self["RuntimeManagementConfig"] }
            set { self["RuntimeManagementConfig"] = newValue }
        }
        /// Whether calls start from a snapshot.
        public var snapStart: SnapStart? {
            get { self["SnapStart"] }
            set { self["SnapStart"] = newValue }
        }
        /// What replaces the image's own settings.
        public var imageConfig: ImageConfig? {
            get { self["ImageConfig"] }
            set { self["ImageConfig"] = newValue }
        }
        /// The ARN of a configuration that says whose signatures code must have.
        public var codeSigningConfigArn: Property<String>? {
            get { self["CodeSigningConfigArn"] }
            set { self["CodeSigningConfigArn"] = newValue }
        }
        /// The ARN of the key that encrypts environment variables and snapshots.
        public var kmsKeyArn: Property<String>? {
            get { self["KmsKeyArn"] }
            set { self["KmsKeyArn"] = newValue }
        }
        /// What happens when the function calls itself without end; it is stopped without.
        public var recursiveLoop: Property<RecursiveLoop>? {
            get { self["RecursiveLoop"] }
            set { self["RecursiveLoop"] = newValue }
        }
        /// Whether tenants have execution environments of their own.
        public var tenancyConfig: TenancyConfig? {
            get { self["TenancyConfig"] }
            set { self["TenancyConfig"] = newValue }
        }
        /// For a function whose calls are resumed: how long they may take.
        public var durableConfig: DurableConfig? {
            get { self["DurableConfig"] }
            set { self["DurableConfig"] = newValue }
        }
        /// The instances that the function runs on.
        public var capacityProviderConfig: CapacityProviderConfig? {
            get { self["CapacityProviderConfig"] }
            set { self["CapacityProviderConfig"] = newValue }
        }
        /// How many execution environments there are on those instances.
        public var functionScalingConfig: FunctionScalingConfig? {
            get { self["FunctionScalingConfig"] }
            set { self["FunctionScalingConfig"] = newValue }
        }
        /// Whether each change is published as the version `$LATEST.PUBLISHED`.
        public var publishToLatestPublished: Property<Bool>? {
            get { self["PublishToLatestPublished"] }
            set { self["PublishToLatestPublished"] = newValue }
        }
        /// The function's tags.
        public var tags: List<Tag>? {
            get { self["Tags"] }
            set { self["Tags"] = newValue }
        }
    }
}

extension ResourceHandle where Model == Lambda.Function {
    /// The function's ARN.
    public var arn: Property<String> { attribute("Arn") }
}
