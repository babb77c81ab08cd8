import Foundation
import Testing

@testable import ScoutIntegration

@Suite struct `A timestamp` {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-11-23T18:37:00.188Z", 1_795_459_020_188),
            ("2000-02-29T23:59:59.9Z", 951_868_799_900),
            ("1969-12-31T23:59:59.999Z", -1), ("2012-04-26T20:45:04.751Z", 1_335_473_104_751),
            ("9999-12-31T23:59:59.999999999Z", 253_402_300_799_999),
        ] as [(String, Int64)]
    )
    func `is read from ISO 8601`(_ text: String, _ milliseconds: Int64) {
        #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T18:37:00", "2026-11-23T18:37:00+00:00", "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z", "2026-00-10T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T18:60:00Z",
        "2026-11-23T18:37:00.Z", "2026-11-23T18:37:00.1x2Z", "2026-11-23 18:37:00Z", "+026-11-23T18:37:00Z",
        "2026-11-23T18:37:00.0000000000000000000000000Z",
    ])
    func `is not made of anything else`(_ text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    /// Foundation's calendar is the other opinion.
    @Test func `is written as Foundation writes it`() {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for step in -2_000..<4_000 {
            let milliseconds = Int64(step) * 53_897_654_321 + 123
            let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
            guard (0..<253_402_300_799_000).contains(milliseconds) else { continue }
            let timestamp = Timestamp(milliseconds: milliseconds)
            #expect(timestamp.iso8601.prefix(19) == date.formatted(style).prefix(19))
            #expect(Timestamp(iso8601: timestamp.iso8601) == timestamp)
        }
    }
}
