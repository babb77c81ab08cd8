import CloudFormation
import Testing

@Suite struct `A policy document` {
    @Test func `shows a list of one as its element, as people write it`() {
        let document = IAM.PolicyDocument(
            id: "Access",
            statement: [
                IAM.Statement(
                    sid: "Read",
                    effect: .allow,
                    principal: .service("events.amazonaws.com"),
                    action: ["s3:GetObject"],
                    resource: ["arn:\(AWS.partition):s3:::b/*"]
                )
            ]
        )
        #expect(
            document.value == [
                "Version": "2012-10-17",
                "Id": "Access",
                "Statement": [
                    [
                        "Sid": "Read",
                        "Effect": "Allow",
                        "Principal": ["Service": "events.amazonaws.com"],
                        "Action": "s3:GetObject",
                        "Resource": ["Fn::Sub": "arn:${AWS::Partition}:s3:::b/*"],
                    ]
                ],
            ]
        )
    }

    @Test func `has Not-forms`() {
        let statement = IAM.Statement(
            effect: .deny,
            principal: .not(.aws(["111122223333", "444455556666"])),
            action: .not(["iam:*", "sts:*"]),
            resource: .not(["*"])
        )
        #expect(
            statement.value == [
                "Effect": "Deny",
                "NotPrincipal": ["AWS": ["111122223333", "444455556666"]],
                "NotAction": ["iam:*", "sts:*"],
                "NotResource": "*",
            ]
        )
        #expect(statement.action == .not(["iam:*", "sts:*"]))
        #expect(statement.resource == .not(["*"]))
        #expect(statement.principal == .not(.aws(["111122223333", "444455556666"])))
    }

    @Test func `changes between a form and its Not-form without leaving the other behind`() {
        var statement = IAM.Statement(effect: .allow, principal: .everyone, action: ["s3:*"], resource: ["*"])
        statement.action = .not(["iam:*"])
        statement.resource = nil
        statement.principal = .not(.service("x.amazonaws.com"))
        #expect(
            statement.value == [
                "Effect": "Allow", "NotAction": "iam:*", "NotPrincipal": ["Service": "x.amazonaws.com"],
            ]
        )
    }

    @Test func `gathers conditions by operator and key`() {
        let condition: IAM.ConditionElement = [
            .stringEquals("aws:SourceAccount", AWS.accountID),
            .bool("aws:SecureTransport", true),
            .stringEquals("sts:ExternalId", "x"),
            .stringEquals("aws:SourceAccount", "111122223333"),
            IAM.Condition(.stringLike.ifExists.forAnyValue, "aws:TagKeys", ["a*", "b*"]),
            .arnLike("aws:SourceArn", "arn:aws:sns:*:*:t"),
        ]
        #expect(
            condition.value == [
                "StringEquals": [
                    "aws:SourceAccount": [["Ref": "AWS::AccountId"], "111122223333"],
                    "sts:ExternalId": "x",
                ],
                "Bool": ["aws:SecureTransport": "true"],
                "ForAnyValue:StringLikeIfExists": ["aws:TagKeys": ["a*", "b*"]],
                "ArnLike": ["aws:SourceArn": "arn:aws:sns:*:*:t"],
            ]
        )
    }

    @Test func `joins principals of several kinds`() {
        let both = IAM.Principal.account("111122223333").and(.service("a.amazonaws.com")).and(
            .service("b.amazonaws.com")
        )
        #expect(
            both.value == [
                "AWS": ["Fn::Sub": "arn:${AWS::Partition}:iam::111122223333:root"],
                "Service": ["a.amazonaws.com", "b.amazonaws.com"],
            ]
        )
        #expect(both.and(.everyone) == .everyone)
    }

    @Test func `is read with one statement and one action outside of lists`() {
        let document = IAM.PolicyDocument(
            unchecked: ["Statement": ["Effect": "Allow", "Action": "sns:Publish", "Resource": ["a", "b"]]]
        )
        let statement = document.statement?.elements?.first
        #expect(statement?.effect == .allow)
        #expect(statement?.action == ["sns:Publish"])
        #expect(statement?.resource == ["a", "b"])
    }
}
