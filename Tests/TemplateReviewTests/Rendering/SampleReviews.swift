import CloudFormation

@testable import TemplateReview

/// Reviews made by hand, so that the renderings are tested without the comparison.
enum SampleReviews {
    /// A place in the old file.
    static func old(_ line: Int, _ column: Int = 5) -> SourceLocation {
        SourceLocation(file: "main:stack.yaml", position: SourcePosition(line: line, column: column))
    }

    /// A place in the new file.
    static func new(_ line: Int, _ column: Int = 5) -> SourceLocation {
        SourceLocation(file: "stack.yaml", position: SourcePosition(line: line, column: column))
    }

    /// A path of keys.
    static func path(_ keys: String...) -> ValuePath { ValuePath(keys.map { .key($0) }) }

    /// Templates that mean the same.
    static let empty = Review(oldFile: "main:stack.yaml", newFile: "stack.yaml")

    /// Something of everything.
    static let rich = Review(
        oldFile: "main:stack.yaml",
        newFile: "stack.yaml",
        sections: [
            SectionChange(
                section: "Description",
                entries: [
                    EntryChange(
                        name: "",
                        kind: .changed,
                        changes: [
                            ValueChange(
                                path: ValuePath(),
                                impact: .none,
                                old: "Orders",
                                new: "Orders of a shop",
                                oldAt: old(2, 14),
                                newAt: new(2, 14)
                            )
                        ],
                        oldAt: old(2, 1),
                        newAt: new(2, 1)
                    )
                ]
            ),
            SectionChange(
                section: "Parameters",
                entries: [
                    EntryChange(name: "Stage", kind: .added, changes: [], newAt: new(5, 3)),
                    EntryChange(
                        name: "Size",
                        kind: .changed,
                        changes: [
                            ValueChange(
                                path: path("Default"),
                                impact: .none,
                                old: 1,
                                new: "2",
                                oldAt: old(6),
                                newAt: new(9)
                            )
                        ],
                        oldAt: old(5, 3),
                        newAt: new(7, 3)
                    ),
                ]
            ),
            SectionChange(
                section: "Outputs",
                entries: [
                    EntryChange(
                        name: "TopicArn",
                        kind: .changed,
                        changes: [],
                        oldAt: old(80, 3),
                        newAt: new(90, 3),
                        causes: ["TopicArn changes because Topic is replaced"]
                    )
                ]
            ),
        ],
        resources: [
            topic, queue,
            ResourceChange(
                logicalID: "Bucket",
                type: "AWS::S3::Bucket",
                impact: .create,
                newAt: new(60, 3)
            ),
            ResourceChange(
                logicalID: "OrdersRole",
                type: "AWS::IAM::Role",
                impact: .rename,
                causes: ["OrdersRole is Role under another logical id"],
                renamedFrom: "Role",
                isMoved: true,
                oldAt: old(30, 3),
                newAt: new(64, 3)
            ),
            ResourceChange(
                logicalID: "Table",
                type: "AWS::DynamoDB::Table",
                impact: .delete,
                causes: ["Table is not in the new template"],
                dataLoss: true,
                oldAt: old(40, 3)
            ),
            ResourceChange(logicalID: "Logs", type: "AWS::Logs::LogGroup", impact: .orphan, oldAt: old(50, 3)),
        ],
        permissions: permissions,
        network: AccessChange(
            verdict: .narrower,
            changes: [
                AccessDifference(
                    logicalID: "Group",
                    kind: .removed,
                    verdict: .narrower,
                    effect: "ingress",
                    principal: "0.0.0.0/0",
                    action: "tcp 22",
                    resource: "Group",
                    condition: "",
                    witness: "no longer allowed: tcp 22 from `203.0.113.1`",
                    isPublic: true,
                    at: old(70)
                )
            ]
        ),
        capabilities: CapabilityChange(old: ["CAPABILITY_AUTO_EXPAND"], new: ["CAPABILITY_IAM"]),
        exports: [
            ExportChange(
                output: "TopicArn",
                kind: .changed,
                oldName: "orders-topic",
                newName: ["Fn::Sub": "${Stage}-topic"],
                consequence: "Stacks that import orders-topic keep the update from succeeding"
            )
        ],
        parameters: [
            ParameterChange(name: "Stage", kind: .added, needsValue: true, reason: "Stage is new and has no default"),
            ParameterChange(name: "Size", kind: .changed, needsValue: false, reason: ""),
        ],
        cost: CostChange(old: "$0.43", new: "$0.83", assumption: "For 100 pushes a day in us-east-1")
    )

    private static let topic = ResourceChange(
        logicalID: "Topic",
        type: "AWS::SNS::Topic",
        impact: .replace,
        causes: ["Topic is replaced because TopicName changed"],
        properties: [
            ValueChange(
                path: path("DisplayName"),
                impact: .update,
                old: nil,
                new: "Orders, new & old",
                newAt: new(21)
            ),
            ValueChange(
                path: path("TopicName"),
                impact: .replace,
                old: "orders",
                new: ["Fn::Sub": "orders-${Stage}"],
                oldAt: old(12, 18),
                newAt: new(22, 18)
            ),
            ValueChange(
                path: path("Tags").appending(0).appending("aws.owner"),
                impact: .update,
                old: ["Fn::GetAtt": ["Owner", "Arn"]],
                new: nil,
                oldAt: old(14)
            ),
        ],
        attributes: [
            ValueChange(
                path: path("DependsOn"),
                impact: .none,
                old: ["Role"],
                new: ["OrdersRole", "Bucket"],
                oldAt: old(10),
                newAt: new(19)
            )
        ],
        oldAt: old(9, 3),
        newAt: new(18, 3)
    )

    private static let queue = ResourceChange(
        logicalID: "Queue",
        type: "AWS::SQS::Queue",
        impact: .mayReplace,
        causes: [
            "Queue may be replaced because QueueName uses Topic, which is replaced because TopicName changed"
        ],
        properties: [
            ValueChange(
                path: path("QueueName"),
                impact: .mayReplace,
                old: ["Fn::GetAtt": ["Topic", "TopicName"]],
                new: ["Fn::GetAtt": "Topic.TopicName"],
                oldAt: old(20),
                newAt: new(31)
            )
        ],
        oldAt: old(18, 3),
        newAt: new(29, 3)
    )

    private static let permissions = AccessChange(
        verdict: .mixed,
        isPublic: true,
        changes: [
            AccessDifference(
                logicalID: "TopicPolicy",
                kind: .added,
                verdict: .broader,
                effect: "Allow",
                principal: "*",
                action: "sns:Publish, sns:Subscribe",
                resource: "arn:aws:sns:*:*:orders",
                condition: "",
                witness: "newly allowed: `sns:Publish` on `arn:aws:sns:us-east-1:111122223333:orders`",
                isPublic: true,
                at: new(40, 9)
            ),
            AccessDifference(
                logicalID: "OrdersRole",
                kind: .changed,
                verdict: .incomparable,
                effect: "Allow",
                principal: "OrdersRole",
                action: "s3:GetObject",
                resource: "*",
                condition: #"{"Bool":{"aws:SecureTransport":"true"}}"#,
                witness: "",
                isPublic: false,
                at: new(66, 9)
            ),
            AccessDifference(
                logicalID: "OrdersRole",
                kind: .removed,
                verdict: .narrower,
                effect: "Allow",
                principal: "OrdersRole",
                action: "s3:PutObject",
                resource: "*",
                condition: "",
                witness: "no longer allowed: `s3:PutObject` on `arn:aws:s3:::b/x`",
                isPublic: false,
                at: old(34, 9)
            ),
        ]
    )

    /// A review with one new resource of that logical id, and that text in every other place that has some.
    static func hostile(_ text: String) -> Review {
        let value = ValueChange(
            path: path("Name", text),
            impact: .replace,
            old: .string(text),
            new: .object([text: .array([.string(text)])]),
            oldAt: SourceLocation(file: text, position: SourcePosition(line: 1, column: 1)),
            newAt: SourceLocation(file: text, position: SourcePosition(line: 2, column: 1))
        )
        let access = AccessDifference(
            logicalID: text,
            kind: .added,
            verdict: .broader,
            effect: text,
            principal: text,
            action: text,
            resource: text,
            condition: text,
            witness: text,
            isPublic: true,
            at: value.newAt
        )
        let entry = EntryChange(
            name: text,
            kind: .changed,
            changes: [value],
            oldAt: value.oldAt,
            newAt: value.newAt,
            causes: [text]
        )
        return Review(
            oldFile: text,
            newFile: text,
            sections: [SectionChange(section: text, entries: [entry])],
            resources: [
                ResourceChange(
                    logicalID: text,
                    type: text,
                    impact: .replace,
                    causes: [text],
                    dataLoss: true,
                    renamedFrom: text,
                    properties: [value],
                    attributes: [value],
                    oldAt: value.oldAt,
                    newAt: value.newAt
                )
            ],
            permissions: AccessChange(verdict: .broader, isPublic: true, changes: [access]),
            network: AccessChange(verdict: .broader, isPublic: true, changes: [access]),
            capabilities: CapabilityChange(old: [], new: [text]),
            exports: [
                ExportChange(
                    output: text,
                    kind: .changed,
                    oldName: .string(text),
                    newName: .string(text),
                    consequence: text
                )
            ],
            parameters: [ParameterChange(name: text, kind: .added, needsValue: true, reason: text)],
            cost: CostChange(old: text, new: text + text, assumption: text)
        )
    }

    /// A review with that many replaced resources, each with a property of that length.
    static func large(resources count: Int, valueLength: Int = 40) -> Review {
        let value = Value.string(String(repeating: "v|", count: valueLength / 2))
        return Review(
            oldFile: "old.json",
            newFile: "new.json",
            resources: (0..<count).map { index in
                ResourceChange(
                    logicalID: "Resource\(index)",
                    type: "AWS::SNS::Topic",
                    impact: .replace,
                    causes: ["Resource\(index) is replaced because TopicName changed"],
                    properties: [
                        ValueChange(path: path("TopicName"), impact: .replace, old: value, new: .string("new-\(index)"))
                    ],
                    oldAt: old(index + 1),
                    newAt: new(index + 1)
                )
            }
        )
    }
}
