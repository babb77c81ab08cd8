import CloudFormation

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
}
