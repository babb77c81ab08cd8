public import CloudFormation

/// A link that opens CloudFormation's console with everything filled in: *Create on AWS*.
///
/// - Source: CloudFormation User Guide, "Create quick-create links for stacks".
public struct LaunchLink: Sendable, Hashable {
    /// The link.
    public let url: String

    /// What the link does, as the text to click on.
    public let title: String

    /// A link that creates a stack.
    ///
    /// - Parameters:
    ///   - templateURL: where the template lies.
    ///   - template: what lies there; the parameters' names and values are checked against it, since the console ignores
    ///     a parameter that the template lacks without a word.
    ///   - region: where to create the stack.
    ///   - stackName: the name that the console proposes.
    ///   - parameters: names and values of parameters.
    ///   - wizard: the page that opens.
    public static func creating(
        from templateURL: TemplateURL,
        template: Template,
        in region: Region,
        stackName: StackName = .proposed,
        parameters: [(name: String, value: String)] = [],
        wizard: Wizard = .quickcreate
    ) throws(InvalidInput) -> LaunchLink {
        try check(templateURL, isReadableIn: region)
        try check(parameters, against: template)
        var query = [("templateURL", templateURL.url), ("stackName", stackName.name)]
        query += parameters.map { ("param_\($0.name)", $0.value) }
        return LaunchLink(title: "Create on AWS", region: region, page: wizard.page, query: query)
    }

    /// A link that updates an existing stack to the template at the URL.
    public static func updating(_ stack: StackID, to templateURL: TemplateURL) throws(InvalidInput) -> LaunchLink {
        try check(templateURL, isReadableIn: stack.region)
        let query = [("stackId", stack.arn), ("templateURL", templateURL.url)]
        return LaunchLink(
            title: "Update on AWS",
            region: stack.region,
            page: "/stacks/update/template",
            query: query
        )
    }

    /// The page of the console that a link opens.
    public enum Wizard: String, Sendable, Hashable, CaseIterable {
        /// One page with everything on it.
        case quickcreate
        /// The last page of the wizard, from which the earlier ones can be reached.
        case review

        var page: String {
            switch self {
            case .quickcreate: "/stacks/quickcreate"
            case .review: "/stacks/create/review"
            }
        }
    }

    private init(title: String, region: Region, page: String, query: [(String, String)]) {
        self.title = title
        let host = region.partition.consoleHost(for: region.name)
        let query = query.map { "\($0)=\(Self.percentEncoded($1))" }.joined(separator: "&")
        url = "https://\(host)/cloudformation/home?region=\(region.name)#\(page)?\(query)"
    }

    /// Encodes all bytes but those that RFC 3986 calls unreserved.
    static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte.isUnreserved {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func check(_ templateURL: TemplateURL, isReadableIn region: Region) throws(InvalidInput) {
        guard templateURL.partition == region.partition || templateURL.isLoopback else {
            throw InvalidInput(
                "template URL",
                given: templateURL.url,
                "must be in the partition of \(region.name), \(region.partition.rawValue), not in \(templateURL.partition.rawValue)"
            )
        }
    }

    private static func check(
        _ parameters: [(name: String, value: String)],
        against template: Template
    ) throws(InvalidInput) {
        var seen: Set<String> = []
        for (name, value) in parameters {
            guard let parameter = template.parameters[name] else {
                let names = template.parameters.names.joined(separator: ", ")
                throw InvalidInput("parameter", given: name, "must be one of the template's: \(names)")
            }
            guard parameter.noEcho?.literal != true else {
                throw InvalidInput(
                    "parameter",
                    given: name,
                    "must stay out of links, since it is NoEcho: the console ignores it"
                )
            }
            guard seen.insert(name).inserted else {
                throw InvalidInput("parameter", given: name, "must be given once")
            }
            if let violation = parameter.constraintViolated(by: value) {
                throw InvalidInput("parameter \(name)", given: value, "\(violation)")
            }
        }
    }
}

extension LaunchLink {
    /// How a link is written.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// The URL.
        case url
        /// A Markdown link.
        case markdown
        /// An HTML link that opens a new tab, which learns nothing of the page it came from.
        case html
    }

    /// The link in that format, under its title.
    public func formatted(_ format: Format) -> String {
        switch format {
        case .url: url
        case .markdown: "[\(title)](\(url))"
        case .html:
            #"<a href="\#(url.split(separator: "&").joined(separator: "&amp;"))" target="_blank" rel="noopener noreferrer">\#(title)</a>"#
        }
    }
}
