import CloudFormation
import ScoutIntegration

/// The only hosts that messages may lead to.
///
/// - Source: Amazon SNS Developer Guide, "Verifying the signatures of Amazon SNS messages"; CloudFormation User Guide,
///   "Custom resource reference"; Amazon S3 User Guide, "Virtual hosting of buckets".
public struct TrustedHosts: Sendable, Hashable {
    /// Whether http to this machine is let through as well, for tests.
    public let allowsLoopback: Bool

    /// The hosts of AWS.
    public init(allowsLoopback: Bool = false) { self.allowsLoopback = allowsLoopback }

    /// Checks where the certificate of a topic's messages is.
    func checkCertificate(_ text: String, of topic: ARN) throws(Refusal) {
        guard let url = WebURL(text), isSNS(url, of: topic), url.path.hasSuffix(".pem"), url.query.isEmpty else {
            throw Refusal(.certificateURL, "SigningCertURL is not SNS's in \(topic.region): \(text.displayable)")
        }
    }

    /// Checks where a subscription to a topic is confirmed. The service asks SNS itself and never follows this URL.
    func checkSubscription(_ text: String, to topic: ARN, token: String) throws(Refusal) {
        guard let url = WebURL(text), isSNS(url, of: topic), url.values(of: "Action") == ["ConfirmSubscription"],
            url.values(of: "TopicArn") == [topic.text], url.values(of: "Token") == [token]
        else {
            throw Refusal(.subscribeURL, "SubscribeURL confirms nothing at SNS in \(topic.region): \(host(of: text))")
        }
    }

    /// Checks where a stack of a region takes an answer.
    func checkResponse(_ text: String, in region: Region) throws(Refusal) {
        guard let url = WebURL(text) else { throw Refusal(.responseURL, "ResponseURL is no plain URL") }
        if allowsLoopback, url.isLoopback { return }
        let name = region.name.split(separator: "-").joined()
        let bucket = "cloudformation-custom-resource-response-\(name)"
        let suffix = region.partition.dnsSuffix
        let hosts = ["s3", "s3.\(region.name)", "s3-\(region.name)"].map { "\(bucket).\($0).\(suffix)" }
        guard hosts.contains(where: url.isSecure) else {
            throw Refusal(.responseURL, "ResponseURL is not CloudFormation's in \(region.name): \(host(of: text))")
        }
    }

    private func isSNS(_ url: WebURL, of topic: ARN) -> Bool {
        if allowsLoopback, url.isLoopback { return true }
        return url.isSecure(at: "sns.\(topic.region).\(topic.partition.dnsSuffix)")
    }

    /// What can be shown of a URL that holds a secret.
    private func host(of text: String) -> String { WebURL(text)?.host ?? "no plain URL" }
}
