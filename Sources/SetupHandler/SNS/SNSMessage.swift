import CloudFormation
public import ScoutIntegration

/// A message as SNS delivers it over HTTP. Nothing in it is to be believed before ``SNSVerifier`` has checked it.
///
/// - Source: Amazon SNS Developer Guide, "Parsing Amazon SNS message formats".
public struct SNSMessage: Sendable, Hashable {
    /// What the message is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// SNS asks whether the endpoint subscribes.
        case subscriptionConfirmation = "SubscriptionConfirmation"
        /// Somebody has published something.
        case notification = "Notification"
        /// The subscription was ended.
        case unsubscribeConfirmation = "UnsubscribeConfirmation"
    }

    /// What the message is.
    public let kind: Kind
    /// The message's id; a delivery that is repeated has the same.
    public let messageID: String
    /// The topic.
    public let topic: ARN
    /// The subject; `nil` without.
    public let subject: String?
    /// The message.
    public let message: String
    /// When it was published, as written.
    public let timestampText: String
    /// When it was published.
    public let timestamp: Timestamp
    /// What confirms or renews the subscription; empty in notifications.
    public let token: String
    /// The URL that confirms the subscription; empty in notifications.
    public let subscribeURL: String
    /// `1` for SHA-1, `2` for SHA-256.
    public let signatureVersion: String
    /// The signature, in Base64.
    public let signature: String
    /// Where the certificate is.
    public let signingCertificateURL: String

    /// The largest body that SNS sends: 1 MiB of message, with escapes.
    public static let maximumBodySize = 2_500_000

    /// Reads a body.
    ///
    /// - Throws: ``Refusal`` of the kind `malformed`.
    public init(body: [UInt8]) throws(Refusal) {
        guard body.count <= Self.maximumBodySize else {
            throw Refusal(.malformed, "the body has \(body.count) bytes, more than SNS sends")
        }
        let node: Node
        do {
            node = try JSONReader.read(body, name: "body")
        } catch {
            throw Refusal(.malformed, "\(error)")
        }
        guard let type = node["Type"]?.stringValue, let kind = Kind(rawValue: type) else {
            throw Refusal(.malformed, "Type is missing or not one of SNS's")
        }
        func text(_ key: String) throws(Refusal) -> String {
            guard let text = node[key]?.stringValue else { throw Refusal(.malformed, "\(key) is missing or no text") }
            return text
        }
        self.kind = kind
        messageID = try text("MessageId")
        message = try text("Message")
        timestampText = try text("Timestamp")
        signatureVersion = try text("SignatureVersion")
        signature = try text("Signature")
        let certificateURL = node["SigningCertURL"] ?? node["SigningCertUrl"]
        guard let certificateURL = certificateURL?.stringValue else {
            throw Refusal(.malformed, "SigningCertURL is missing or no text")
        }
        signingCertificateURL = certificateURL
        if let subject = node["Subject"], subject.value != .null {
            guard let text = subject.stringValue else { throw Refusal(.malformed, "Subject is no text") }
            self.subject = text
        } else {
            subject = nil
        }
        token = kind == .notification ? "" : try text("Token")
        subscribeURL = kind == .notification ? "" : try text("SubscribeURL")
        guard let timestamp = Timestamp(iso8601: timestampText) else {
            throw Refusal(.malformed, "Timestamp is no time: \(timestampText.displayable)")
        }
        self.timestamp = timestamp
        do {
            topic = try ARN(try text("TopicArn"), subject: "TopicArn")
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(.malformed, "\(error)")
        }
        guard topic.isTopic else { throw Refusal(.malformed, "TopicArn is of no topic: \(topic.text.displayable)") }
    }

    /// The text that SNS has signed.
    ///
    /// - Source: Amazon SNS Developer Guide, "Verifying the signatures of Amazon SNS messages".
    public var signedText: String {
        var text = ""
        text.reserveCapacity(message.utf8.count + 1_024)
        func add(_ name: String, _ value: String) {
            text += name
            text += "\n"
            text += value
            text += "\n"
        }
        add("Message", message)
        add("MessageId", messageID)
        switch kind {
        case .notification:
            if let subject { add("Subject", subject) }
            add("Timestamp", timestampText)
        case .subscriptionConfirmation, .unsubscribeConfirmation:
            add("SubscribeURL", subscribeURL)
            add("Timestamp", timestampText)
            add("Token", token)
        }
        add("TopicArn", topic.text)
        add("Type", kind.rawValue)
        return text
    }
}

extension SNSMessage {
    /// The id of the integration that a custom resource's request names, unverified; `nil` without.
    public var integrationID: String? {
        guard let request = try? JSONReader.read(Array(message.utf8), name: "Message") else { return nil }
        return request["ResourceProperties"]?["IntegrationId"]?.stringValue
    }
}
