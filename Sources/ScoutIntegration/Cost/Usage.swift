/// How much an integration is used.
public struct Usage: Sendable, Hashable {
    /// Images pushed a day, on average.
    public let pushesPerDay: Int

    /// The size of an image as it is pulled, in millionths of a gigabyte; `nil` leaves the transfer out of the estimate.
    let imageMicrogigabytes: Int?

    /// The days that an estimate's month has.
    public static let daysPerMonth = 30

    /// The largest number of pushes a day.
    public static let maximumPushesPerDay = 100_000_000

    /// The largest size of an image in gigabytes.
    public static let maximumImageGigabytes = 10_000.0

    /// A usage.
    ///
    /// - Parameters:
    ///   - pushesPerDay: 0 to ``maximumPushesPerDay``.
    ///   - imageGigabytes: the size of an image, 0 to ``maximumImageGigabytes``, rounded to six digits after the dot.
    public init(pushesPerDay: Int = 100, imageGigabytes: Double? = nil) throws(InvalidInput) {
        guard (0...Self.maximumPushesPerDay).contains(pushesPerDay) else {
            throw InvalidInput(
                "pushes per day",
                given: String(pushesPerDay),
                "must be a whole number from 0 to \(Self.maximumPushesPerDay)"
            )
        }
        self.pushesPerDay = pushesPerDay
        imageMicrogigabytes = try imageGigabytes.map { gigabytes throws(InvalidInput) in
            guard (0...Self.maximumImageGigabytes).contains(gigabytes) else {
                throw InvalidInput(
                    "image size",
                    given: "\(gigabytes)",
                    "must be a number of gigabytes from 0 to \(Int(Self.maximumImageGigabytes))"
                )
            }
            return Int(gigabytes * 1_000_000 + 0.5)
        }
    }

    /// Images pushed a month.
    public var pushesPerMonth: Int { pushesPerDay * Self.daysPerMonth }

    /// A number of pushes in words.
    static func pushes(_ count: Int) -> String { count == 1 ? "1 push" : "\(count) pushes" }
}
