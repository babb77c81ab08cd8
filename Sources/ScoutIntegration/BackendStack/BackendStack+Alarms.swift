import CloudFormation

extension BackendStack {
    /// Alarms for what needs somebody: nothing that the service itself tries again.
    func addAlarms(
        to template: inout Template,
        _ functions: Functions,
        _ resources: Resources,
        _ parameters: Parameters
    ) {
        for (name, pair) in [("Setup", resources.setupQueue), ("Image", resources.imageQueue)] {
            add(
                "\(name)DeadLetterAlarm",
                Self.alarm(
                    "The \(name)Function has given messages up. They are in \(name)DeadLetterQueue.",
                    .maximum,
                    of: "ApproximateNumberOfMessagesVisible",
                    in: pair.deadLetters
                ),
                to: &template,
                parameters
            )
        }
        add(
            "SetupDelayAlarm",
            Self.alarm(
                "Set-up requests wait for longer than stacks wait for their answers.",
                .maximum,
                of: "ApproximateAgeOfOldestMessage",
                in: resources.setupQueue.queue,
                above: 300
            ),
            to: &template,
            parameters
        )
        for each in functions.all {
            let name = each.kind.rawValue
            add(
                "\(name)ErrorAlarm",
                Self.alarm("Calls of the \(name)Function fail.", of: "Errors", each.function),
                to: &template,
                parameters
            )
            add(
                "\(name)ThrottleAlarm",
                Self.alarm(
                    "The account has no concurrency left for the \(name)Function.",
                    of: "Throttles",
                    each.function
                ),
                to: &template,
                parameters
            )
        }
        add(
            "WebRefusalAlarm",
            Self.alarm("The service answers requests with 5xx.", of: "Url5xxCount", functions.web.function),
            to: &template,
            parameters
        )
    }

    /// Adds an alarm that tells the topic, where there is one, when it begins and when it ends.
    private func add(
        _ name: String,
        _ alarm: CloudWatch.Alarm,
        to template: inout Template,
        _ parameters: Parameters
    ) {
        var alarm = alarm
        let actions: List<Property<String>> = Fn.if(
            parameters.hasAlarmTopic,
            [parameters.alarmTopicARN.ref],
            .noValue
        )
        alarm.alarmActions = actions
        alarm.okActions = actions
        template.add(name, alarm)
    }

    private static func alarm(
        _ description: String,
        _ statistic: Property<CloudWatch.Alarm.Statistic>,
        of metric: Property<String>,
        in queue: ResourceHandle<SQS.Queue>,
        above threshold: Property<Double> = 0
    ) -> CloudWatch.Alarm {
        CloudWatch.Alarm(
            alarmDescription: Property(description),
            namespace: "AWS/SQS",
            metricName: metric,
            dimensions: [CloudWatch.Alarm.Dimension(name: "QueueName", dimensionValue: queue.queueName)],
            statistic: statistic,
            period: 60,
            comparisonOperator: .greaterThanThreshold,
            threshold: threshold,
            evaluationPeriods: 1,
            // A queue that nobody uses has no data.
            treatMissingData: .notBreaching
        )
    }

    private static func alarm(
        _ description: String,
        of metric: Property<String>,
        _ function: ResourceHandle<Lambda.Function>
    ) -> CloudWatch.Alarm {
        CloudWatch.Alarm(
            alarmDescription: Property(description),
            namespace: "AWS/Lambda",
            metricName: metric,
            dimensions: [CloudWatch.Alarm.Dimension(name: "FunctionName", dimensionValue: function.ref)],
            statistic: .sum,
            period: 60,
            comparisonOperator: .greaterThanThreshold,
            threshold: 0,
            evaluationPeriods: 1,
            // A function that is not called has no data.
            treatMissingData: .notBreaching
        )
    }
}
