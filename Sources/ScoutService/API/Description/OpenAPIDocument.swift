import CloudFormation

/// The document that describes the API, made of its operations.
///
/// - Source: OpenAPI Specification 3.1.1.
enum OpenAPIDocument {
    static let path = "/v1/openapi.json"

    /// The operation that answers with the document.
    static let operation = APIOperation(
        id: "showDocument",
        method: "GET",
        path: PathTemplate(stringLiteral: path),
        summary: "Describe this API.",
        tag: "Description",
        success: .init(description: "This document.", schema: document),
        work: .document
    )

    private static let version = "3.1.1"
    private static let document = Schema.object(
        .required("openapi", .text.example(.string(version))),
        .required("info", Schema.object().example([:])),
        .required("paths", Schema.object().example([:]))
    )

    private static let scheme = "accessToken"

    /// The document of operations.
    static func value(of operations: [APIOperation]) -> Value {
        var paths: Object = [:]
        for operation in operations {
            var item = paths[operation.path.text]?.objectValue ?? Self.pathItem(operation.path)
            item[operation.method.lowercased()] = Self.value(of: operation)
            paths[operation.path.text] = .object(item)
        }
        return [
            "openapi": .string(version),
            "info": ["title": "scout-ecr", "version": "1", "summary": .string(summary), "description": .string(text)],
            "servers": [["url": "/"]],
            "tags": .array(tags(of: operations)),
            "paths": .object(paths),
            "components": [
                "schemas": .object(schemas(of: operations)),
                "responses": .object(
                    Object(Problem.Kind.allCases.map { ($0.rawValue, $0.documentResponse) })
                ),
                "securitySchemes": single(
                    scheme,
                    [
                        "type": "http", "scheme": "bearer",
                        "description": "What `scout-ecr tokens create` prints. It is of one organization and one role.",
                    ]
                ),
            ],
        ]
    }

    private static let summary = "The integrations, repositories and images of an organization, for programs."
    private static let text = """
        A token is of one organization and has a role: members see, owners see and change. Whatever goes wrong is told as \
        problem details (RFC 9457). HEAD is answered wherever GET is. Parameters and members of bodies that are not known \
        are refused; answers may get further members in time, which programs have to ignore. What is no HTTP, and a body \
        of more than 4 MiB, is refused in plain text.
        """

    private static func tags(of operations: [APIOperation]) -> [Value] {
        var names: [String] = []
        for operation in operations where !names.contains(operation.tag) { names.append(operation.tag) }
        return names.map { ["name": .string($0)] }
    }

    /// All schemas that stand under names, by name; input is closed, answers are open.
    private static func schemas(of operations: [APIOperation]) -> Object {
        var documents: [String: Value] = [:]
        for (name, schema) in Problem.schema.named + operations.flatMap(\.success.schema.named) {
            documents[name] = schema.document(isInput: false)
        }
        for (name, schema) in operations.flatMap({ $0.body?.named ?? [] }) {
            documents[name] = schema.document(isInput: true)
        }
        return Object(documents.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
}

// MARK: - Operations

extension OpenAPIDocument {
    private static func pathItem(_ path: PathTemplate) -> Object {
        let schemas = ["organization": AnswerSchemas.organization, "integration": AnswerSchemas.integrationID]
        let parameters = path.variables.map { name in
            parameter(name, in: "path", schemas[name] ?? .text, isRequired: true)
        }
        return parameters.isEmpty ? [:] : ["parameters": .array(parameters)]
    }

    private static func parameter(_ name: String, in place: String, _ schema: Schema, isRequired: Bool) -> Value {
        var schema = schema
        var object: Object = ["name": .string(name), "in": .string(place), "required": .bool(isRequired)]
        object["description"] = schema.description.map { .string($0) }
        object["example"] = schema.example
        (schema.description, schema.example) = (nil, nil)
        object["schema"] = schema.document(isInput: true)
        return .object(object)
    }

    private static func value(of operation: APIOperation) -> Value {
        var object: Object = [
            "operationId": .string(operation.id), "summary": .string(operation.summary),
            "tags": [.string(operation.tag)],
        ]
        if !operation.description.isEmpty { object["description"] = .string(operation.description) }
        if !operation.query.members.isEmpty {
            object["parameters"] = .array(
                operation.query.members.map { parameter($0.name, in: "query", $0.schema, isRequired: $0.isRequired) }
            )
        }
        object["requestBody"] = operation.body.map { body in
            ["required": true, "content": content(APIAnswer.mediaType, body, isInput: true)]
        }
        object["security"] = operation.needsToken ? [single(scheme, [])] : []
        var responses: Object = [:]
        responses["\(operation.success.status)"] = operation.success.response
        for problem in operation.problems {
            responses["\(problem.status)"] = ["$ref": .string("#/components/responses/\(problem.rawValue)")]
        }
        object["responses"] = .object(responses)
        return .object(object)
    }

    static func content(_ mediaType: String, _ schema: Schema, isInput: Bool) -> Value {
        single(mediaType, ["schema": schema.document(isInput: isInput), "example": schema.exampleValue])
    }

    /// An object with one member.
    static func single(_ name: String, _ value: Value) -> Value { .object(Object(CollectionOfOne((name, value)))) }

    /// A field of an answer's header.
    static func header(_ description: String, example: String) -> Value {
        [
            "description": .string(description), "required": true,
            "schema": ["type": "string", "examples": [.string(example)]],
        ]
    }
}

extension APIOperation.Success {
    fileprivate var response: Value {
        var object: Object = [
            "description": .string(description),
            "content": OpenAPIDocument.content(APIAnswer.mediaType, schema, isInput: false),
        ]
        if hasLocation {
            object["headers"] = [
                "Location": OpenAPIDocument.header(
                    "Where what was made is.",
                    example: "/v1/organizations/acme/integrations/int-1"
                )
            ]
        }
        if !links.isEmpty { object["links"] = .object(Object(links.map { ($0, Self.link(to: $0)) })) }
        return .object(object)
    }

    private static func link(to operation: String) -> Value {
        [
            "operationId": .string(operation),
            "parameters": ["organization": "$request.path.organization", "integration": "$response.body#/id"],
        ]
    }
}
