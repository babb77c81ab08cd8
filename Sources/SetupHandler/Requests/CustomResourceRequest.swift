import CloudFormation
import ScoutIntegration

/// The request that a stack publishes to its topic for its custom resource.
///
/// - Source: CloudFormation User Guide, "Custom resource reference", "Request objects".
struct CustomResourceRequest {
    private let document: Node
    private let topic: ARN

    /// The resource type that the Scout stack has.
    static let resourceType = "Custom::ScoutSetup"

    init(_ message: SNSMessage) throws(Refusal) {
        do {
            document = try JSONReader.read(Array(message.message.utf8), name: "Message")
        } catch {
            throw Refusal(.malformed, "the request is no JSON: \(error)")
        }
        topic = message.topic
    }

    /// What is asked for; `nil` where the message is no request of a Scout stack.
    func request(for integration: Integration, _ hosts: TrustedHosts) throws(Refusal) -> SetupRequest? {
        guard let type = text("RequestType"), text("ResourceType") == Self.resourceType else { return nil }
        guard let kind = SetupRequest.Kind(rawValue: type) else {
            throw Refusal(.malformed, "RequestType is \(type.displayable), not Create, Update or Delete")
        }
        let stackID = try stack()
        let region = stackID.region
        let url = try required("ResponseURL", maximum: 4_096)
        try hosts.checkResponse(url, in: region)
        guard text("ServiceToken") == topic.text else {
            throw Refusal(.request, "ServiceToken is not the topic that the request came from")
        }
        let properties = document["ResourceProperties"]
        guard properties?["IntegrationId"]?.stringValue == integration.id.text else {
            throw Refusal(.request, "IntegrationId is not the one that the message was sent to")
        }
        return SetupRequest(
            kind: kind,
            requestID: try required("RequestId", maximum: 128),
            stackID: stackID,
            logicalResourceID: try required("LogicalResourceId", maximum: 255),
            physicalResourceID: text("PhysicalResourceId").flatMap { $0.utf8.count <= 1_024 ? $0 : nil },
            responseURL: url,
            // A stack that goes needs no more than an answer.
            resources: kind == .delete ? nil : try resources(properties, of: stackID)
        )
    }

    private func stack() throws(Refusal) -> StackID {
        let stackID: StackID
        do {
            stackID = try StackID(text("StackId") ?? "")
        } catch {
            throw Refusal(.malformed, "\(error)")
        }
        guard stackID.accountID.digits == topic.account, stackID.region.name == topic.region else {
            throw Refusal(.request, "the stack is of another account or region than the topic: \(stackID.arn)")
        }
        return stackID
    }

    /// The roles and the secret, all of the stack's account, and the secret of its region.
    private func resources(_ properties: Node?, of stack: StackID) throws(Refusal) -> StackResources {
        func arn(_ key: String, in region: String, _ isRight: (ARN) -> Bool) throws(Refusal) -> ARN {
            let given = properties?[key]?.stringValue ?? ""
            guard let arn = try? ARN(given), isRight(arn) else {
                throw Refusal(.request, "\(key) is not the ARN that it should be: \(given.displayable)")
            }
            guard arn.account == stack.accountID.digits, arn.partition == stack.region.partition, arn.region == region
            else {
                throw Refusal(.request, "\(key) is of another account or region than the stack: \(given.displayable)")
            }
            return arn
        }
        return StackResources(
            setupRole: try arn("SetupRoleArn", in: "", \.isRole),
            ecrAccessRole: try arn("EcrAccessRoleArn", in: "", \.isRole),
            secret: try arn("SecretArn", in: stack.region.name, \.isSecret)
        )
    }

    private func text(_ key: String) -> String? { document[key]?.stringValue }

    private func required(_ key: String, maximum: Int) throws(Refusal) -> String {
        guard let text = text(key), (1...maximum).contains(text.utf8.count) else {
            throw Refusal(.malformed, "\(key) is missing or has more than \(maximum) bytes")
        }
        return text
    }
}
