extension Events.Rule {
    /// The job of a Batch queue.
    public struct BatchParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            jobDefinition: Property<String>,
            jobName: Property<String>,
            arrayProperties: BatchArrayProperties? = nil,
            retryStrategy: BatchRetryStrategy? = nil
        ) {
            value = .properties(
                ("JobDefinition", jobDefinition.value),
                ("JobName", jobName.value),
                ("ArrayProperties", arrayProperties?.value),
                ("RetryStrategy", retryStrategy?.value)
            )
        }

        /// Name or ARN of the job definition.
        public var jobDefinition: Property<String>? {
            get { self["JobDefinition"] }
            set { self["JobDefinition"] = newValue }
        }
        /// The job's name.
        public var jobName: Property<String>? {
            get { self["JobName"] }
            set { self["JobName"] = newValue }
        }
        /// The size of an array job.
        public var arrayProperties: BatchArrayProperties? {
            get { self["ArrayProperties"] }
            set { self["ArrayProperties"] = newValue }
        }
        /// How often to try.
        public var retryStrategy: BatchRetryStrategy? {
            get { self["RetryStrategy"] }
            set { self["RetryStrategy"] = newValue }
        }
    }

    /// The size of an array job.
    public struct BatchArrayProperties: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            size: Property<Int>? = nil
        ) {
            value = .properties(
                ("Size", size?.value)
            )
        }

        /// The number of jobs: 2 to 10,000.
        public var size: Property<Int>? {
            get { self["Size"] }
            set { self["Size"] = newValue }
        }
    }

    /// How often to try a job.
    public struct BatchRetryStrategy: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            attempts: Property<Int>? = nil
        ) {
            value = .properties(
                ("Attempts", attempts?.value)
            )
        }

        /// The number of attempts: 1 to 10.
        public var attempts: Property<Int>? {
            get { self["Attempts"] }
            set { self["Attempts"] = newValue }
        }
    }

    /// The statement for a Redshift cluster or workgroup.
    public struct RedshiftDataParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            database: Property<String>,
            dbUser: Property<String>? = nil,
            secretManagerArn: Property<String>? = nil,
            sql: Property<String>? = nil,
            sqls: List<Property<String>>? = nil,
            statementName: Property<String>? = nil,
            withEvent: Property<Bool>? = nil
        ) {
            value = .properties(
                ("Database", database.value),
                ("DbUser", dbUser?.value),
                ("SecretManagerArn", secretManagerArn?.value),
                ("Sql", sql?.value),
                ("Sqls", sqls?.value),
                ("StatementName", statementName?.value),
                ("WithEvent", withEvent?.value)
            )
        }

        /// The database's name, at most 64 characters.
        public var database: Property<String>? {
            get { self["Database"] }
            set { self["Database"] = newValue }
        }
        /// The database user.
        public var dbUser: Property<String>? {
            get { self["DbUser"] }
            set { self["DbUser"] = newValue }
        }
        /// The secret with the user's credentials: its ARN, or a JSON path to it.
        public var secretManagerArn: Property<String>? {
            get { self["SecretManagerArn"] }
            set { self["SecretManagerArn"] = newValue }
        }
        /// The statement.
        public var sql: Property<String>? {
            get { self["Sql"] }
            set { self["Sql"] = newValue }
        }
        /// Several statements in one transaction.
        public var sqls: List<Property<String>>? {
            get { self["Sqls"] }
            set { self["Sqls"] = newValue }
        }
        /// A name for the statement.
        public var statementName: Property<String>? {
            get { self["StatementName"] }
            set { self["StatementName"] = newValue }
        }
        /// Whether an event tells when it is done.
        public var withEvent: Property<Bool>? {
            get { self["WithEvent"] }
            set { self["WithEvent"] = newValue }
        }
    }

    /// The instances of a Run Command.
    public struct RunCommandParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            runCommandTargets: List<RunCommandTarget>
        ) {
            value = .properties(
                ("RunCommandTargets", runCommandTargets.value)
            )
        }

        /// Which instances, at most five criteria.
        public var runCommandTargets: List<RunCommandTarget>? {
            get { self["RunCommandTargets"] }
            set { self["RunCommandTargets"] = newValue }
        }
    }

    /// A criterion for instances.
    public struct RunCommandTarget: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            key: Property<String>,
            values: List<Property<String>>
        ) {
            value = .properties(
                ("Key", key.value),
                ("Values", values.value)
            )
        }

        /// `InstanceIds`, or `tag:` and a tag's name.
        public var key: Property<String>? {
            get { self["Key"] }
            set { self["Key"] = newValue }
        }
        /// The ids, or the tag's values, at most 50.
        public var values: List<Property<String>>? {
            get { self["Values"] }
            set { self["Values"] = newValue }
        }
    }

    /// The parameters of a SageMaker pipeline.
    public struct SageMakerPipelineParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            pipelineParameterList: List<SageMakerPipelineParameter>? = nil
        ) {
            value = .properties(
                ("PipelineParameterList", pipelineParameterList?.value)
            )
        }

        /// The parameters, at most 200.
        public var pipelineParameterList: List<SageMakerPipelineParameter>? {
            get { self["PipelineParameterList"] }
            set { self["PipelineParameterList"] = newValue }
        }
    }

    /// A parameter of a SageMaker pipeline.
    public struct SageMakerPipelineParameter: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            name: Property<String>,
            value parameterValue: Property<String>
        ) {
            value = .properties(
                ("Name", name.value),
                ("Value", parameterValue.value)
            )
        }

        /// The parameter's name.
        public var name: Property<String>? {
            get { self["Name"] }
            set { self["Name"] = newValue }
        }
        /// The parameter's value.
        public var parameterValue: Property<String>? {
            get { self["Value"] }
            set { self["Value"] = newValue }
        }
    }
}
