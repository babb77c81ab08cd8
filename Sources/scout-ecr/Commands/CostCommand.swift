import CloudFormation
import ScoutIntegration

/// `scout-ecr cost`
enum CostCommand: Command {
    static let name = "cost"
    static let summary = "Estimate what the stack costs its owner a month, resource by resource."
    static let options: [Option] = [pushesPerDay, imageGigabytes, region, .format(CostEstimate.Format.self)]

    private static let pushesPerDay = Option(
        name: "--pushes-per-day",
        value: "N",
        help: "images pushed a day; 100 without"
    )
    private static let imageGigabytes = Option(
        name: "--image-gb",
        value: "N",
        help: "the size of an image in GB, to add the transfer of each push out of AWS"
    )
    private static let region = Option(name: "--region", value: "REGION", help: "where the stack is; us-east-1 without")

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let format = try arguments.choice(
            .format(CostEstimate.Format.self),
            of: CostEstimate.Format.self,
            default: .text
        )
        let region = try naming(Self.region) { () throws(InvalidInput) in
            try Region(arguments.value(Self.region) ?? "us-east-1")
        }
        let usage = try Usage(
            pushesPerDay: try number(pushesPerDay, arguments) ?? 100,
            imageGigabytes: try number(imageGigabytes, arguments)
        )
        let estimate = try CostEstimate(of: VendorOptions.stack(arguments).template, in: region, usage: usage)
        try console.write(estimate.rendered(as: format))
        return .success
    }

    private static func number<Number: LosslessStringConvertible>(
        _ option: Option,
        _ arguments: Arguments
    ) throws(UsageError) -> Number? {
        guard let text = arguments.value(option) else { return nil }
        // `0x10` is a number to Swift, but nobody's size of an image.
        guard let number = Number(text), !text.lowercased().contains("0x") else {
            throw UsageError(
                "\(option.name) \"\(text.displayable)\" must be a \(Number.self == Int.self ? "whole " : "")number"
            )
        }
        return number
    }
}
