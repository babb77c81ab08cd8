import CloudFormation
import ScoutIntegration

/// The answer to a custom resource's request.
///
/// - Shape: JSON of at most 4,096 bytes.
/// - Source: CloudFormation User Guide, "Custom resource reference", "Response objects".
enum SetupAnswer {
    static let maximumSize = 4_096

    /// The body of the answer.
    static func body(to request: SetupRequest, _ outcome: SetupAttempt.Outcome, physicalResourceID: String) -> [UInt8] {
        func body(_ reason: String?) -> [UInt8] {
            var object: Object = ["Status": reason == nil ? "SUCCESS" : "FAILED"]
            object["Reason"] = reason.map { .string($0) }
            // The id of an earlier answer stays, or CloudFormation would delete the resource that it names.
            object["PhysicalResourceId"] = .string(request.physicalResourceID ?? physicalResourceID)
            object["StackId"] = .string(request.stackID.arn)
            object["RequestId"] = .string(request.requestID)
            object["LogicalResourceId"] = .string(request.logicalResourceID)
            return Array(Value.object(object).json(.compact).utf8)
        }
        guard case .failure(let reason) = outcome else { return body(nil) }
        // Escapes may make a text six times as long.
        var length = 1_500
        while true {
            let result = body(String(reason.prefix(length)))
            if result.count <= maximumSize || length == 0 { return result }
            length /= 2
        }
    }
}
