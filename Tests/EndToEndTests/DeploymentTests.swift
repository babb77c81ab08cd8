import Foundation
import TestSupport
import Testing

/// The template of a vendor whose service is on this machine.
func writeTemplate(_ format: String, to folder: TemporaryFolder) throws -> String {
    let result = try TestSupport.run(
        Repository.executable("scout-ecr"),
        [
            "template", "--format", format, "--allow-loopback", "--setup-endpoint", "http://127.0.0.1:9/v1/setup",
            "--events-endpoint", "http://127.0.0.1:9/v1/events",
        ]
    )
    try #require(result.status == 0, "\(result.errors)")
    return try folder.write(result.output, to: "template.\(format)")
}

/// What `Tests/Tools/deploy_stack.py` observes.
private struct Report: Decodable {
    struct Stack: Decodable {
        let stackStatus: String
        let resources: [String: Resource]
        let customResource: CustomResource
        let subscriptions: [Subscription]
        let signatureVersions: [String: String]
        let event: Event
        let unmatchedEventDelivered: Bool
        let receiverFaults: [String]
        let deleteStatus: String
    }
    struct Resource: Decodable {
        let type: String
        let status: String
        let physicalId: String?
    }
    struct CustomResource: Decodable {
        let requestTypes: [String]
        let resourceProperties: [String: String]
    }
    struct Subscription: Decodable, Equatable {
        let `protocol`: String
        let confirmed: Bool
    }
    struct Event: Decodable {
        let headers: [String: String]
        let apiKeyMatches: Bool
    }
    let stacks: [Stack]
}

extension `End to end` {
    /// The stack on a local AWS, with a stand-in for Scout that confirms the subscription, writes the credentials with the
    /// set-up role and answers the custom resource.
    @Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(10)), .serialized)
    struct `The deployed stack` {
        @Test(arguments: ["json", "yaml"])
        func `completes, delivers a push with the secret's key, and can be deleted; two of them side by side`(
            _ format: String
        ) async throws {
            let aws = try await startLocalAWS()
            defer { aws.stop() }
            let folder = try TemporaryFolder()
            let result = try await run(
                Tools.python,
                [
                    "-B", Tools.script("deploy_stack.py"), "--template", try writeTemplate(format, to: folder),
                    "--endpoint-url", aws.endpointURL, "--workdir", folder.url.path, "--stacks", "2",
                ],
                limit: .seconds(240)
            )
            try #require(result.status == 0, "\(result.errors)")
            let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
            #expect(report.stacks.count == 2)
            for stack in report.stacks { expectComplete(stack) }
        }

        private func expectComplete(_ stack: Report.Stack) {
            #expect(stack.stackStatus == "CREATE_COMPLETE")
            #expect(stack.resources.count == 10)
            #expect(stack.resources.values.allSatisfy { $0.status == "CREATE_COMPLETE" })
            #expect(stack.subscriptions == [Report.Subscription(protocol: "http", confirmed: true)])
            #expect(stack.signatureVersions["topic"] == "2")
            #expect(stack.signatureVersions["notification"] == "2")
            #expect(stack.customResource.requestTypes == ["Create", "Delete"])
            #expect(
                Set(stack.customResource.resourceProperties.keys) == [
                    "ServiceToken", "ServiceTimeout", "IntegrationId", "SetupRoleArn", "EcrAccessRoleArn", "SecretArn",
                ]
            )
            #expect(stack.event.apiKeyMatches)
            #expect(!stack.unmatchedEventDelivered)
            #expect(stack.receiverFaults == [])
            #expect(stack.deleteStatus == "DELETE_COMPLETE")
        }
    }
}

/// What `Tests/Tools/check_permissions.py` has found.
private struct Permissions: Decodable {
    struct Check: Decodable {
        let role: String
        let action: String
        let expected: String
        let actual: String
        let how: String
    }
    struct Failure: Decodable {}
    let checks: [Check]
}

extension `End to end` {
    /// The policies of the template, enforced by moto and judged by an independent evaluator.
    @Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(10)))
    struct `Least privilege` {
        private func check(_ arguments: String...) async throws -> CommandResult {
            let folder = try TemporaryFolder()
            let template = try writeTemplate("json", to: folder)
            return try await run(
                Tools.motoPython,
                ["-B", Tools.script("check_permissions.py"), "--template", template] + arguments,
                limit: .seconds(200)
            )
        }

        @Test func `each role can do its job and nothing else, and none is assumed without the external id`()
            async throws
        {
            let result = try await check()
            try #require(result.status == 0, "\(result.output)\(result.errors)")
            let checks = try JSONDecoder().decode(Permissions.self, from: Data(result.output.utf8)).checks
            let allowedSetup = checks.filter {
                $0.role == "AssumeRoleScoutSetup" && $0.actual == "allowed" && $0.action.hasPrefix("secretsmanager:")
            }
            #expect(Set(allowedSetup.map(\.action)) == ["secretsmanager:PutSecretValue"])
            #expect(checks.filter { $0.expected == "denied" && $0.how.hasPrefix("http") }.count >= 15)
            #expect(checks.allSatisfy { $0.expected == $0.actual })
        }

        /// Each tampered policy has to make the check fail, so that its silence means something.
        @Test func `is noticed to be broken when the policies are tampered with`() async throws {
            let result = try await check("--self-test")
            #expect(result.status == 0, "\(result.output)\(result.errors)")
        }
    }
}
