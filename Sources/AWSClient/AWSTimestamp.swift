/// A moment on the wall clock, in whole seconds, from 1970 to the end of the year 9999.
public struct AWSTimestamp: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let secondsSinceEpoch: Int64

    private static let last: Int64 = 253_402_300_799

    /// That many seconds after the epoch; what lies outside of the range becomes its nearer end.
    public init(secondsSinceEpoch: Int64) {
        self.secondsSinceEpoch = min(max(secondsSinceEpoch, 0), Self.last)
    }

    /// The moment so many seconds later, or earlier.
    public func advanced(by seconds: Int64) -> AWSTimestamp {
        let (sum, overflow) = secondsSinceEpoch.addingReportingOverflow(seconds)
        return AWSTimestamp(secondsSinceEpoch: overflow ? (seconds < 0 ? 0 : Self.last) : sum)
    }

    /// How many seconds lie between that moment and this one; negative when this one is earlier.
    public func seconds(since earlier: AWSTimestamp) -> Int64 {
        // Both lie between 0 and `last`, so this cannot overflow.
        secondsSinceEpoch - earlier.secondsSinceEpoch
    }

    /// Whether the first moment is earlier.
    public static func < (left: AWSTimestamp, right: AWSTimestamp) -> Bool {
        left.secondsSinceEpoch < right.secondsSinceEpoch
    }
}

extension AWSTimestamp: CustomStringConvertible {
    /// `yyyy-MM-ddTHH:mm:ssZ`.
    public var description: String {
        let (date, time) = fields
        return "\(date.year.digits(4))-\(date.month.digits(2))-\(date.day.digits(2))T"
            + "\((time / 3600).digits(2)):\((time / 60 % 60).digits(2)):\((time % 60).digits(2))Z"
    }

    /// `yyyyMMddTHHmmssZ`, as signatures want it.
    var basicFormat: String {
        let (date, time) = fields
        return "\(date.year.digits(4))\(date.month.digits(2))\(date.day.digits(2))T"
            + "\((time / 3600).digits(2))\((time / 60 % 60).digits(2))\((time % 60).digits(2))Z"
    }

    private var fields: (date: CivilDate, secondsOfDay: Int64) {
        (CivilDate(daysSinceEpoch: secondsSinceEpoch / 86_400), secondsSinceEpoch % 86_400)
    }
}

extension AWSTimestamp {
    /// Reads `yyyy-MM-ddTHH:mm:ss`, an optional fraction, and `Z` or an offset like `+02:00`; nil for anything else.
    ///
    /// - Source: RFC 3339, section 5.6.
    public init?(iso8601 text: String) {
        var scanner = DigitScanner(text)
        guard let date = scanner.date(), scanner.take("T"), let time = scanner.timeOfDay() else { return nil }
        if scanner.take(".") {
            guard scanner.skipDigits() else { return nil }
        }
        guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        self.init(secondsSinceEpoch: date.daysSinceEpoch * 86_400 + time - offset)
    }

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`; nil for anything else.
    ///
    /// - Source: RFC 9110, section 5.6.7 (IMF-fixdate).
    public init?(httpDate text: String) {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 6, words[0].count == 4, words[5] == "GMT",
            let month = months.firstIndex(of: String(words[2]))
        else { return nil }
        let day = words[1]
        let year = words[3]
        guard day.utf8.count == 2, year.utf8.count == 4 else { return nil }
        self.init(iso8601: "\(year)-\(Int64(month + 1).digits(2))-\(day)T\(words[4])Z")
    }
}

/// A day of the Gregorian calendar.
///
/// - Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
private struct CivilDate {
    let year: Int64
    let month: Int64
    let day: Int64

    /// - Parameter daysSinceEpoch: not negative.
    init(daysSinceEpoch: Int64) {
        let shifted = daysSinceEpoch + 719_468  // days since 0000-03-01, so that leap days end a year
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Nil when there is no such day, or when it lies before 1970.
    init?(year: Int64, month: Int64, day: Int64) {
        guard (1970...9999).contains(year), (1...12).contains(month) else { return nil }
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[Int(month) - 1]).contains(day) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    var daysSinceEpoch: Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// Reads the fixed fields of a date.
private struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let byte = rest.first, UInt32(byte) == character.value else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func number(_ count: Int) -> Int64? {
        var number: Int64 = 0
        for _ in 0..<count {
            guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int64(byte - UInt8(ascii: "0"))
            rest = rest.dropFirst()
        }
        return number
    }

    mutating func skipDigits() -> Bool {
        guard number(1) != nil else { return false }
        while number(1) != nil {}
        return true
    }

    mutating func date() -> CivilDate? {
        guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2) else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    mutating func timeOfDay() -> Int64? {
        guard let hour = number(2), take(":"), let minute = number(2), take(":"), let second = number(2),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// The offset from UTC in seconds.
    mutating func offset() -> Int64? {
        if take("Z") { return 0 }
        let sign: Int64 = take("-") ? -1 : 1
        guard sign < 0 || take("+"), let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}

extension Int64 {
    /// The number with leading zeros.
    fileprivate func digits(_ count: Int) -> String {
        let text = String(self)
        return String(repeating: "0", count: Swift.max(0, count - text.utf8.count)) + text
    }
}
