extension CloudWatch.Alarm {
    /// What is made of the data points of a period.
    public struct Statistic: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The statistic of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// How a value is compared with a threshold.
    public struct ComparisonOperator: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The operator of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What a period without data counts as.
    public struct TreatMissingData: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The choice of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// A metric's unit.
    public struct Unit: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The unit of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<CloudWatch.Alarm.Statistic> {
    /// Their mean.
    public static let average = Self(rawValue: "Average")
    /// The largest.
    public static let maximum = Self(rawValue: "Maximum")
    /// The smallest.
    public static let minimum = Self(rawValue: "Minimum")
    /// Their number.
    public static let sampleCount = Self(rawValue: "SampleCount")
    /// Their sum.
    public static let sum = Self(rawValue: "Sum")
}

extension Property<CloudWatch.Alarm.ComparisonOperator> {
    /// It is not smaller.
    public static let greaterThanOrEqualToThreshold = Self(rawValue: "GreaterThanOrEqualToThreshold")
    /// It is larger.
    public static let greaterThanThreshold = Self(rawValue: "GreaterThanThreshold")
    /// It is above the band.
    public static let greaterThanUpperThreshold = Self(rawValue: "GreaterThanUpperThreshold")
    /// It is outside of the band.
    public static let lessThanLowerOrGreaterThanUpperThreshold = Self(
        rawValue: "LessThanLowerOrGreaterThanUpperThreshold"
    )
    /// It is below the band.
    public static let lessThanLowerThreshold = Self(rawValue: "LessThanLowerThreshold")
    /// It is not larger.
    public static let lessThanOrEqualToThreshold = Self(rawValue: "LessThanOrEqualToThreshold")
    /// It is smaller.
    public static let lessThanThreshold = Self(rawValue: "LessThanThreshold")
}

extension Property<CloudWatch.Alarm.TreatMissingData> {
    /// As one beyond the threshold.
    public static let breaching = Self(rawValue: "breaching")
    /// As nothing: the alarm stays as it is.
    public static let ignore = Self(rawValue: "ignore")
    /// As missing: the alarm says that data are insufficient.
    public static let missing = Self(rawValue: "missing")
    /// As one within the threshold.
    public static let notBreaching = Self(rawValue: "notBreaching")
}

extension Property<CloudWatch.Alarm.Unit> {
    /// Bytes.
    public static let bytes = Self(rawValue: "Bytes")
    /// A number of things.
    public static let count = Self(rawValue: "Count")
    /// Things a second.
    public static let countPerSecond = Self(rawValue: "Count/Second")
    /// Microseconds.
    public static let microseconds = Self(rawValue: "Microseconds")
    /// Milliseconds.
    public static let milliseconds = Self(rawValue: "Milliseconds")
    /// None.
    public static let noUnit = Self(rawValue: "None")
    /// Hundredths.
    public static let percent = Self(rawValue: "Percent")
    /// Seconds.
    public static let seconds = Self(rawValue: "Seconds")
}
