public import AWSClient
import ScoutIntegration

extension SetupActions {
    /// Actions on AWS, with the vendor's credentials.
    ///
    /// - Parameters:
    ///   - client: calls AWS in the vendor's name.
    ///   - transport: answers stacks; follows no redirects.
    public static func aws(_ client: AWSClient, transport: any HTTPTransport) -> SetupActions {
        SetupActions(
            confirm: { (confirmation) async throws(ActionFailure) in
                let client = client.inRegion(try region(confirmation.topic.region))
                do throws(AWSError) {
                    _ = try await client.sns.confirmSubscription(
                        topicARN: confirmation.topic.text,
                        token: confirmation.token
                    )
                } catch {
                    throw ActionFailure(
                        "SNS did not confirm the subscription: \(error.answer)",
                        isTransient: error.isTransient
                    )
                }
            },
            assumeRole: { (role, externalID, region) async throws(ActionFailure) in
                // The stack's own region: a regional endpoint is never further than the stack itself.
                let client = client.inRegion(try Self.region(region.name))
                do throws(AWSError) {
                    return try await client.sts.assumeRole(
                        roleARN: role.text,
                        sessionName: "docker-scout-setup",
                        externalID: externalID.text,
                        durationSeconds: 900
                    )
                } catch {
                    throw assumingFailure(role, error)
                }
            },
            writeSecret: { (value, credentials) async throws(ActionFailure) in
                let client = client.using(credentials, in: try region(value.region.name))
                do throws(AWSError) {
                    _ = try await client.secretsManager.putSecretValue(
                        secretID: value.secret.text,
                        clientRequestToken: value.requestToken,
                        secretString: value.text
                    )
                } catch {
                    throw ActionFailure(
                        "Docker Scout could not write the secret \(value.secret.text): \(error.answer) "
                            + "Delete this stack and create it again from Docker Scout's link.",
                        isTransient: error.isTransient || error.isDenied
                    )
                }
            },
            answer: { (url, body) async throws(ActionFailure) in
                try await put(body, to: url, transport)
            }
        )
    }

    private static func region(_ name: String) throws(ActionFailure) -> AWSRegion {
        do {
            return try AWSRegion(name)
        } catch {
            throw ActionFailure("\(error)", isTransient: false)
        }
    }

    private static func assumingFailure(_ role: ARN, _ error: AWSError) -> ActionFailure {
        ActionFailure(
            "Docker Scout could not assume the role \(role.text): \(error.answer) "
                + "The role must trust Docker Scout's account with this integration's external id, as the template says.",
            // A new role takes some seconds to be known everywhere.
            isTransient: error.isTransient || error.isDenied
        )
    }

    /// - Source: CloudFormation User Guide, "Custom resource reference": the URL is signed for an empty Content-Type.
    private static func put(
        _ body: [UInt8],
        to url: String,
        _ transport: any HTTPTransport
    ) async throws(ActionFailure) {
        let request = OutgoingRequest("PUT", url, headers: [HTTPHeader("Content-Type", "")], body: body)
        let response: IncomingResponse
        do throws(TransportError) {
            response = try await transport.send(request, within: 15)
        } catch {
            throw ActionFailure("the stack could not be answered: \(error.code.rawValue)", isTransient: true)
        }
        guard (200..<300).contains(response.status) else {
            let isTransient = response.status >= 500 || response.status == 429
            throw ActionFailure("the stack could not be answered: HTTP \(response.status)", isTransient: isTransient)
        }
    }
}

extension AWSError {
    /// What AWS says, for people who do not see the call.
    fileprivate var answer: String { "\(code): \(message)" + (message.hasSuffix(".") ? "" : ".") }

    fileprivate var isTransient: Bool { isRetryable || kind == .transport || kind == .credentials }

    fileprivate var isDenied: Bool { ["AccessDenied", "AccessDeniedException"].contains(code) }
}
