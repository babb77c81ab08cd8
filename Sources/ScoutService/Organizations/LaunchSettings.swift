import CloudFormation
public import ScoutIntegration

/// What it takes to have customers create stacks: where they call back, whom they trust, and where the template lies.
public struct LaunchSettings: Sendable {
    /// The stack whose messages come to this service.
    public let stack: ScoutStack
    /// The published template.
    public let templateURL: TemplateURL
    /// The stack's template, made once.
    let template: Template

    /// Settings of those parts.
    public init(stack: ScoutStack, templateURL: TemplateURL) {
        self.stack = stack
        self.templateURL = templateURL
        template = stack.template
    }

    /// The regions in whose consoles the template can be read, partition by partition.
    var regions: [Region] { Region.all.filter { templateURL.isLoopback || $0.partition == templateURL.partition } }
}
