extension CloudWatch.Alarm {
    /// What a metric is of.
    public struct Dimension: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            name: Property<String>,
            dimensionValue: Property<String>
        ) {
            value = .properties(
                ("Name", name.value),
                ("Value", dimensionValue.value)
            )
        }

        /// The dimension's name, for instance `QueueName`.
        public var name: Property<String>? {
            get { self["Name"] }
            set { self["Name"] = newValue }
        }
        /// Its value.
        public var dimensionValue: Property<String>? {
            get { self["Value"] }
            set { self["Value"] = newValue }
        }
    }

    /// A metric, or an expression of others.
    public struct MetricDataQuery: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            id: Property<String>,
            metricStat: MetricStat? = nil,
            expression: Property<String>? = nil,
            label: Property<String>? = nil,
            returnData: Property<Bool>? = nil,
            period: Property<Int>? = nil,
            accountId: Property<String>? = nil
        ) {
            value = .properties(
                ("Id", id.value),
                ("MetricStat", metricStat?.value),
                ("Expression", expression?.value),
                ("Label", label?.value),
                ("ReturnData", returnData?.value),
                ("Period", period?.value),
                ("AccountId", accountId?.value)
            )
        }

        /// A name, unique in the alarm, which begins with a lower-case letter.
        public var id: Property<String>? {
            get { self["Id"] }
            set { self["Id"] = newValue }
        }
        /// The metric.
        public var metricStat: MetricStat? {
            get { self["MetricStat"] }
            set { self["MetricStat"] = newValue }
        }
        /// The expression.
        public var expression: Property<String>? {
            get { self["Expression"] }
            set { self["Expression"] = newValue }
        }
        /// What people read.
        public var label: Property<String>? {
            get { self["Label"] }
            set { self["Label"] = newValue }
        }
        /// Whether this is what the alarm watches.
        public var returnData: Property<Bool>? {
            get { self["ReturnData"] }
            set { self["ReturnData"] = newValue }
        }
        /// The length of an expression's period in seconds.
        public var period: Property<Int>? {
            get { self["Period"] }
            set { self["Period"] = newValue }
        }
        /// The metric's account, for one of another account.
        public var accountId: Property<String>? {
            get { self["AccountId"] }
            set { self["AccountId"] = newValue }
        }
    }

    /// A metric with a statistic.
    public struct MetricStat: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            metric: Metric,
            period: Property<Int>,
            stat: Property<String>,
            unit: Property<Unit>? = nil
        ) {
            value = .properties(
                ("Metric", metric.value),
                ("Period", period.value),
                ("Stat", stat.value),
                ("Unit", unit?.value)
            )
        }

        /// The metric.
        public var metric: Metric? {
            get { self["Metric"] }
            set { self["Metric"] = newValue }
        }
        /// The length of a period in seconds.
        public var period: Property<Int>? {
            get { self["Period"] }
            set { self["Period"] = newValue }
        }
        /// What is made of the data points of a period, for instance `Sum` or `p99`.
        public var stat: Property<String>? {
            get { self["Stat"] }
            set { self["Stat"] = newValue }
        }
        /// The metric's unit.
        public var unit: Property<Unit>? {
            get { self["Unit"] }
            set { self["Unit"] = newValue }
        }
    }

    /// A metric.
    public struct Metric: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            namespace: Property<String>? = nil,
            metricName: Property<String>? = nil,
            dimensions: List<Dimension>? = nil
        ) {
            value = .properties(
                ("Namespace", namespace?.value),
                ("MetricName", metricName?.value),
                ("Dimensions", dimensions?.value)
            )
        }

        /// The namespace.
        public var namespace: Property<String>? {
            get { self["Namespace"] }
            set { self["Namespace"] = newValue }
        }
        /// The name.
        public var metricName: Property<String>? {
            get { self["MetricName"] }
            set { self["MetricName"] = newValue }
        }
        /// What it is of.
        public var dimensions: List<Dimension>? {
            get { self["Dimensions"] }
            set { self["Dimensions"] = newValue }
        }
    }

    /// A query in place of metrics.
    public struct EvaluationCriteria: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            promQLCriteria: AlarmPromQLCriteria? = nil
        ) {
            value = .properties(
                ("PromQLCriteria", promQLCriteria?.value)
            )
        }

        /// A query of Prometheus.
        public var promQLCriteria: AlarmPromQLCriteria? {
            get { self["PromQLCriteria"] }
            set { self["PromQLCriteria"] = newValue }
        }
    }

    /// A query of Prometheus.
    public struct AlarmPromQLCriteria: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            query: Property<String>? = nil,
            pendingPeriod: Property<Int>? = nil,
            recoveryPeriod: Property<Int>? = nil
        ) {
            value = .properties(
                ("Query", query?.value),
                ("PendingPeriod", pendingPeriod?.value),
                ("RecoveryPeriod", recoveryPeriod?.value)
            )
        }

        /// The query.
        public var query: Property<String>? {
            get { self["Query"] }
            set { self["Query"] = newValue }
        }
        /// Seconds for which it must hold before there is an alarm.
        public var pendingPeriod: Property<Int>? {
            get { self["PendingPeriod"] }
            set { self["PendingPeriod"] = newValue }
        }
        /// Seconds for which it must not hold before the alarm ends.
        public var recoveryPeriod: Property<Int>? {
            get { self["RecoveryPeriod"] }
            set { self["RecoveryPeriod"] = newValue }
        }
    }

    /// Whether periods follow the clock.
    public struct EvaluationWindow: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            slidingWindow: Value? = nil,
            wallClockWindow: WallClockWindow? = nil
        ) {
            value = .properties(
                ("SlidingWindow", slidingWindow),
                ("WallClockWindow", wallClockWindow?.value)
            )
        }

        /// An empty object: they end now.
        public var slidingWindow: Value? {
            get { self["SlidingWindow"] }
            set { self["SlidingWindow"] = newValue }
        }
        /// They end at full hours and the like.
        public var wallClockWindow: WallClockWindow? {
            get { self["WallClockWindow"] }
            set { self["WallClockWindow"] = newValue }
        }
    }

    /// Periods that follow the clock.
    public struct WallClockWindow: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            timezone: Property<String>? = nil
        ) {
            value = .properties(
                ("Timezone", timezone?.value)
            )
        }

        /// The clock's time zone.
        public var timezone: Property<String>? {
            get { self["Timezone"] }
            set { self["Timezone"] = newValue }
        }
    }

    /// What holds while an alarm is new.
    public struct WarmUpConfiguration: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            warmUpPeriodDurationInMinutes: Property<Int>? = nil,
            onlyStartEvaluatingAfterWarmUpPeriodEnds: Property<Bool>? = nil
        ) {
            value = .properties(
                ("WarmUpPeriodDurationInMinutes", warmUpPeriodDurationInMinutes?.value),
                ("OnlyStartEvaluatingAfterWarmUpPeriodEnds", onlyStartEvaluatingAfterWarmUpPeriodEnds?.value)
            )
        }

        /// How long it is new: 1 to 2,880 minutes.
        public var warmUpPeriodDurationInMinutes: Property<Int>? {
            get { self["WarmUpPeriodDurationInMinutes"] }
            set { self["WarmUpPeriodDurationInMinutes"] = newValue }
        }
        /// Whether it is not evaluated meanwhile.
        public var onlyStartEvaluatingAfterWarmUpPeriodEnds: Property<Bool>? {
            get { self["OnlyStartEvaluatingAfterWarmUpPeriodEnds"] }
            set { self["OnlyStartEvaluatingAfterWarmUpPeriodEnds"] = newValue }
        }
    }

    /// What actions are told.
    public struct ActionConfiguration: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            alarmTagsPropagation: AlarmTagsPropagation? = nil
        ) {
            value = .properties(
                ("AlarmTagsPropagation", alarmTagsPropagation?.value)
            )
        }

        /// Which tags.
        public var alarmTagsPropagation: AlarmTagsPropagation? {
            get { self["AlarmTagsPropagation"] }
            set { self["AlarmTagsPropagation"] = newValue }
        }
    }

    /// Which tags actions are told.
    public struct AlarmTagsPropagation: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            enabled: Property<Bool>,
            includedTagKeys: List<Property<String>>? = nil,
            excludedTagKeys: List<Property<String>>? = nil
        ) {
            value = .properties(
                ("Enabled", enabled.value),
                ("IncludedTagKeys", includedTagKeys?.value),
                ("ExcludedTagKeys", excludedTagKeys?.value)
            )
        }

        /// Whether they are told any.
        public var enabled: Property<Bool>? {
            get { self["Enabled"] }
            set { self["Enabled"] = newValue }
        }
        /// Only those of these keys.
        public var includedTagKeys: List<Property<String>>? {
            get { self["IncludedTagKeys"] }
            set { self["IncludedTagKeys"] = newValue }
        }
        /// None of those of these keys.
        public var excludedTagKeys: List<Property<String>>? {
            get { self["ExcludedTagKeys"] }
            set { self["ExcludedTagKeys"] = newValue }
        }
    }
}
