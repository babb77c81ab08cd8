/// Amazon CloudWatch.
public enum CloudWatch: Sendable {}

extension CloudWatch {
    /// Watches a metric, or what is computed of some, and acts when it crosses a threshold.
    ///
    /// `Ref` gives the alarm's name.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::CloudWatch::Alarm".
    public struct Alarm: TypedResource {
        /// `AWS::CloudWatch::Alarm`
        public static let resourceType = "AWS::CloudWatch::Alarm"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            alarmName: Property<String>? = nil,
            alarmDescription: Property<String>? = nil,
            namespace: Property<String>? = nil,
            metricName: Property<String>? = nil,
            dimensions: List<Dimension>? = nil,
            statistic: Property<Statistic>? = nil,
            extendedStatistic: Property<String>? = nil,
            period: Property<Int>? = nil,
            unit: Property<Unit>? = nil,
            comparisonOperator: Property<ComparisonOperator>? = nil,
            threshold: Property<Double>? = nil,
            evaluationPeriods: Property<Int>? = nil,
            datapointsToAlarm: Property<Int>? = nil,
            treatMissingData: Property<TreatMissingData>? = nil,
            evaluateLowSampleCountPercentile: Property<String>? = nil,
            metrics: List<MetricDataQuery>? = nil,
            thresholdMetricId: Property<String>? = nil,
            evaluationCriteria: EvaluationCriteria? = nil,
            evaluationInterval: Property<Int>? = nil,
            evaluationWindow: EvaluationWindow? = nil,
            warmUpConfiguration: WarmUpConfiguration? = nil,
            actionsEnabled: Property<Bool>? = nil,
            alarmActions: List<Property<String>>? = nil,
            okActions: List<Property<String>>? = nil,
            insufficientDataActions: List<Property<String>>? = nil,
            actionConfiguration: ActionConfiguration? = nil,
            tags: List<Tag>? = nil
        ) {
            value = .properties(
                ("AlarmName", alarmName?.value),
                ("AlarmDescription", alarmDescription?.value),
                ("Namespace", namespace?.value),
                ("MetricName", metricName?.value),
                ("Dimensions", dimensions?.value),
                ("Statistic", statistic?.value),
                ("ExtendedStatistic", extendedStatistic?.value),
                ("Period", period?.value),
                ("Unit", unit?.value),
                ("ComparisonOperator", comparisonOperator?.value),
                ("Threshold", threshold?.value),
                ("EvaluationPeriods", evaluationPeriods?.value),
                ("DatapointsToAlarm", datapointsToAlarm?.value),
                ("TreatMissingData", treatMissingData?.value),
                ("EvaluateLowSampleCountPercentile", evaluateLowSampleCountPercentile?.value),
                ("Metrics", metrics?.value),
                ("ThresholdMetricId", thresholdMetricId?.value),
                ("EvaluationCriteria", evaluationCriteria?.value),
                ("EvaluationInterval", evaluationInterval?.value),
                ("EvaluationWindow", evaluationWindow?.value),
                ("WarmUpConfiguration", warmUpConfiguration?.value),
                ("ActionsEnabled", actionsEnabled?.value),
                ("AlarmActions", alarmActions?.value),
                ("OKActions", okActions?.value),
                ("InsufficientDataActions", insufficientDataActions?.value),
                ("ActionConfiguration", actionConfiguration?.value),
                ("Tags", tags?.value)
            )
        }

        /// The alarm's name, at most 255 characters. CloudFormation makes one without.
        public var alarmName: Property<String>? {
            get { self["AlarmName"] }
            set { self["AlarmName"] = newValue }
        }
        /// What it means and what to do, at most 1,024 characters.
        public var alarmDescription: Property<String>? {
            get { self["AlarmDescription"] }
            set { self["AlarmDescription"] = newValue }
        }
        /// The metric's namespace, for instance `AWS/SQS`.
        public var namespace: Property<String>? {
            get { self["Namespace"] }
            set { self["Namespace"] = newValue }
        }
        /// The metric's name.
        public var metricName: Property<String>? {
            get { self["MetricName"] }
            set { self["MetricName"] = newValue }
        }
        /// What the metric is of.
        public var dimensions: List<Dimension>? {
            get { self["Dimensions"] }
            set { self["Dimensions"] = newValue }
        }
        /// What is made of the data points of a period.
        public var statistic: Property<Statistic>? {
            get { self["Statistic"] }
            set { self["Statistic"] = newValue }
        }
        /// A percentile and the like, for instance `p99`, in place of a statistic.
        public var extendedStatistic: Property<String>? {
            get { self["ExtendedStatistic"] }
            set { self["ExtendedStatistic"] = newValue }
        }
        /// The length of a period in seconds: 10, 20, 30 or a multiple of 60.
        public var period: Property<Int>? {
            get { self["Period"] }
            set { self["Period"] = newValue }
        }
        /// The metric's unit.
        public var unit: Property<Unit>? {
            get { self["Unit"] }
            set { self["Unit"] = newValue }
        }
        /// How the value is compared with the threshold.
        public var comparisonOperator: Property<ComparisonOperator>? {
            get { self["ComparisonOperator"] }
            set { self["ComparisonOperator"] = newValue }
        }
        /// The value to compare with.
        public var threshold: Property<Double>? {
            get { self["Threshold"] }
            set { self["Threshold"] = newValue }
        }
        /// How many periods are looked at.
        public var evaluationPeriods: Property<Int>? {
            get { self["EvaluationPeriods"] }
            set { self["EvaluationPeriods"] = newValue }
        }
        /// How many of those must cross the threshold; all without.
        public var datapointsToAlarm: Property<Int>? {
            get { self["DatapointsToAlarm"] }
            set { self["DatapointsToAlarm"] = newValue }
        }
        /// What a period without data counts as.
        public var treatMissingData: Property<TreatMissingData>? {
            get { self["TreatMissingData"] }
            set { self["TreatMissingData"] = newValue }
        }
        /// `ignore` for no alarm while a percentile has too few samples.
        public var evaluateLowSampleCountPercentile: Property<String>? {
            get { self["EvaluateLowSampleCountPercentile"] }
            set { self["EvaluateLowSampleCountPercentile"] = newValue }
        }
        /// Metrics and expressions in place of one metric.
        public var metrics: List<MetricDataQuery>? {
            get { self["Metrics"] }
            set { self["Metrics"] = newValue }
        }
        /// The id of the expression that gives the band of normal values.
        public var thresholdMetricId: Property<String>? {
            get { self["ThresholdMetricId"] }
            set { self["ThresholdMetricId"] = newValue }
        }
        /// A query in place of metrics.
        public var evaluationCriteria: EvaluationCriteria? {
            get { self["EvaluationCriteria"] }
            set { self["EvaluationCriteria"] = newValue }
        }
        /// Seconds between evaluations: 10 to 3,600.
        public var evaluationInterval: Property<Int>? {
            get { self["EvaluationInterval"] }
            set { self["EvaluationInterval"] = newValue }
        }
        /// Whether periods follow the clock.
        public var evaluationWindow: EvaluationWindow? {
            get { self["EvaluationWindow"] }
            set { self["EvaluationWindow"] = newValue }
        }
        /// What holds while the alarm is new.
        public var warmUpConfiguration: WarmUpConfiguration? {
            get { self["WarmUpConfiguration"] }
            set { self["WarmUpConfiguration"] = newValue }
        }
        /// Whether actions are carried out; they are without.
        public var actionsEnabled: Property<Bool>? {
            get { self["ActionsEnabled"] }
            set { self["ActionsEnabled"] = newValue }
        }
        /// ARNs of what is told of an alarm, at most five.
        public var alarmActions: List<Property<String>>? {
            get { self["AlarmActions"] }
            set { self["AlarmActions"] = newValue }
        }
        /// ARNs of what is told of its end, at most five.
        public var okActions: List<Property<String>>? {
            get { self["OKActions"] }
            set { self["OKActions"] = newValue }
        }
        /// ARNs of what is told of missing data, at most five.
        public var insufficientDataActions: List<Property<String>>? {
            get { self["InsufficientDataActions"] }
            set { self["InsufficientDataActions"] = newValue }
        }
        /// What actions are told.
        public var actionConfiguration: ActionConfiguration? {
            get { self["ActionConfiguration"] }
            set { self["ActionConfiguration"] = newValue }
        }
        /// The alarm's tags.
        public var tags: List<Tag>? {
            get { self["Tags"] }
            set { self["Tags"] = newValue }
        }
    }
}

extension ResourceHandle where Model == CloudWatch.Alarm {
    /// The alarm's ARN.
    public var arn: Property<String> { attribute("Arn") }
}
