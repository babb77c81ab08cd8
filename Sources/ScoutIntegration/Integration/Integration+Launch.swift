public import CloudFormation

extension Integration {
    /// What a customer's stack is made with: values for all parameters of the template.
    public func parameters(of stack: ScoutStack) -> [(name: String, value: String)] {
        [
            ("IntegrationId", id.text), ("ExternalId", externalID.text),
            ("ScoutAccountId", stack.scoutAccountID.digits),
            ("SetupEndpoint", stack.setupEndpoint.url), ("EventsEndpoint", stack.eventsEndpoint.url),
        ]
    }

    /// The link with which the customer makes the stack.
    public func launchLink(
        of stack: ScoutStack,
        from templateURL: TemplateURL,
        stackName: StackName = .proposed
    ) throws(InvalidInput) -> LaunchLink {
        try LaunchLink.creating(
            from: templateURL,
            template: stack.template,
            in: region,
            stackName: stackName,
            parameters: parameters(of: stack)
        )
    }

    /// A new integration as programs read it, with all that it takes to make its stack: the parameters for AWS's own tools,
    /// and the link for people.
    public func launchListing(
        of stack: ScoutStack,
        from templateURL: TemplateURL,
        stackName: StackName,
        link: LaunchLink
    ) -> Value {
        [
            "id": .string(id.text), "organization": .string(organization.text), "region": .string(region.name),
            "status": .string(status.name), "externalId": .string(externalID.text),
            "stackName": .string(stackName.name), "templateURL": .string(templateURL.url),
            "launchURL": .string(link.url),
            "parameters": .object(Object(parameters(of: stack).map { ($0.name, .string($0.value)) })),
        ]
    }
}
