import CloudFormation
import ScoutIntegration

/// What answers consist of, and what requests share with them.
enum AnswerSchemas {
    // MARK: Names

    static let organization = Schema.text(.init(pattern: "^[a-z0-9][a-z0-9-]{0,63}$")).example("acme")
        .described("The name of the organization that the token is of.")

    static let integrationID = Schema.text(
        .init(
            pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",
            reading: { text throws(InvalidInput) in _ = try IntegrationID(text) }
        )
    ).example("int-0123456789abcdef0123456789abcdef").described("The id of an integration.")

    static let repositoryPattern = Schema.text(
        .init(
            pattern: "^[a-z0-9._/*?-]{1,256}$",
            reading: { text throws(InvalidInput) in _ = try RepositoryPattern(text) }
        )
    ).example("team/*").described("The name of a repository, or a pattern: * stands for any text, ? for one character.")

    static let digest = Schema.text(
        .init(pattern: "^sha256:[0-9a-f]{64}$", reading: { text throws(InvalidInput) in _ = try ImageDigest(text) })
    ).example("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        .described("The digest of the image's manifest or index.")

    static func region(_ regions: [Region], example: String = "eu-central-1") -> Schema {
        Schema.text(
            .init(choices: regions.map(\.name), reading: { text throws(InvalidInput) in _ = try Region(text) })
        ).example(example).described("A region of AWS.")
    }

    static let account = Schema.text(.init(pattern: "^[0-9]{12}$")).example("111122223333").orNull
        .described("The AWS account, known once its stack has called.")

    static let registry = Schema.text.example("111122223333.dkr.ecr.eu-central-1.amazonaws.com").orNull
        .described("The host of the registry, known once the account is.")

    static let stackID = Schema.text
        .example(
            "arn:aws:cloudformation:eu-central-1:111122223333:stack/DockerScoutECRIntegration/01234567-89ab-cdef-0123-456789abcdef"
        ).orNull.described("The ARN of the connected stack.")

    // MARK: Pages

    static func page(_ name: String, of element: Schema) -> Schema {
        .object(
            .required(name, .list(of: element)),
            .required(
                "next",
                Schema.text.orNull.example(.null)
                    .described(
                        "What to send as after for the next page; null at the end. Pages before it may be short."
                    )
            )
        )
    }

    static let limit = Schema.integer(1...200).defaulting(to: 100).example(100)
        .described("How many there may be on a page.")

    static let after = Schema.text(
        .init(pattern: ListPosition.pattern, reading: { text throws(InvalidInput) in _ = try ListPosition(text) })
    ).described("Where the page begins: what an earlier answer has as next.")
}
