import Foundation
import Testing

@testable import AWSClient

private func json(_ request: OutgoingRequest) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? NSDictionary)
}

@Suite struct `A description of what is deployed` {
    @Test func `of EventBridge's parts has their states`() async throws {
        let transport = ScriptedTransport([
            .answer(200, #"{"ConnectionState":"DEAUTHORIZED","StateReason":"w"}"#),
            .answer(200, #"{"State":"ENABLED"}"#),
            .answer(200, #"{"ApiDestinationState":"ACTIVE","InvocationEndpoint":"https://e"}"#), .answer(200, "{}"),
        ])
        let events = try AWSClient.scripted(transport).eventBridge
        let connection = try await events.connection("c")
        #expect(connection.state == "DEAUTHORIZED" && connection.stateReason == "w")
        #expect(try await events.ruleState("r", bus: "b") == "ENABLED")
        let destination = try await events.apiDestination("d")
        #expect(destination.state == "ACTIVE" && destination.invocationEndpoint == "https://e")
        let error = await #expect(throws: AWSError.self) { try await events.ruleState("r") }
        #expect(error?.code == "InvalidResponse")
        let requests = transport.requests
        #expect(
            requests.map { $0.headers["X-Amz-Target"] } == [
                "AWSEvents.DescribeConnection", "AWSEvents.DescribeRule", "AWSEvents.DescribeApiDestination",
                "AWSEvents.DescribeRule",
            ]
        )
        #expect(
            try requests.map(json) == [
                ["Name": "c"], ["Name": "r", "EventBusName": "b"], ["Name": "d"], ["Name": "r"],
            ]
        )
    }

    @Test func `of a topic has its subscriptions, page by page, and of a stack its template`() async throws {
        func page(_ arn: String, _ token: String) -> String {
            "<ListSubscriptionsByTopicResponse><ListSubscriptionsByTopicResult><Subscriptions><member><TopicArn>t</TopicArn><Protocol>https</Protocol><SubscriptionArn>\(arn)</SubscriptionArn><Endpoint>https://e</Endpoint></member></Subscriptions>\(token)</ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>"
        }
        let transport = ScriptedTransport([
            .answer(200, page("a", "<NextToken>n</NextToken>")), .answer(200, page("PendingConfirmation", "")),
            .answer(
                200,
                "<GetTemplateResponse><GetTemplateResult><TemplateBody>a: &lt;b&gt;\n</TemplateBody></GetTemplateResult></GetTemplateResponse>"
            ),
        ])
        let client = try AWSClient.scripted(transport)
        let first = try await client.sns.subscriptions(ofTopic: "t")
        let second = try await client.sns.subscriptions(ofTopic: "t", start: first.next)
        #expect(first.next == "n" && second.next == nil)
        #expect((first.subscriptions + second.subscriptions).map(\.arn) == ["a", "PendingConfirmation"])
        #expect(first.subscriptions[0].protocol == "https" && first.subscriptions[0].endpoint == "https://e")
        #expect(try await client.cloudFormation.template("s") == "a: <b>\n")
        let forms = transport.requests.map(form)
        #expect(forms[0] == ["Action": "ListSubscriptionsByTopic", "Version": "2010-03-31", "TopicArn": "t"])
        #expect(forms[1]["NextToken"] == "n")
        #expect(
            forms[2] == [
                "Action": "GetTemplate", "Version": "2010-05-15", "StackName": "s", "TemplateStage": "Original",
            ]
        )
    }
}
