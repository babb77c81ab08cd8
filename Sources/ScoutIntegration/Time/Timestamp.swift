/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970, without leap seconds.
    public let milliseconds: Int64

    /// The moment that many milliseconds after the beginning of 1970.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The moment that many seconds after the beginning of 1970.
    public init(seconds: Int64) { self.init(milliseconds: seconds.multipliedReportingOverflow(by: 1_000).partialValue) }

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000 }

    /// Whether the first moment is before the second.
    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment that many seconds later.
    public func adding(seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds &+ seconds &* 1_000)
    }
}

// MARK: - ISO 8601

extension Timestamp {
    /// The moment of an ISO 8601 text in UTC; `nil` where the text is none.
    ///
    /// - Shape: `2026-01-31T23:59:59Z`, with or without a fraction of a second.
    /// - Source: RFC 3339, with `Z` as the only offset, which is what AWS sends.
    public init?(iso8601 text: String) {
        var text = text
        guard let milliseconds = text.withUTF8(Self.milliseconds) else { return nil }
        self.init(milliseconds: milliseconds)
    }

    private static func milliseconds(iso8601 bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard bytes.count >= 20, bytes.count <= 30, bytes[bytes.count - 1] == UInt8(ascii: "Z") else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for index in range {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) else { return nil }
                value = value * 10 + Int64(bytes[index] - UInt8(ascii: "0"))
            }
            return value
        }
        guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), (1...days(inMonth: month, of: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var milliseconds: Int64 = 0
        if bytes.count > 20 {
            guard bytes[19] == UInt8(ascii: "."), bytes.count > 21, number(20..<bytes.count - 1) != nil else {
                return nil
            }
            let digits = bytes[20..<min(23, bytes.count - 1)]
            for digit in digits { milliseconds = milliseconds * 10 + Int64(digit - UInt8(ascii: "0")) }
            for _ in digits.count..<3 { milliseconds *= 10 }
        }
        let seconds = ((days(until: year, month, day) * 24 + hour) * 60 + minute) * 60 + second
        return seconds * 1_000 + milliseconds
    }

    /// The moment in ISO 8601, in UTC, with milliseconds: `2026-01-31T23:59:59.000Z`.
    public var iso8601: String {
        let (year, month, day) = Self.date(ofDay: Self.quotient(seconds, 86_400))
        let rest = seconds - Self.quotient(seconds, 86_400) * 86_400
        var text = ""
        func append(_ value: Int64, _ width: Int, _ end: String) {
            let digits = String(value)
            for _ in 0..<max(0, width - digits.utf8.count) { text += "0" }
            text += digits
            text += end
        }
        append(year, 4, "-")
        append(month, 2, "-")
        append(day, 2, "T")
        append(rest / 3_600, 2, ":")
        append(rest / 60 % 60, 2, ":")
        append(rest % 60, 2, ".")
        append(milliseconds - seconds * 1_000, 3, "Z")
        return text
    }

    private static func quotient(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }

    private static func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && year % 100 != 0 || year % 400 == 0 }

    private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01 to a date of the Gregorian calendar; years begin in March, so that a leap day is the last.
    private static func days(until year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = quotient(year, 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let yearOfEra = year - era * 400
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = quotient(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
