/// The pages of CloudFormation's console that show stacks.
///
/// - Source: the addresses that the console itself shows; AWS does not document them.
public enum StackPage: Sendable {
    /// The page of a stack.
    public static func url(of stack: StackID) -> String {
        home(of: stack.region) + "#/stacks/stackinfo?stackId=\(LaunchLink.percentEncoded(stack.arn))"
    }

    /// The page of a region's stacks.
    public static func url(of region: Region) -> String { home(of: region) + "#/stacks" }

    private static func home(of region: Region) -> String {
        let host = region.partition.consoleHost(for: region.name)
        return "https://\(host)/cloudformation/home?region=\(region.name)"
    }
}
