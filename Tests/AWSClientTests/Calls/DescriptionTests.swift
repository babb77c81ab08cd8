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

    @Test func `of a stack has its resources, with the names that they have in AWS`() async throws {
        let transport = ScriptedTransport([
            .answer(
                200,
                "<DescribeStackResourcesResponse><DescribeStackResourcesResult><StackResources><member><LogicalResourceId>Rule</LogicalResourceId><PhysicalResourceId>r-1</PhysicalResourceId><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member><member><LogicalResourceId>Topic</LogicalResourceId><ResourceStatus>CREATE_FAILED</ResourceStatus></member></StackResources></DescribeStackResourcesResult></DescribeStackResourcesResponse>"
            ),
            .answer(
                200,
                "<DescribeStackResourcesResponse><DescribeStackResourcesResult><StackResources><member/></StackResources></DescribeStackResourcesResult></DescribeStackResourcesResponse>"
            ),
        ])
        let client = try AWSClient.scripted(transport).cloudFormation
        let resources = try await client.resources(ofStack: "s")
        #expect(resources.map(\.logicalID) == ["Rule", "Topic"])
        #expect(resources.map(\.physicalID) == ["r-1", nil])
        #expect(resources.map(\.status) == ["CREATE_COMPLETE", "CREATE_FAILED"])
        let error = await #expect(throws: AWSError.self) { try await client.resources(ofStack: "s") }
        #expect(error?.code == "InvalidResponse")
        #expect(
            form(transport.requests[0]) == [
                "Action": "DescribeStackResources", "Version": "2010-05-15", "StackName": "s",
            ]
        )
    }

    @Test func `of a registry has its repositories and their images, page by page`() async throws {
        let transport = ScriptedTransport([
            .answer(200, #"{"repositories":[{"repositoryName":"team/a"}],"nextToken":"n"}"#),
            .answer(200, #"{"repositories":[]}"#),
            .answer(200, #"{"imageIds":[{"imageDigest":"sha256:1","imageTag":"v1"},{"imageDigest":"sha256:2"}]}"#),
        ])
        let ecr = try AWSClient.scripted(transport).ecr
        let first = try await ecr.repositories(limit: 1)
        #expect(first.names == ["team/a"] && first.next == "n")
        let second = try await ecr.repositories(limit: 1, start: first.next)
        #expect(second.names == [] && second.next == nil)
        let images = try await ecr.images(in: "team/a", limit: 10)
        #expect(images.images.map(\.digest) == ["sha256:1", "sha256:2"] && images.images.map(\.tag) == ["v1", nil])
        #expect(images.next == nil)
        #expect(
            transport.requests.map { $0.headers["X-Amz-Target"] } == [
                "AmazonEC2ContainerRegistry_V20150921.DescribeRepositories",
                "AmazonEC2ContainerRegistry_V20150921.DescribeRepositories",
                "AmazonEC2ContainerRegistry_V20150921.ListImages",
            ]
        )
        #expect(
            try transport.requests.map(json) == [
                ["maxResults": 1], ["maxResults": 1, "nextToken": "n"],
                ["repositoryName": "team/a", "maxResults": 10],
            ]
        )
    }
}
