/// A macro that CloudFormation runs over the template before it makes the stack.
///
/// - Source: CloudFormation User Guide, "CloudFormation template Transform section" and "Transform reference".
public struct Transform: ValueRepresentable {
    /// What the template shows: the macro's name, or an object with its `Name` and `Parameters`.
    public let value: Value

    /// Takes over a transform without checking it.
    public init(unchecked value: Value) { self.value = value }

    /// A macro by name, with its parameters.
    public static func macro(_ name: String, parameters: Object = [:]) -> Transform {
        guard !parameters.isEmpty else { return Transform(unchecked: .string(name)) }
        return Transform(unchecked: .properties(("Name", .string(name)), ("Parameters", .object(parameters))))
    }

    /// `Fn::ForEach`, `Fn::Length`, `Fn::ToJsonString`, the default of `Fn::FindInMap`, and more places for functions.
    public static let languageExtensions = macro("AWS::LanguageExtensions")
    /// The serverless application model.
    public static let serverless = macro("AWS::Serverless-2016-10-31")
    /// Serverless functions deployed by CodeDeploy.
    public static let codeDeployBlueGreen = macro("AWS::CodeDeployBlueGreen")
    /// Rotation functions of Secrets Manager.
    public static let secretsManager = macro("AWS::SecretsManager-2024-09-16")
    /// Service Catalog's provisioned products.
    public static let serviceCatalog = macro("AWS::ServiceCatalog")

    /// The content of a file in S3, put in the place of the transform.
    ///
    /// - Parameter location: the file as `s3://BUCKET/KEY`.
    public static func include(location: Property<String>) -> Transform {
        macro("AWS::Include", parameters: ["Location": location.value])
    }

    /// The macro's name, or `nil` where it is an expression.
    public var name: String? { value.stringValue ?? value["Name"]?.stringValue }
}
