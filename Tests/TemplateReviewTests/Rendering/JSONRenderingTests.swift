import Foundation
import TestSupport
import Testing

@testable import TemplateReview

@Suite struct `A review as JSON` {
    private typealias JSON = [String: Any]

    private static func parsed(_ text: String) throws -> JSON {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? JSON)
    }

    private static func schema() throws -> JSON {
        try parsed(Repository.text(of: "Tests/TemplateReviewTests/Fixtures/review.schema.json"))
    }

    @Test func `has every key of a review without a difference`() {
        let access = """
            {
                "verdict": "equal",
                "public": false,
                "changes": []
              }
            """
        let expected = """
            {
              "schemaVersion": 1,
              "oldFile": "main:stack.yaml",
              "newFile": "stack.yaml",
              "changed": false,
              "summary": {
                "none": 0,
                "create": 0,
                "update": 0,
                "orphan": 0,
                "rename": 0,
                "mayReplace": 0,
                "replace": 0,
                "delete": 0
              },
              "sections": {},
              "resources": [],
              "permissions": \(access),
              "network": \(access),
              "capabilities": {
                "old": [],
                "new": [],
                "added": []
              },
              "exports": [],
              "parameters": [],
              "sectionChanges": [],
              "cost": null
            }

            """
        #expect(SampleReviews.empty.json() == expected)
    }

    @Test(arguments: [SampleReviews.empty, SampleReviews.rich, SampleReviews.hostile("\u{1B}\u{202E}\n\"")])
    func `is what its schema says`(_ review: Review) throws {
        let violations = SchemaCheck(schema: try Self.schema()).violations(try Self.parsed(review.json()))
        #expect(violations == [])
    }

    @Test func `breaks its schema when a key or a type is wrong`() throws {
        let check = SchemaCheck(schema: try Self.schema())
        var json = try Self.parsed(SampleReviews.rich.json())
        json["cost"] = nil
        json["more"] = 1
        json["changed"] = "true"
        json["parameters"] = [["name": "A", "change": "moved", "needsValue": true, "reason": ""]]
        #expect(check.violations(json) == ["cost is missing", "more is unknown", "changed", "parameters[0].change"])
    }

    @Test func `tells what happens to a resource`() throws {
        let json = try Self.parsed(SampleReviews.rich.json())
        let resources = try #require(json["resources"] as? [JSON])
        let expected = try Self.parsed(
            """
            {
              "logicalId": "OrdersRole", "type": "AWS::IAM::Role", "impact": "rename", "dataLoss": false,
              "cause": ["OrdersRole is Role under another logical id"], "renamedFrom": "Role", "moved": true,
              "properties": [], "attributes": [], "oldAt": "main:stack.yaml:30:3", "newAt": "stack.yaml:64:3"
            }
            """
        )
        #expect(resources[3] as NSDictionary == expected as NSDictionary)
        let property = try #require((resources[0]["properties"] as? [JSON])?[1])
        let value = try Self.parsed(
            """
            {
              "path": "TopicName", "change": "changed", "impact": "replace", "old": "orders",
              "new": {"Fn::Sub": "orders-${Stage}"}, "oldAt": "main:stack.yaml:12:18", "newAt": "stack.yaml:22:18"
            }
            """
        )
        #expect(property as NSDictionary == value as NSDictionary)
        #expect((json["summary"] as? [String: Int])?["replace"] == 1)
        #expect(
            json["sections"] as? [String: [String]] == [
                "Description": [""], "Parameters": ["Stage", "Size"], "Outputs": ["TopicArn"],
                "Resources": ["Topic", "Queue", "Bucket", "OrdersRole", "Table", "Logs"],
            ]
        )
    }

    @Test func `tells who gets access`() throws {
        let json = try Self.parsed(SampleReviews.rich.json())
        let permissions = try #require(json["permissions"] as? JSON)
        #expect(permissions["verdict"] as? String == "mixed")
        #expect(permissions["public"] as? Bool == true)
        let expected = try Self.parsed(
            """
            {
              "change": "added", "verdict": "broader", "effect": "Allow", "principal": "*",
              "action": "sns:Publish, sns:Subscribe", "resource": "arn:aws:sns:*:*:orders", "condition": "",
              "witness": "newly allowed: `sns:Publish` on `arn:aws:sns:us-east-1:111122223333:orders`",
              "public": true, "logicalId": "TopicPolicy", "at": "stack.yaml:40:9"
            }
            """
        )
        #expect((permissions["changes"] as? [JSON])?.first as? NSDictionary == expected as NSDictionary)
        // What was public and is no more does not make the change public.
        #expect((json["network"] as? JSON)?["public"] as? Bool == false)
    }

    @Test(arguments: HostileTexts.all)
    func `escapes what a terminal obeys and loses nothing`(_ text: String) throws {
        let json = SampleReviews.hostile(text).json()
        #expect(!json.unicodeScalars.contains { $0 != "\n" && HostileTexts.isObeyed($0) })
        #expect(try Self.parsed(json)["oldFile"] as? String == text)
    }
}
