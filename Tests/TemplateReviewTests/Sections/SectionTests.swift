import CloudFormation
import Testing

@testable import TemplateReview

@Suite struct `Sections` {
    @Test func `are compared entry by entry, in the documentation's order`() throws {
        let old: Value = [
            "Description": "a", "Parameters": ["A": ["Type": "String"], "B": ["Type": "String"]], "Hooks": ["H": 1],
            "Outputs": ["O": ["Value": 1]], "Transform": "AWS::Serverless-2016-10-31", "Resources": [:],
        ]
        let new: Value = [
            "Description": "b", "Parameters": ["A": ["Type": "Number"], "C": ["Type": "String"]], "Hooks": ["H": 2],
            "Transform": ["AWS::Serverless-2016-10-31", "Macro"], "Resources": [:], "Mappings": [:],
        ]
        let sections = try review(old, new).sections
        #expect(sections.map(\.section) == ["Description", "Transform", "Parameters", "Outputs", "Hooks"])
        #expect(sections[2].entries.map(\.name) == ["A", "C", "B"])
        #expect(sections[2].entries.map(\.kind) == [.changed, .added, .removed])
        #expect(sections[2].entries[0].changes.map { "\($0.path)" } == ["Type"])
        #expect(sections[0].entries[0].changes.first?.oldAt?.description == "old.json:2:18")
    }

    @Test func `say which parameters an update has to supply`() throws {
        let old: Value = [
            "Parameters": ["Kept": ["Type": "String"], "Typed": ["Type": "String"], "Gone": ["Type": "String"]]
        ]
        let new: Value = [
            "Parameters": [
                "Kept": ["Type": "String"], "Typed": ["Type": "Number"], "Needed": ["Type": "String"],
                "Optional": ["Type": "String", "Default": ""],
            ]
        ]
        let parameters = try review(old, new).parameters
        #expect(parameters.map(\.name) == ["Typed", "Needed", "Optional", "Gone"])
        #expect(parameters.filter(\.needsValue).map(\.name) == ["Typed", "Needed"])
    }

    @Test func `say which exports others may miss`() throws {
        func output(_ name: Value?) -> Value {
            guard let name else { return ["Value": 1] }
            return ["Value": 1, "Export": ["Name": name]]
        }
        let old: Value = ["Outputs": ["A": output("a"), "B": output("b"), "C": output("c"), "D": output("d")]]
        let new: Value = ["Outputs": ["A": output("a"), "B": output("x"), "C": output(nil), "E": output("e")]]
        let exports = try review(old, new).exports
        #expect(exports.map(\.output) == ["B", "E", "C", "D"])
        #expect(exports.map(\.kind) == [.changed, .added, .removed, .removed])
    }

    /// Names and conditions follow what they use.
    @Test func `say which exports may have another name, or come and go`() throws {
        func template(_ stage: Value, _ condition: Value?) -> Value {
            var conditional: Object = ["Value": 1, "Export": ["Name": "c"]]
            conditional["Condition"] = condition
            return [
                "Parameters": ["Stage": ["Type": "String", "Default": stage]],
                "Conditions": ["IsProduction": ["Fn::Equals": [["Ref": "Stage"], "prod"]]],
                "Outputs": [
                    "Named": ["Value": 1, "Export": ["Name": ["Fn::Sub": "${Stage}-x"]]],
                    "Conditional": .object(conditional), "Same": ["Value": 1, "Export": ["Name": "s"]],
                ],
            ]
        }
        #expect(try review(template("a", nil), template("b", nil)).exports.map(\.output) == ["Named"])
        #expect(
            try review(template("a", "IsProduction"), template("b", "IsProduction")).exports.map(\.output)
                == ["Named", "Conditional"]
        )
        #expect(try review(template("a", nil), template("a", "IsProduction")).exports.map(\.output) == ["Conditional"])
    }

    @Test func `say which exports have another value, which an import forbids`() throws {
        func template(_ topic: String, _ value: Value) -> Value {
            [
                "Resources": ["T": resource("AWS::SNS::Topic", ["TopicName": .string(topic)])],
                "Outputs": [
                    "Written": ["Value": value, "Export": ["Name": "w"]],
                    "Referring": ["Value": ["Ref": "T"], "Export": ["Name": "r"]],
                    "Same": ["Value": "x", "Export": ["Name": "s"]],
                ],
            ]
        }
        let exports = try review(template("a", 1), template("b", 2)).exports
        #expect(exports.map(\.output) == ["Written", "Referring"])
        #expect(exports.allSatisfy { $0.kind == .changed && $0.oldName == $0.newName })
        #expect(try review(template("a", 1), template("a", "1")).exports.isEmpty)
    }

    @Test(
        arguments: [
            ("AWS::Serverless::Function", [:], ["CAPABILITY_IAM"]),
            ("AWS::Serverless::Function", ["Role": "arn:aws:iam::1:role/r"], []),
            ("AWS::Serverless::Connector", [:], ["CAPABILITY_IAM"]), ("AWS::Serverless::HttpApi", [:], []),
            ("AWS::IAM::Role", [:], ["CAPABILITY_IAM"]),
            ("AWS::IAM::Role", ["RoleName": "a"], ["CAPABILITY_NAMED_IAM"]),
            ("AWS::IAM::Policy", ["PolicyName": "a"], ["CAPABILITY_IAM"]), ("AWS::SNS::Topic", [:], []),
        ] as [(String, Value, [String])]
    )
    func `say which capabilities are needed`(_ type: String, _ properties: Value, _ capabilities: [String]) throws {
        let review = try review(resources: [:], ["R": resource(type, properties)])
        #expect(review.capabilities.added == capabilities)
    }

    @Test func `say that macros are expanded`() throws {
        let review = try review(["Resources": [:]], ["Transform": "AWS::LanguageExtensions", "Resources": [:]])
        #expect(review.capabilities.added == ["CAPABILITY_AUTO_EXPAND"])
    }
}

@Suite struct `Secrets` {
    @Test(
        arguments: [
            ("MasterUserPassword", "hunter22", true), ("SecretString", "{\"a\": 1}", true), ("ApiKeyValue", "k", true),
            ("Environment", "AKIAIOSFODNN7EXAMPLE", true), ("Key", "-----BEGIN RSA PRIVATE KEY-----\nabc", true),
            ("MasterUserPassword", "{{resolve:secretsmanager:a}}", false), ("SecretArn", "arn:aws:x", false),
            ("DisplayName", "hunter22", false), ("SecretName", "a", false), ("PasswordLength", "12", false),
            ("CLIENT_SECRET", "hunter22", true), ("SECRET_ACCESS_KEY", "hunter22", true), ("DB_PASS", "hunter22", true),
            ("PWD", "hunter22", true), ("private-key", "hunter22", true), ("GITHUB_PAT", "hunter22", true),
            ("TOKEN_TTL", "12", false), ("SecretId", "a", false), ("Bypass", "a", false),
            ("Url", "postgres://user:hunter22@host/db", true), ("Url", "postgres://user@host/a:b@c", false),
            ("Url", "postgres://user:${Password}@host/db", false), ("Url", "https://host:8080/a@b", false),
            ("Jwt", "eyJhbGciOiJIUzI1NiJ9.e30.abc", true),
            ("UserData", "#!/bin/sh\nexport DB_PASSWORD=hunter22\n", true), ("Text", "password: hunter22", true),
            ("Text", "{'Password': 'hunter22'}", true), ("UserData", "DB_PASSWORD=${Password}", false),
            ("Text", "{\"PasswordPolicy\": 1}x", false),
            ("Url", "https://a/b?page=12345", false),
        ]
    )
    func `are masked`(_ property: String, _ text: String, _ isMasked: Bool) throws {
        let review = try review(
            resources: ["R": resource("X", .object([property: .string(text)]))],
            ["R": resource("X", .object([property: .string(text + "-changed")]))]
        )
        for change in review.change(of: "R")?.properties ?? [] {
            #expect((change.old == Masking.mask) == isMasked)
            #expect((change.new == Masking.mask) == isMasked)
        }
    }

    @Test func `do not hide references`() throws {
        let old = resource("X", ["Password": ["Ref": "A"]])
        let review = try review(
            resources: ["R": old],
            ["R": resource("X", ["Password": ["Fn::Join": ["", ["pass", "word"]]]])]
        )
        let change = try #require(review.change(of: "R")?.properties.first)
        #expect(change.old == ["Ref": "A"])
        #expect(change.new == ["Fn::Join": ["********", ["********", "********"]]])
    }

    @Test(arguments: ["Parameters", "Outputs"]) func `are told by the name of an entry as well`(_ section: String)
        throws
    {
        func template(_ name: String, _ text: String) -> Value {
            [section: [name: ["Type": "String", "Default": .string(text), "Value": .string(text)]]]
        }
        for (name, isMasked) in [("DatabasePassword", true), ("DatabaseName", false)] {
            for old in [template(name, "hunter21"), [:]] {
                let new = template(name, "hunter22")
                let review = try review(old, new)
                let key = section == "Parameters" ? "Default" : "Value"
                let shown = review.sections[0].entries[0].changes.flatMap { change in
                    "\(change.path)" == key ? [change.old, change.new] : [change.new?[key]]
                }
                #expect(shown.contains(Masking.mask) == isMasked, "\(shown)")
                #expect(!isMasked || !review.text(color: false).contains("String\" →"))
            }
        }
    }

    /// A condition shows what it compares, and a secret can be one of them.
    @Test func `of NoEcho parameters are in no witness`() throws {
        func template(_ value: String, noEcho: Bool) -> Value {
            let statement: Value = [
                "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole",
                "Condition": ["StringEquals": ["sts:ExternalId": ["Ref": "P"]]],
            ]
            let parameter: Value = ["Type": "String", "NoEcho": .bool(noEcho), "Default": .string(value)]
            return [
                "Parameters": ["P": parameter],
                "Resources": ["R": resource("AWS::IAM::Role", ["AssumeRolePolicyDocument": ["Statement": statement]])],
            ]
        }
        for (noEcho, isShown) in [(true, false), (false, true)] {
            let review = try review(template("hunter21", noEcho: noEcho), template("hunter22", noEcho: noEcho))
            #expect(review.permissions.verdict == .mixed)
            for output in [review.text(color: false), review.json(), review.markdown(), review.gitHubAnnotations()] {
                #expect(output.contains("hunter2") == isShown)
            }
        }
    }

    /// Whether a value changes, or is there with its name for the first time.
    @Test(
        arguments: [
            ("Name", "Value", "DB_PASSWORD", true), ("Key", "Value", "password", true),
            ("ParameterKey", "ParameterValue", "ApiToken", true), ("Name", "Value", "LOG_LEVEL", false),
        ]
    )
    func `with their names beside them are masked`(_ key: String, _ valueKey: String, _ name: String, _ isMasked: Bool)
        throws
    {
        func list(_ value: String?) -> Value {
            let entry: Value? = value.map { [key: .string(name), valueKey: .string($0)] }
            return resource("X", ["Entries": .array([[key: "a", valueKey: "b"]] + (entry.map { [$0] } ?? []))])
        }
        for old in ["hunter21", nil] {
            let text = try review(resources: ["R": list(old)], ["R": list("hunter22")]).json()
            #expect(text.contains("hunter") != isMasked)
        }
    }

    @Test func `of NoEcho parameters are masked`() throws {
        func template(_ value: Value) -> Value {
            ["Parameters": ["P": ["Type": "String", "NoEcho": true, "Default": value]]]
        }
        let entry = try #require(try review(template("a"), template("b")).sections.first?.entries.first)
        #expect(entry.changes.map(\.old) == [Masking.mask])
        let added = try #require(try review(["Resources": [:]], template("b")).sections.first?.entries.first)
        #expect(
            added.changes.first?.new?["Default"] == Masking.mask
                || added.changes.first?.new?["P"]?["Default"] == Masking.mask
        )
    }
}

@Suite struct `A malformed template` {
    @Test(
        arguments: [
            ["Resources": .null], ["Resources": []], ["Resources": ["R": .null]], ["Resources": ["R": []]],
            ["Resources": ["R": ["Type": []]]],
            ["Resources": ["R": ["Type": "AWS::IAM::Role", "Properties": .null]]],
            [
                "Resources": [
                    "R": [
                        "Type": "AWS::IAM::Role", "Properties": ["AssumeRolePolicyDocument": .null, "Policies": "x"],
                    ]
                ]
            ],
            [
                "Resources": [
                    "R": [
                        "Type": "AWS::IAM::Role",
                        "Properties": ["Policies": [["PolicyDocument": ["Statement": [1, .null, [:]]]]]],
                    ]
                ]
            ],
            [
                "Resources": [
                    "R": ["Properties": ["Fn::Transform": ["Name": 1]], "DependsOn": [:], "DeletionPolicy": []]
                ]
            ],
            ["Resources": ["Fn::ForEach::Loop": ["X", ["a"], ["R${X}": ["Type": "AWS::SNS::Topic"]]]]],
            ["Resources": ["Fn::ForEach::L": 1]],
            ["Parameters": [], "Outputs": "x", "Mappings": ["M": 1], "Conditions": ["C": .null]], [:],
            ["Outputs": ["O": .null]],
            [
                "Resources": [
                    "R": [
                        "Type": "AWS::SNS::Topic",
                        "Properties": ["TopicName": ["Fn::Sub": []], "Tags": ["Fn::If": []]],
                    ]
                ]
            ],
            [
                "Resources": [
                    "R": [
                        "Type": "X",
                        "Properties": ["A": ["Fn::GetAtt": []], "B": ["Fn::FindInMap": [1]], "C": ["Ref": [:]]],
                    ]
                ]
            ],
            ["Resources": ["R": ["Type": "X", "Properties": ["A": ["Fn::Sub": "${"], "B": ["Fn::Sub": "${}$${ }"]]]]],
        ] as [Value]
    )
    func `is shown as what it is`(_ template: Value) throws {
        let good: Value = ["Resources": ["R": resource("AWS::IAM::Role", ["RoleName": "a"])]]
        _ = try review(good, template)
        _ = try review(template, good)
        #expect(try !review(template, template).isChanged)
        #expect(try review(good, template).isChanged)
    }
}
