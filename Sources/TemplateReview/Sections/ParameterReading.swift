/// How CloudFormation reads the text that a parameter has.
///
/// - Source: CloudFormation User Guide, "Systems Manager parameter types".
struct ParameterReading: Equatable {
    /// Whether the text is a list with commas between its elements.
    let isList: Bool
    /// Whether the text names a parameter of Systems Manager's store, which has the value.
    let isStored: Bool

    /// How a parameter of a type is read.
    init(_ type: String?) {
        isList = type == "CommaDelimitedList" || type?.contains("List<") == true
        isStored = type?.hasPrefix("AWS::SSM::Parameter::Value<") == true
    }
}
