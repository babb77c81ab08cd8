import CloudFormation

@testable import TemplateReview

/// A template of a value, as if read from a file.
func reviewed(_ value: Value, file: String = "template.json") throws -> ReviewedTemplate {
    let text = value.json()
    return ReviewedTemplate(
        source: SourceText(text, name: file),
        root: try JSONReader.read(Array(text.utf8), name: file)
    )
}

/// The review of two templates.
func review(_ old: Value, _ new: Value) throws -> Review {
    Review(old: try reviewed(old, file: "old.json"), new: try reviewed(new, file: "new.json"))
}

/// The review of two versions of `Resources`.
func review(resources old: Object, _ new: Object) throws -> Review {
    try review(["Resources": .object(old)], ["Resources": .object(new)])
}

/// A resource as the template shows it.
func resource(_ type: String, _ properties: Value = [:], _ attributes: Object = [:]) -> Value {
    var object: Object = ["Type": .string(type), "Properties": properties]
    for entry in attributes { object[entry.key] = entry.value }
    return .object(object)
}

extension Review {
    /// What happens to a resource.
    func change(of logicalID: String) -> ResourceChange? { resources.first { $0.logicalID == logicalID } }
}
