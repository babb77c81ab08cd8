import Foundation
import TestSupport
import Testing

/// The template of the vendor's own stack.
private func writeBackendTemplate(to folder: TemporaryFolder) throws -> String {
    let result = try TestSupport.run(Repository.executable("scout-ecr"), ["template", "--stack", "backend"])
    try #require(result.status == 0, "\(result.errors)")
    return try folder.write(result.output, to: "backend.json")
}

/// What `Tests/Tools/deploy_backend.py` observes.
private struct Report: Decodable {
    struct Stack: Decodable {
        let stackStatus: String
        let resources: [String: Resource]
        let queues: [String: Queue]
        let logGroups: [String]
        let alarms: [String: Alarm]
        let roles: [String: [String: [String]]]
        let failedMessage: FailedMessage
        let deleteStatus: String
        let leftBehind: [String]
    }
    struct Resource: Decodable {
        let type: String
        let status: String
    }
    struct Queue: Decodable, Equatable {
        var visibilityTimeout: Int
        var retention = 1_209_600
        var encrypted = true
        var receives: Int?
        var deadLetters: String?
        var source: [String]?
    }
    struct Alarm: Decodable {
        let metric: String
        let of: [String]
        let actions: [String]
    }
    struct FailedMessage: Decodable {
        let received: Int
        let givenUp: Bool
    }
    let leftOut: [String]
    let stacks: [Stack]
}

extension `End to end` {
    /// The vendor's own stack on a local AWS, as far as that goes.
    @Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(10)), .serialized)
    struct `The deployed backend` {
        /// What the local AWS does not have: its DynamoDB is a program that PyPI does not have, and it runs functions in
        /// containers. These types are right as far as cfn-lint can tell.
        private static let leftOut = [
            "AWS::DynamoDB::Table", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Function",
            "AWS::Lambda::Permission", "AWS::Lambda::Url",
        ]

        @Test func `completes but for table and functions, gives messages up, and can be deleted; two side by side`()
            async throws
        {
            let aws = try await startLocalAWS()
            defer { aws.stop() }
            let folder = try TemporaryFolder()
            let result = try await run(
                Tools.python,
                [
                    "-B", Tools.script("deploy_backend.py"), "--template", try writeBackendTemplate(to: folder),
                    "--endpoint-url", aws.endpointURL,
                ],
                limit: .seconds(240)
            )
            try #require(result.status == 0, "\(result.errors)")
            let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
            #expect(report.leftOut == Self.leftOut)
            #expect(report.stacks.count == 2)
            for stack in report.stacks { expectComplete(stack) }
            // Only the second one was given a topic.
            let topic = "arn:aws:sns:us-east-1:000000000000:alarms"
            #expect(report.stacks.first?.alarms.values.allSatisfy { $0.actions == [] } == true)
            #expect(report.stacks.last?.alarms.values.allSatisfy { $0.actions == [topic, topic] } == true)
        }

        private func expectComplete(_ stack: Report.Stack) {
            #expect(stack.stackStatus == "CREATE_COMPLETE")
            #expect(stack.resources.values.allSatisfy { $0.status == "CREATE_COMPLETE" })
            #expect(
                Dictionary(grouping: stack.resources.values, by: \.type).mapValues(\.count) == [
                    "AWS::SQS::Queue": 4, "AWS::Logs::LogGroup": 3, "AWS::IAM::Role": 3, "AWS::CloudWatch::Alarm": 10,
                ]
            )
            expectQueues(stack)
            #expect(stack.logGroups == ["ImageFunction", "SetupFunction", "WebFunction"])
            #expect(stack.alarms["SetupDelayAlarm"]?.of == ["SetupQueue"])
            #expect(stack.alarms["ImageDeadLetterAlarm"]?.of == ["ImageDeadLetterQueue"])
            #expect(stack.roles["WebRole"]?["SendMessages"] == ["SetupQueue", "ImageQueue"])
            #expect(stack.roles["SetupRole"]?["ReceiveMessages"] == ["SetupQueue"])
            #expect(stack.roles["ImageRole"]?["ReceiveMessages"] == ["ImageQueue"])
            #expect(
                stack.roles["SetupRole"]?["AssumeCustomersRole"] == ["arn:aws:iam::*:role/*-AssumeRoleScoutSetup-*"]
            )
            #expect(stack.roles["ImageRole"]?["AssumeCustomersRole"] == ["arn:aws:iam::*:role/*-AssumeRoleEcrAccess-*"])
            #expect(stack.deleteStatus == "DELETE_COMPLETE")
            #expect(stack.leftBehind == [])
        }

        private func expectQueues(_ stack: Report.Stack) {
            #expect(
                stack.queues == [
                    "SetupQueue": .init(visibilityTimeout: 90, receives: 20, deadLetters: "SetupDeadLetterQueue"),
                    "SetupDeadLetterQueue": .init(visibilityTimeout: 30, source: ["SetupQueue"]),
                    "ImageQueue": .init(visibilityTimeout: 960, receives: 5, deadLetters: "ImageDeadLetterQueue"),
                    "ImageDeadLetterQueue": .init(visibilityTimeout: 30, source: ["ImageQueue"]),
                ]
            )
            #expect(stack.failedMessage.received == 5)
            #expect(stack.failedMessage.givenUp)
        }
    }

    /// The policies of the vendor's own stack, judged by an independent evaluator.
    @Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(5)))
    struct `Least privilege of the backend` {
        private struct Permissions: Decodable {
            struct Check: Decodable, Hashable {
                let role: String
                let action: String
                let resource: String
                let expected: String
                let actual: String
            }
            let checks: [Check]
        }

        private func check(_ arguments: String...) async throws -> CommandResult {
            let folder = try TemporaryFolder()
            let template = try writeBackendTemplate(to: folder)
            return try await run(
                Tools.motoPython,
                ["-B", Tools.script("check_backend_permissions.py"), "--template", template] + arguments
            )
        }

        @Test func `each role can do its job and nothing else`() async throws {
            let result = try await check()
            try #require(result.status == 0, "\(result.output)\(result.errors)")
            let checks = try JSONDecoder().decode(Permissions.self, from: Data(result.output.utf8)).checks
            #expect(checks.allSatisfy { $0.expected == $0.actual })
            func allowed(_ role: String, _ action: String) -> Set<String> {
                Set(checks.filter { ($0.role, $0.action, $0.actual) == (role, action, "allowed") }.map(\.resource))
            }
            #expect(allowed("WebRole", "sqs:SendMessage") == ["setup queue", "image queue"])
            #expect(allowed("WebRole", "sqs:ReceiveMessage") == [])
            #expect(allowed("WebRole", "sts:AssumeRole") == [])
            #expect(allowed("SetupRole", "sts:AssumeRole") == ["set-up role", "set-up role of a long stack"])
            #expect(allowed("ImageRole", "sts:AssumeRole") == ["registry role", "registry role of a long stack"])
        }

        /// Each tampered policy has to make the check fail, so that its silence means something.
        @Test func `is noticed to be broken when the policies are tampered with`() async throws {
            let result = try await check("--self-test")
            #expect(result.status == 0, "\(result.output)\(result.errors)")
        }
    }
}
