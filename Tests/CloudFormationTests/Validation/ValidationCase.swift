import CloudFormation
import Testing

/// A template and what validation says of it.
struct ValidationCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let template: Template
    let findings: [String]

    /// A template with a queue and what the closure adds.
    init(_ name: String, _ findings: String..., change: (inout Template) -> Void) {
        var template = Template()
        template.add("Queue", GenericResource("AWS::SQS::Queue"))
        change(&template)
        testDescription = name
        self.template = template
        self.findings = findings
    }
}

func queue(_ properties: Object) -> GenericResource { GenericResource("AWS::SQS::Queue", properties) }

func parameter(_ value: Value) -> Parameter<Value> { Parameter(unchecked: value) }
