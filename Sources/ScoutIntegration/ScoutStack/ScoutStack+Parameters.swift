import CloudFormation

extension ScoutStack {
    /// The template's parameters.
    struct Parameters {
        var integrationID: ParameterHandle<Property<String>>
        var externalID: ParameterHandle<Property<String>>
        var scoutAccountID: ParameterHandle<Property<String>>
        var setupEndpoint: ParameterHandle<Property<String>>
        var eventsEndpoint: ParameterHandle<Property<String>>
    }

    /// Declares the parameters, and how the console shows them.
    func addParameters(to template: inout Template) -> Parameters {
        let parameters = Parameters(
            integrationID: template.add("IntegrationId", Self.integrationID),
            externalID: template.add("ExternalId", Self.externalID),
            scoutAccountID: template.add(
                "ScoutAccountId",
                Parameter(
                    .string,
                    description: "The AWS account of Docker Scout.",
                    default: scoutAccountID.digits,
                    allowedPattern: "^[0-9]{12}$",
                    constraintDescription: "must be the 12 digits of an AWS account."
                )
            ),
            setupEndpoint: template.add(
                "SetupEndpoint",
                endpointParameter(setupEndpoint, description: "Where this stack announces itself to Docker Scout.")
            ),
            eventsEndpoint: template.add(
                "EventsEndpoint",
                endpointParameter(eventsEndpoint, description: "Where image pushes and deletes are sent.")
            )
        )
        template.interface = Self.interface
        return parameters
    }

    private static let integrationID = Parameter<Property<String>>(
        .string,
        description: "The integration in Docker Scout that this stack belongs to.",
        allowedPattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$",
        minLength: 1,
        maxLength: 64,
        constraintDescription: "must be the id that the launch link carries."
    )

    private static let externalID = Parameter<Property<String>>(
        .string,
        description: "The id that Docker Scout shows when it assumes a role of this stack. Nobody else knows it.",
        allowedPattern: #"^[\w+=,.@:/-]+$"#,
        minLength: 2,
        maxLength: 1_224,
        constraintDescription: "must be the external id that the launch link carries."
    )

    private func endpointParameter(_ endpoint: Endpoint, description: String) -> Parameter<Property<String>> {
        let path = "(/[A-Za-z0-9._~/-]*)?"
        let port = "(:[0-9]{1,5})?"
        let https = #"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"#
        return Parameter(
            .string,
            description: description,
            default: endpoint.url,
            allowedPattern: allowsLoopback
                ? #"^(\#(https)|http://127\.0\.0\.1)\#(port)\#(path)$"# : "^\(https)\(port)\(path)$",
            maxLength: Endpoint.maximumLength,
            constraintDescription: "must be an https URL."
        )
    }

    private static let interface = Interface(
        parameterGroups: [
            Interface.ParameterGroup(
                label: "This integration (filled in by the launch link)",
                parameters: ["IntegrationId", "ExternalId"]
            ),
            Interface.ParameterGroup(
                label: "Docker Scout (leave as it is)",
                parameters: ["ScoutAccountId", "SetupEndpoint", "EventsEndpoint"]
            ),
        ],
        parameterLabels: [
            "IntegrationId": "Integration",
            "ExternalId": "External id",
            "ScoutAccountId": "Docker Scout's AWS account",
            "SetupEndpoint": "Set-up endpoint",
            "EventsEndpoint": "Events endpoint",
        ]
    )
}
