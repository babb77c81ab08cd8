import CloudFormation

extension Problem {
    /// What all problems have.
    static let schema = Schema.object(
        .required("type", Schema.text(.init(format: "uri-reference")).example(Kind.invalid.type)),
        .required("title", .text.example(Kind.invalid.title).described("The same for all problems of the type.")),
        .required("status", Schema.integer(400...599).example(422)),
        .required(
            "detail",
            .text.example("limit \"0\" must be a whole number from 1 to 200.").described("What is wrong, in sentences.")
        ),
        .optional("errors", .list(of: violation).described("What in the request cannot be used."))
    ).named("Problem")

    private static let violation = Schema.object(
        .required("detail", .text.example("limit \"0\" must be a whole number from 1 to 200")),
        .optional("parameter", .text.example("limit").described("The parameter of the query.")),
        .optional(
            "pointer",
            .text.example("#/region").described("The place in the body, as a JSON pointer (RFC 6901).")
        )
    )
}

extension Problem.Kind {
    /// The problem as a response of the document.
    var documentResponse: Value {
        let example: Value = [
            "type": .string(type), "title": .string(title), "status": .number(Number(status)),
            "detail": .string(exampleDetail),
        ]
        var object: Object = [
            "description": .string("\(title)."),
            "content": OpenAPIDocument.single(
                Problem.mediaType,
                ["schema": Problem.schema.document(isInput: false), "example": example]
            ),
        ]
        switch self {
        case .unauthorized, .forbidden:
            object["headers"] = [
                "WWW-Authenticate": OpenAPIDocument.header(
                    "How to authenticate (RFC 6750).",
                    example: "Bearer realm=\"scout-ecr\""
                )
            ]
        case .tooManyRequests, .unavailable:
            object["headers"] = [
                "Retry-After": OpenAPIDocument.header("In how many seconds to try again.", example: "60")
            ]
        default: break
        }
        return .object(object)
    }

    private var exampleDetail: String {
        switch self {
        case .malformed: "body:1:12: expected a value, found the end of the document."
        case .unauthorized: "The token is unknown, expired or revoked."
        case .forbidden: BearerAuthentication.otherOrganization.detail
        case .notFound: "There is no such integration."
        case .methodNotAllowed: "The methods here are GET, HEAD."
        case .conflict: "An organization can have 10000 integrations, removed ones included."
        case .contentTooLarge: "A body may have at most \(RequestReading.maximumBody) bytes."
        case .unsupportedMediaType: "Send the body with Content-Type: application/json."
        case .invalid: "limit \"0\" must be a whole number from 1 to 200."
        case .tooManyRequests: "Too many wrong tokens have come from this address."
        case .unavailable: Problem.storeFailed.detail
        }
    }
}
