extension Lambda.EventSourceMapping {
    /// What a function's answer says.
    public struct FunctionResponseType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The meaning of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// A kind of metrics.
    public struct Metric: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The kind of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// How important a line of Lambda is.
    public struct SystemLogLevel: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The level of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What a resource is that gives access to a source.
    public struct SourceAccessType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The kind of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// How a topic is read.
    public struct ConsumptionMode: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The mode of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// The form in which a function gets records.
    public struct EventRecordFormat: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The form of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What a resource is that gives access to a schema registry.
    public struct SchemaRegistryAccessType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The kind of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// A part of records that is checked.
    public struct SchemaValidationAttribute: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The part of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What is sent of a changed document.
    public struct FullDocument: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The choice of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<Lambda.EventSourceMapping.FunctionResponseType> {
    /// Which records could not be processed; the others count as done.
    public static let reportBatchItemFailures = Self(rawValue: "ReportBatchItemFailures")
}

extension Property<Lambda.EventSourceMapping.Metric> {
    /// Failures.
    public static let errorCount = Self(rawValue: "ErrorCount")
    /// Events on their way.
    public static let eventCount = Self(rawValue: "EventCount")
    /// Those of Kafka.
    public static let kafkaMetrics = Self(rawValue: "KafkaMetrics")
}

extension Property<Lambda.EventSourceMapping.SystemLogLevel> {
    /// What helps to find mistakes.
    public static let debug = Self(rawValue: "DEBUG")
    /// What happens in the normal course.
    public static let info = Self(rawValue: "INFO")
    /// What may become a problem.
    public static let warn = Self(rawValue: "WARN")
}

extension Property<Lambda.EventSourceMapping.SourceAccessType> {
    /// A secret with a user's name and password.
    public static let basicAuth = Self(rawValue: "BASIC_AUTH")
    /// A secret with a client's certificate.
    public static let clientCertificateTLSAuth = Self(rawValue: "CLIENT_CERTIFICATE_TLS_AUTH")
    /// A secret for SASL with SHA-256.
    public static let saslSCRAM256Auth = Self(rawValue: "SASL_SCRAM_256_AUTH")
    /// A secret for SASL with SHA-512.
    public static let saslSCRAM512Auth = Self(rawValue: "SASL_SCRAM_512_AUTH")
    /// A secret with the server's root certificate.
    public static let serverRootCACertificate = Self(rawValue: "SERVER_ROOT_CA_CERTIFICATE")
    /// A virtual host of RabbitMQ.
    public static let virtualHost = Self(rawValue: "VIRTUAL_HOST")
    /// A security group.
    public static let vpcSecurityGroup = Self(rawValue: "VPC_SECURITY_GROUP")
    /// A subnet.
    public static let vpcSubnet = Self(rawValue: "VPC_SUBNET")
}

extension Property<Lambda.EventSourceMapping.ConsumptionMode> {
    /// As a queue.
    public static let queue = Self(rawValue: "Queue")
    /// As a stream.
    public static let stream = Self(rawValue: "Stream")
}

extension Property<Lambda.EventSourceMapping.EventRecordFormat> {
    /// As JSON.
    public static let json = Self(rawValue: "JSON")
    /// As they are.
    public static let source = Self(rawValue: "SOURCE")
}

extension Property<Lambda.EventSourceMapping.SchemaRegistryAccessType> {
    /// A secret with a user's name and password.
    public static let basicAuth = Self(rawValue: "BASIC_AUTH")
    /// A secret with a client's certificate.
    public static let clientCertificateTLSAuth = Self(rawValue: "CLIENT_CERTIFICATE_TLS_AUTH")
    /// A secret with the server's root certificate.
    public static let serverRootCACertificate = Self(rawValue: "SERVER_ROOT_CA_CERTIFICATE")
}

extension Property<Lambda.EventSourceMapping.SchemaValidationAttribute> {
    /// The key.
    public static let key = Self(rawValue: "KEY")
    /// The value.
    public static let value = Self(rawValue: "VALUE")
}

extension Property<Lambda.EventSourceMapping.FullDocument> {
    /// What changed.
    public static let `default` = Self(rawValue: "Default")
    /// The document too.
    public static let updateLookup = Self(rawValue: "UpdateLookup")
}
