import ScoutIntegration

/// A moment as people read it: how long ago it was, and exactly when on demand.
struct Moment {
    private let at: Timestamp
    private let now: Timestamp

    init(_ at: Timestamp, now: Timestamp) {
        self.at = at
        self.now = now
    }

    /// An element that browsers, screen readers and the page's script understand.
    var html: HTML {
        "<time datetime=\"\(at.iso8601)\" title=\"\(exact)\">\(relative)</time>"
    }

    /// The same with the exact moment in words, for whoever has no pointer to rest on it.
    var exactHTML: HTML { "\(html) <small class=\"exact\">\(exact)</small>" }

    /// To the second, in UTC.
    private var exact: String {
        let text = at.iso8601
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) UTC"
    }

    /// In the largest unit that fits.
    var relative: String {
        let seconds = max(0, (now.milliseconds - at.milliseconds) / 1_000)
        let units: [(size: Int64, name: String)] = [
            (31_536_000, "year"), (2_592_000, "month"), (86_400, "day"), (3_600, "hour"), (60, "minute"),
        ]
        for (size, name) in units where seconds >= size {
            let count = seconds / size
            return "\(count) \(name)\(count == 1 ? "" : "s") ago"
        }
        return seconds < 10 ? "just now" : "\(seconds) seconds ago"
    }
}
