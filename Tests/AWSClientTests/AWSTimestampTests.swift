import Foundation
import TestSupport
import Testing

@testable import AWSClient

@Suite struct `A timestamp` {
    @Test func `is written and read as Foundation does it, on random days`() throws {
        var generator = SplitMix64(seed: 41)
        let formatter = ISO8601DateFormatter()
        for _ in 0..<2000 {
            let seconds = Int64.random(in: 0...253_402_300_799, using: &generator)
            let timestamp = AWSTimestamp(secondsSinceEpoch: seconds)
            #expect(timestamp.description == formatter.string(from: Date(timeIntervalSince1970: Double(seconds))))
            #expect(AWSTimestamp(iso8601: timestamp.description) == timestamp)
        }
    }

    @Test(arguments: [
        ("2023-11-14T22:13:20Z", 1_700_000_000), ("2023-11-14T22:13:20.999Z", 1_700_000_000),
        ("2023-11-15T00:13:20+02:00", 1_700_000_000), ("2023-11-14T21:13:20-01:00", 1_700_000_000),
        ("2024-02-29T00:00:00Z", 1_709_164_800), ("1970-01-01T00:00:00Z", 0),
    ])
    func `is read from ISO 8601`(_ text: String, _ seconds: Int64) {
        #expect(AWSTimestamp(iso8601: text)?.secondsSinceEpoch == seconds)
    }

    @Test(arguments: [
        "", "2023", "2023-02-29T00:00:00Z", "2023-13-01T00:00:00Z", "2023-00-10T00:00:00Z", "2023-01-01T24:00:00Z",
        "2023-01-01T00:00:00", "2023-01-01 00:00:00Z", "2023-01-01T00:00:00.Z", "2023-01-01T00:00:00Zx",
        "1969-12-31T23:59:59Z",
        "２０２３-01-01T00:00:00Z",
    ])
    func `is not read from anything else`(_ text: String) { #expect(AWSTimestamp(iso8601: text) == nil) }

    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", nil),
        ("Sun, 6 Nov 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 08:49:37 CET", nil), ("", nil),
    ])
    func `is read from an HTTP date`(_ text: String, _ seconds: Int64?) {
        #expect(AWSTimestamp(httpDate: text)?.secondsSinceEpoch == seconds)
    }

    @Test func `stays within the years that it can be written with`() {
        #expect(AWSTimestamp(secondsSinceEpoch: .min).description == "1970-01-01T00:00:00Z")
        #expect(AWSTimestamp(secondsSinceEpoch: .max).description == "9999-12-31T23:59:59Z")
        #expect(AWSTimestamp(secondsSinceEpoch: 5).advanced(by: .min).secondsSinceEpoch == 0)
        #expect(AWSTimestamp(secondsSinceEpoch: 5).advanced(by: .max).description == "9999-12-31T23:59:59Z")
    }
}
