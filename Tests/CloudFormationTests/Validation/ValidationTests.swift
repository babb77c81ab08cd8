import CloudFormation
import Foundation
import TestSupport
import Testing

private let cases =
    nameCases + functionCases + conditionCases + ruleCases + declarationCases + parameterCases + loopCases + limitCases

@Suite struct `Validation` {
    @Test(arguments: cases)
    func `finds`(_ testCase: ValidationCase) {
        #expect(testCase.template.validate().map(\.description) == testCase.findings)
    }

    @Test(arguments: malformedFunctions)
    func `finds a function whose argument has another form`(_ value: Value, _ message: String) throws {
        let testCase = ValidationCase("") { $0.add("A", queue(["QueueName": value])) }
        let findings = testCase.template.validate()
        #expect(findings.map { "\($0.problem)" } == [message])
    }

    @Test(arguments: malformedRuleFunctions)
    func `finds a function of rules whose argument has another form`(_ value: Value, _ message: String) throws {
        let testCase = ValidationCase("") {
            $0.add("R", Rule(assertions: [Rule.Assertion(assert: RuleExpression(unchecked: value))]))
        }
        #expect(testCase.template.validate().map { "\($0.problem)" } == [message])
    }

    @Test func `finds no cycle among resources that a macro may take apart`() {
        func cycle(_ transforms: [Transform]) -> Template {
            ValidationCase("") {
                $0.transforms = transforms
                $0.add("A", queue(["QueueName": ["Ref": "B"]]))
                $0.add("B", queue(["QueueName": ["Ref": "A"]]))
            }.template
        }
        #expect(cycle([.serverless]).validate() == [])
        #expect(cycle([.include(location: "s3://b/k"), .languageExtensions]).validate().count == 1)
    }

    @Test func `says nothing that could write over a terminal`() throws {
        let testCase = ValidationCase("") {
            $0.add("\u{1B}[2J", queue(["QueueName": ["Ref": "\u{1B}[1m\n"]]))
            $0.add("B", queue([:]), dependsOn: ["\u{7}"])
        }
        for finding in testCase.template.validate() {
            #expect(!finding.description.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
    }

    @Test func `finds a pattern that is no regular expression`() throws {
        let testCase = ValidationCase("") { $0.add("A", Parameter(.string, allowedPattern: "[a")) }
        let finding = try #require(testCase.template.validate().first)
        #expect(finding.description.hasPrefix("Parameters.A.AllowedPattern: \"[a\" is no regular expression: "))
    }

    @Test func `finds a template that is too large, and one without resources`() {
        var template = Template()
        template.metadata["Text"] = .string(String(repeating: "x", count: 1_048_576))
        let bytes = template.json(.compact).utf8.count
        #expect(
            template.validate().map(\.description) == [
                "template: the template has \(bytes) bytes, at most 1048576 are allowed",
                "Resources: a template needs at least one resource",
            ]
        )
    }

    @Test func `leaves names that a macro may add to CloudFormation`() {
        let testCase = ValidationCase("") {
            $0.transforms = [.serverless]
            $0.add("F", GenericResource("AWS::Serverless::Function", ["Runtime": "provided.al2023"]))
            $0.add("O", Output(value: ResourceHandle<GenericResource>("FRole").getAtt("Arn")))
        }
        #expect(testCase.template.validate() == [])
    }

    /// A million times a million rounds, had they all to be run.
    @Test(.timeLimit(.minutes(10)))
    func `is not made to hang by nested loops`() {
        func loop(_ depth: Int) -> ForEach<Resource> {
            ForEach("N\(depth)", in: List((1...1_000).map { Property("V\($0)") })) { _ in
                depth == 4 ? [:] : ["Fn::ForEach::L\(depth)": .forEach(loop(depth + 1))]
            }
        }
        let testCase = ValidationCase("") {
            $0.transforms = [.languageExtensions]
            $0.resources.add("L0", loop(1))
        }
        #expect(testCase.template.validate() == [])
    }

    @Test func `takes a chain of 500 resources, and one that closes`() {
        var template = Template()
        for number in 0..<500 {
            template.add("Q\(number)", queue(number < 499 ? ["QueueName": ["Ref": .string("Q\(number + 1)")]] : [:]))
        }
        #expect(template.validate() == [])
        template.resources["Q499"] = Resource(queue(["QueueName": ["Ref": "Q0"]]))
        let problems = template.validate().map(\.problem)
        #expect(problems.count == 1)
        if case .cycle(let members)? = problems.first {
            #expect(members.count == 501)
        } else {
            Issue.record("no cycle was found")
        }
    }

    /// Every kind of problem occurs in the tables above; a new one without a test fails here.
    @Test func `has a test for every kind of finding`() {
        var found = Set(cases.flatMap { $0.template.validate() }.map { kind(of: $0.problem) })
        found.insert("invalidPattern")  // has a test of its own
        #expect(found == Set(allKinds))
    }

    /// Every sentence, or fixed part of one, that stands in the validator's source occurs in the tables above.
    @Test func `has a test for everything that it says`() throws {
        let said = (cases.flatMap(\.findings) + (malformedFunctions + malformedRuleFunctions).map(\.1))
            .joined(separator: "\n")
        let pattern = #/(?:expected:|of:|by:|for:|checkCount\(|tooLong\(|tooMany\(|missing\()\s*"([^"\\]+)"/#
        let folder = "Sources/CloudFormation/Validation"
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Repository.root.appendingPathComponent(folder).path
        )
        var phrases: Set<String> = []
        for file in files {
            for match in try Repository.text(of: "\(folder)/\(file)").matches(of: pattern) {
                phrases.insert(String(match.1))
            }
        }
        #expect(phrases.count > 60)
        // What is said of the template as a whole has a test of its own.
        for phrase in phrases.subtracting(["the template", "a template", "at least one resource"]) {
            #expect(said.contains(phrase), "\(phrase)")
        }
    }
}

private let allKinds = [
    "unresolvedReference", "unknownResource", "unknownAttribute", "unknownCondition", "unknownMapping",
    "unknownMappingKey", "unknownParameter", "cycle", "unknownFunction", "malformedFunction", "misplacedFunction",
    "missingTransform", "invalidLogicalID", "nameTooLong", "takenName", "constantLoopKey", "invalidMappingKey",
    "ambiguousName", "duplicateExport", "missing", "unknownKey", "unexpectedValue", "unknownResourceType",
    "malformedResourceType", "unknownParameterType", "inapplicableConstraint", "emptyRange", "invalidPattern",
    "constraintViolated", "tooMany", "tooLong",
]

/// The name of the problem's case. The switch is exhaustive, so a new case has to be named here.
private func kind(of problem: Problem) -> String {
    switch problem {
    case .unresolvedReference: "unresolvedReference"
    case .unknownResource: "unknownResource"
    case .unknownAttribute: "unknownAttribute"
    case .unknownCondition: "unknownCondition"
    case .unknownMapping: "unknownMapping"
    case .unknownMappingKey: "unknownMappingKey"
    case .unknownParameter: "unknownParameter"
    case .cycle: "cycle"
    case .unknownFunction: "unknownFunction"
    case .malformedFunction: "malformedFunction"
    case .misplacedFunction: "misplacedFunction"
    case .missingTransform: "missingTransform"
    case .invalidLogicalID: "invalidLogicalID"
    case .nameTooLong: "nameTooLong"
    case .takenName: "takenName"
    case .constantLoopKey: "constantLoopKey"
    case .invalidMappingKey: "invalidMappingKey"
    case .ambiguousName: "ambiguousName"
    case .duplicateExport: "duplicateExport"
    case .missing: "missing"
    case .unknownKey: "unknownKey"
    case .unexpectedValue: "unexpectedValue"
    case .unknownResourceType: "unknownResourceType"
    case .malformedResourceType: "malformedResourceType"
    case .unknownParameterType: "unknownParameterType"
    case .inapplicableConstraint: "inapplicableConstraint"
    case .emptyRange: "emptyRange"
    case .invalidPattern: "invalidPattern"
    case .constraintViolated: "constraintViolated"
    case .tooMany: "tooMany"
    case .tooLong: "tooLong"
    }
}
