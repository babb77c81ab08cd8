public import ScoutIntegration
import Synchronization

/// What the service counts, in the text format of Prometheus.
///
/// - Source: Prometheus documentation, "Exposition formats", text format 0.0.4.
public final class Metrics: Sendable {
    private struct State {
        var counters: [String: [String: Int]] = [:]
        var setups = Histogram()
        /// The counters as ``takeChanges()`` has given them last, and the set-ups since, the first hundred.
        var taken: [String: [String: Int]] = [:]
        var newSetups: [Double] = []
    }

    /// How long set-ups took, from the request to the answer, in seconds.
    private struct Histogram {
        static let bounds: [Double] = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]
        var counts = Array(repeating: 0, count: bounds.count + 1)
        var sum = 0.0

        mutating func add(_ seconds: Double) {
            counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            sum += seconds
        }
    }

    private let state = Mutex(State())

    /// Metrics without a count.
    public init() {}

    /// Counts messages of one type and outcome.
    ///
    /// - Parameters:
    ///   - type: SNS's type of message, or `unknown`. It must be one of a few words.
    ///   - outcome: `accepted`, or why they were refused.
    public func countMessages(_ number: Int, type: String, outcome: String) {
        count("scout_messages_total", ["type": type, "outcome": outcome], number)
    }

    /// Counts image events of one outcome.
    public func countEvents(_ number: Int, outcome: String) {
        count("scout_events_total", ["outcome": outcome], number)
    }

    /// Counts a request of the API.
    ///
    /// - Parameters:
    ///   - method: one of a few words.
    ///   - route: the path with the names of its variables.
    public func countRequest(method: String, route: String, status: Int) {
        count("scout_api_requests_total", ["method": method, "route": route, "status": "\(status)"])
    }

    /// Counts a call of AWS.
    public func countCall(service: String, operation: String, outcome: String) {
        count("scout_aws_calls_total", ["service": service, "operation": operation, "outcome": outcome])
    }

    /// Counts what the set-up tells.
    public func count(_ observation: Observation) {
        if observation.name == .stackAnswered, let seconds = observation.seconds {
            state.withLock { state in
                state.setups.add(seconds)
                if state.newSetups.count < Self.maximumNewSetups { state.newSetups.append(seconds) }
            }
        }
        if let outcome = Self.imageOutcomes[observation.name] { count("scout_images_total", ["outcome": outcome]) }
        if observation.level >= .warning { count("scout_faults_total", ["event": observation.name.rawValue]) }
    }

    private func count(_ name: String, _ labels: KeyValuePairs<String, String>, _ number: Int = 1) {
        let text = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        state.withLock { $0.counters[name, default: [:]][text, default: 0] += number }
    }

    /// How many values a metric can have at once in CloudWatch's format.
    private static let maximumNewSetups = 100

    /// What a counter has counted, or set-ups have taken.
    struct Change: Sendable, Hashable {
        let name: String
        /// The labels as the page has them: `a="b",c="d"`.
        let labels: String
        let values: [Double]
        var isDuration = false
    }

    /// What was counted since the last call.
    func takeChanges() -> [Change] {
        let (before, after, setups) = state.withLock { state in
            defer { (state.taken, state.newSetups) = (state.counters, []) }
            return (state.taken, state.counters, state.newSetups)
        }
        var changes: [Change] = []
        for (name, _) in Self.descriptions {
            for (labels, count) in (after[name] ?? [:]).sorted(by: { $0.key < $1.key }) {
                let new = count - (before[name]?[labels] ?? 0)
                if new > 0 { changes.append(Change(name: name, labels: labels, values: [Double(new)])) }
            }
        }
        if !setups.isEmpty {
            changes.append(Change(name: Self.setupDuration, labels: "", values: setups, isDuration: true))
        }
        return changes
    }

    private static let setupDuration = "scout_setup_duration_seconds"

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
    }

    private static let imageOutcomes: [Observation.Name: String] = [
        .imagePulled: "pulled", .imageHandedOff: "handed-off", .imageIgnored: "ignored",
    ]

    private static let descriptions: [(name: String, help: String)] = [
        ("scout_messages_total", "Messages of SNS by type and outcome."),
        ("scout_events_total", "Image events by outcome."),
        ("scout_images_total", "What has become of images, by outcome."),
        ("scout_aws_calls_total", "Calls of AWS by service, operation and outcome."),
        ("scout_api_requests_total", "Requests of the JSON API by method, route and status."),
        ("scout_faults_total", "What went wrong or was tried again, by event."),
    ]

    /// All counts as a page.
    ///
    /// - Parameter depths: how much waits.
    public func page(_ depths: QueueDepths) -> String {
        let (counters, setups) = state.withLock { ($0.counters, $0.setups) }
        var page = ""
        func head(_ name: String, _ type: String, _ help: String) {
            page += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        }
        for (name, help) in Self.descriptions {
            head(name, "counter", help)
            for (labels, count) in (counters[name] ?? [:]).sorted(by: { $0.key < $1.key }) {
                page += "\(name){\(labels)} \(count)\n"
            }
        }
        for (name, help, depth) in [
            ("scout_queue_depth", "Accepted messages that have not been worked on.", depths.messages),
            ("scout_event_queue_depth", "Accepted image events that have not been taken in.", depths.events),
            ("scout_image_queue_depth", "Images that wait for their turn or have it.", depths.images),
        ] {
            head(name, "gauge", help)
            page += "\(name) \(depth)\n"
        }
        let name = Self.setupDuration
        head(name, "histogram", "Time from a stack's request to its answer.")
        var total = 0
        for (bound, count) in zip(Histogram.bounds, setups.counts) {
            total += count
            page += "\(name)_bucket{le=\"\(bound)\"} \(total)\n"
        }
        total += setups.counts[Histogram.bounds.count]
        page += "\(name)_bucket{le=\"+Inf\"} \(total)\n\(name)_sum \(setups.sum)\n\(name)_count \(total)\n"
        return page
    }
}

/// How much waits to be worked on.
public struct QueueDepths: Sendable, Hashable {
    /// Messages of SNS.
    public var messages: Int
    /// Image events.
    public var events: Int
    /// Images.
    public var images: Int

    /// Depths of the three queues.
    public init(messages: Int = 0, events: Int = 0, images: Int = 0) {
        self.messages = messages
        self.events = events
        self.images = images
    }
}
