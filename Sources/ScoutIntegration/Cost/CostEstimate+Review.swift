public import CloudFormation

extension CostEstimate {
    private static let reviewedPushesPerDay = 100
    private static let reviewedRegion = "us-east-1"

    /// What reviews of the Scout stack assume of its usage.
    public static let reviewAssumption = "\(reviewedPushesPerDay) pushes a day in \(reviewedRegion)"

    /// What a version of the Scout stack costs a month by that usage, with the currency; `nil` for another stack, whose prices
    /// are not known.
    public static func reviewTotal(of template: Template) -> String? {
        guard template.resources.elements.contains(where: { $0.element.type == "Custom::ScoutSetup" }),
            let region = try? Region(reviewedRegion), let usage = try? Usage(pushesPerDay: reviewedPushesPerDay),
            let estimate = try? CostEstimate(of: template, in: region, usage: usage)
        else { return nil }
        return "$\(estimate.total.roundedUp)"
    }
}
