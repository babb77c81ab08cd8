extension DERReader {
    /// A time in seconds since the beginning of 1970, in one of the two forms that X.509 has for it.
    ///
    /// Years from 1950 to 2049 have two digits, later ones four; seconds are written, and the zone is Z.
    ///
    /// - Source: RFC 5280, 4.1.2.5.
    mutating func readTime(_ what: String) throws(CertificateError) -> Int64 {
        let element = try readAny(what)
        let content = bytes(of: element)
        func refuse(_ code: CertificateError.Code, _ expected: String) -> CertificateError {
            CertificateError(code, at: element.start, expected: expected)
        }
        let yearDigits: Int
        switch element.tag {
        case .utcTime: yearDigits = 2
        case .generalizedTime: yearDigits = 4
        default: throw refuse(.encoding, "\(what), which is a UTCTime or a GeneralizedTime")
        }
        guard content.count == yearDigits + 11, content.last == UInt8(ascii: "Z"),
            let numbers = Self.pairs(content.dropLast())
        else {
            throw refuse(.value, "\(what) as \(yearDigits == 2 ? "YY" : "YYYY")MMDDHHMMSSZ")
        }
        let year =
            yearDigits == 4 ? numbers[0] * 100 + numbers[1] : numbers[0] + (numbers[0] < 50 ? 2000 : 1900)
        guard yearDigits == 2 || year >= 2050 else {
            throw refuse(.value, "\(what) as a UTCTime, because its year is before 2050")
        }
        guard let seconds = Self.seconds(year: year, numbers[(yearDigits / 2)...]) else {
            throw refuse(.value, "\(what) that exists")
        }
        return seconds
    }

    /// The numbers that each two digits make, or nil if there is anything but digits, or an odd number of them.
    private static func pairs(_ digits: ArraySlice<UInt8>) -> [Int]? {
        guard digits.count.isMultiple(of: 2), digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return stride(from: digits.startIndex, to: digits.endIndex, by: 2).map { index in
            Int(digits[index] - 0x30) * 10 + Int(digits[index + 1] - 0x30)
        }
    }

    /// Seconds since the beginning of 1970, or nil if there is no such day or time of day.
    ///
    /// - Parameter rest: month, day, hour, minute, second.
    private static func seconds(year: Int, _ rest: ArraySlice<Int>) -> Int64? {
        let (month, day) = (rest[rest.startIndex], rest[rest.startIndex + 1])
        let (hour, minute, second) = (rest[rest.startIndex + 2], rest[rest.startIndex + 3], rest[rest.startIndex + 4])
        guard 1...12 ~= month, hour < 24, minute < 60, second < 60 else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard 1...lengths[month - 1] ~= day else { return nil }
        let before = year - 1
        let daysBeforeYear = before * 365 + before / 4 - before / 100 + before / 400
        let daysBefore1970 = 719_162
        let days = daysBeforeYear - daysBefore1970 + lengths[..<(month - 1)].reduce(0, +) + day - 1
        return Int64(((days * 24 + hour) * 60 + minute) * 60 + second)
    }
}
