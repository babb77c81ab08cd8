import CloudFormation

@testable import TemplateReview

/// What two versions of `Resources` permit.
func comparePermissions(_ old: Object, _ new: Object) -> AccessComparison {
    .permissions(in: TemplatePair(old: ["Resources": .object(old)], new: ["Resources": .object(new)]))
}

/// A policy document.
func document(_ statements: Value...) -> Value { ["Version": "2012-10-17", "Statement": .array(statements)] }

/// A resource that is there under a condition.
func resource(_ type: String, _ properties: Value, condition: String) -> Value {
    resource(type, properties, ["Condition": .string(condition)])
}
