import CloudFormation
import ScoutIntegration
import Testing

private func stack() throws -> ScoutStack {
    ScoutStack(
        scoutAccountID: try AccountID("111122223333"),
        setupEndpoint: try Endpoint("https://scout.example.com/v1/setup"),
        eventsEndpoint: try Endpoint("https://scout.example.com/v1/events")
    )
}

private func link(
    _ templateURL: String = "https://templates.s3.us-east-1.amazonaws.com/scout.json",
    region: String = "us-east-1",
    stackName: String = "DockerScoutECRIntegration",
    parameters: [(String, String)] = [],
    wizard: LaunchLink.Wizard = .quickcreate
) throws -> LaunchLink {
    try LaunchLink.creating(
        from: TemplateURL(templateURL),
        template: stack().template,
        in: Region(region),
        stackName: StackName(stackName),
        parameters: parameters.map { (name: $0.0, value: $0.1) },
        wizard: wizard
    )
}

@Suite struct `A launch link` {
    @Test func `opens the quick-create page with everything encoded by RFC 3986`() throws {
        let link = try link(parameters: [("IntegrationId", "int-1"), ("ExternalId", "a+b/c=d@e,f:g.h-i_j")])
        #expect(
            link.url == "https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1"
                + "#/stacks/quickcreate?templateURL=https%3A%2F%2Ftemplates.s3.us-east-1.amazonaws.com%2Fscout.json"
                + "&stackName=DockerScoutECRIntegration&param_IntegrationId=int-1"
                + "&param_ExternalId=a%2Bb%2Fc%3Dd%40e%2Cf%3Ag.h-i_j"
        )
    }

    @Test func `opens the review page of the wizard`() throws {
        #expect(try link(wizard: .review).url.contains("#/stacks/create/review?templateURL="))
    }

    @Test(arguments: [
        (
            "eu-central-1", "https://eu-central-1.console.aws.amazon.com/cloudformation/home?region=eu-central-1#",
            "amazonaws.com"
        ),
        (
            "cn-north-1", "https://cn-north-1.console.amazonaws.cn/cloudformation/home?region=cn-north-1#",
            "amazonaws.com.cn"
        ),
        (
            "us-gov-west-1", "https://console.amazonaws-us-gov.com/cloudformation/home?region=us-gov-west-1#",
            "amazonaws.com"
        ),
    ])
    func `leads to the console of the region's partition`(_ region: String, _ start: String, _ suffix: String) throws {
        let link = try link("https://templates.s3.\(region).\(suffix)/scout.json", region: region)
        #expect(link.url.hasPrefix(start))
    }

    @Test func `can update a stack`() throws {
        let arn = "arn:aws:cloudformation:eu-west-1:111122223333:stack/Scout/01234567-89ab-cdef-0123-456789abcdef"
        let link = try LaunchLink.updating(
            StackID(arn),
            to: TemplateURL("https://templates.s3.amazonaws.com/scout.json")
        )
        #expect(
            link.url == "https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1"
                + "#/stacks/update/template?stackId=arn%3Aaws%3Acloudformation%3Aeu-west-1%3A111122223333%3Astack%2FScout"
                + "%2F01234567-89ab-cdef-0123-456789abcdef"
                + "&templateURL=https%3A%2F%2Ftemplates.s3.amazonaws.com%2Fscout.json"
        )
    }

    @Test func `is written as URL, Markdown and HTML`() throws {
        let link = try link()
        #expect(link.formatted(.url) == link.url)
        #expect(link.formatted(.markdown) == "[Create on AWS](\(link.url))")
        let html = link.formatted(.html)
        #expect(
            html.hasPrefix(
                #"<a href="https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/"#
            )
        )
        #expect(html.contains("&amp;stackName="))
        #expect(html.hasSuffix(#"" target="_blank" rel="noopener noreferrer">Create on AWS</a>"#))
    }

    @Test(
        arguments: [
            ([("Integrationid", "x")], "must be one of the template's: IntegrationId, ExternalId, "),
            ([("IntegrationId", "x"), ("IntegrationId", "y")], "must be given once"),
            ([("IntegrationId", "-x")], "must match "),
            ([("ExternalId", "x")], "must have at least 2 characters"),
            ([("ScoutAccountId", "1")], "must match "),
            ([("SetupEndpoint", "http://127.0.0.1")], "must match "),
            ([("EventsEndpoint", "https://example.com/?a")], "must match "),
        ] as [([(String, String)], String)]
    )
    func `refuses parameters that the template would not take`(_ parameters: [(String, String)], _ reason: String) {
        let error = #expect(throws: InvalidInput.self) { try link(parameters: parameters) }
        #expect(error?.requirement.hasPrefix(reason) == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test func `refuses parameters that the console would ignore`() throws {
        var template = Template()
        template.add("Password", Parameter(.string, noEcho: true))
        let error = #expect(throws: InvalidInput.self) {
            try LaunchLink.creating(
                from: TemplateURL("https://b-1.s3.amazonaws.com/k"),
                template: template,
                in: Region("us-east-1"),
                parameters: [("Password", "x")]
            )
        }
        #expect(error?.requirement.contains("NoEcho") == true)
    }

    @Test func `refuses a template in another partition`() {
        #expect(throws: InvalidInput.self) { try link(region: "cn-north-1") }
        #expect(throws: InvalidInput.self) {
            try link("https://b-1.s3.cn-north-1.amazonaws.com.cn/k", region: "us-east-1")
        }
    }
}

@Suite struct `A template URL` {
    @Test(
        arguments: [
            ("https://bucket.s3.eu-west-1.amazonaws.com/a/b.json", "bucket", "a/b.json", "eu-west-1"),
            ("https://my.bucket.s3.amazonaws.com/b.json", "my.bucket", "b.json", nil),
            ("https://my.s3.bucket.s3.eu-west-1.amazonaws.com/b.json", "my.s3.bucket", "b.json", "eu-west-1"),
            ("https://bucket.s3-eu-west-1.amazonaws.com/b.json", "bucket", "b.json", "eu-west-1"),
            ("https://bucket.s3.dualstack.eu-west-1.amazonaws.com/b.json", "bucket", "b.json", "eu-west-1"),
            ("https://s3.eu-west-1.amazonaws.com/bucket/b.json", "bucket", "b.json", "eu-west-1"),
            ("https://s3-eu-west-1.amazonaws.com/bucket/b.json", "bucket", "b.json", "eu-west-1"),
            ("https://s3.amazonaws.com/bucket/b.json", "bucket", "b.json", nil),
            ("https://bucket.s3.amazonaws.com/b.json?versionId=a1.B_2", "bucket", "b.json", nil),
            ("https://bucket.s3.cn-north-1.amazonaws.com.cn/b%20c.json", "bucket", "b%20c.json", "cn-north-1"),
        ] as [(String, String, String, String?)]
    )
    func `names an object in S3`(_ url: String, _ bucket: String, _ key: String, _ region: String?) throws {
        let template = try TemplateURL(url)
        #expect(template.bucket == bucket)
        #expect(template.key == key)
        #expect(template.region?.name == region)
    }

    @Test(arguments: [
        ("", "must begin with https://"),
        ("http://bucket.s3.amazonaws.com/k", "must begin with https://"),
        ("s3://bucket/k", "must begin with https://"),
        ("https://example.com/scout.json", "must be an object in S3"),
        ("https://s3.amazonaws.com.example.com/bucket/k", "must be an object in S3"),
        ("https://bucket.s3.amazonaws.com@example.com/k", "must be an object in S3"),
        ("https://bucket.s3.amazonaws.com:8443/k", "must be an object in S3"),
        ("https://bucket.s3-website-us-east-1.amazonaws.com/k", "must name a region"),
        ("https://bucket.s3.eu-wst-1.amazonaws.com/k", "must name a region"),
        ("https://bucket.s3.us-east-1.amazonaws.com.cn/k", "must end in amazonaws.com"),
        ("https://bucket.s3.amazonaws.com/k?X-Amz-Signature=1", "must be an object in S3"),
        ("https://bucket.s3.amazonaws.com/k?versionId=", "must be an object in S3"),
        ("https://bucket.s3.amazonaws.com/k?versionId=a&X-Amz-Signature=1", "must be an object in S3"),
        ("https://bucket.s3.amazonaws.com/k#x", "must have other characters percent-encoded"),
        ("https://bucket.s3.amazonaws.com/a b", "must have other characters percent-encoded"),
        ("https://bucket.s3.amazonaws.com/%zz", "must have other characters percent-encoded"),
        ("https://bucket.s3.amazonaws.com/", "must name an object"),
        ("https://bucket.s3.amazonaws.com", "must name an object"),
        ("https://bucket.s3.amazonaws.com/folder/", "must name an object"),
        ("https://s3.amazonaws.com/bucket", "must name an object"),
        ("https://s3.amazonaws.com/BUCKET/k", "must be an object in S3"),
        ("https://s3.amazonaws.com/b/k", "must be an object in S3"),
    ])
    func `is refused`(_ url: String, _ reason: String) {
        let error = #expect(throws: InvalidInput.self) { try TemplateURL(url) }
        #expect(error?.requirement.hasPrefix(reason) == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test func `has a bounded length`() {
        let url = "https://bucket.s3.amazonaws.com/" + String(repeating: "k", count: 1_000)
        #expect(throws: InvalidInput.self) { try TemplateURL(url) }
    }
}

@Suite struct `A region` {
    @Test func `has a partition`() throws {
        #expect(try Region("ap-southeast-2").partition == .aws)
        #expect(try Region("cn-northwest-1").partition == .awsChina)
        #expect(try Region("us-gov-east-1").partition == .awsUSGov)
    }

    @Test(arguments: [
        ("us-esat-1", "did you mean us-east-1?"), ("EU-WEST-1", "did you mean eu-west-1?"), ("", "such as us-east-1"),
        ("us-iso-east-1", ""), ("\u{0}", "such as us-east-1"),
    ])
    func `is refused when unknown, with the nearest one`(_ text: String, _ hint: String) {
        let error = #expect(throws: InvalidInput.self) { try Region(text) }
        #expect(error?.requirement.hasSuffix(hint) == true, "\(error.map { "\($0)" } ?? "")")
    }
}

@Suite struct `A stack` {
    @Test(arguments: ["", "1a", "-a", "a_b", "a b", "ä", String(repeating: "a", count: 129)])
    func `has a name of letters, digits and hyphens`(_ name: String) throws {
        #expect(throws: InvalidInput.self) { try StackName(name) }
        #expect(try StackName("A-1").name == "A-1")
        #expect(try StackName(String(repeating: "a", count: 128)).name.count == 128)
    }

    @Test(arguments: [
        "", "Scout", "arn:aws:cloudformation:us-east-1:111122223333:stack/Scout",
        "arn:aws:s3:us-east-1:111122223333:stack/Scout/01234567-89ab-cdef-0123-456789abcdef",
        "arn:aws-cn:cloudformation:us-east-1:111122223333:stack/Scout/01234567-89ab-cdef-0123-456789abcdef",
        "arn:aws:cloudformation:us-east-9:111122223333:stack/Scout/01234567-89ab-cdef-0123-456789abcdef",
        "arn:aws:cloudformation:us-east-1:1111:stack/Scout/01234567-89ab-cdef-0123-456789abcdef",
        "arn:aws:cloudformation:us-east-1:111122223333:stack/a_b/01234567-89ab-cdef-0123-456789abcdef",
        "arn:aws:cloudformation:us-east-1:111122223333:stack/Scout/0123",
    ])
    func `has an ARN`(_ text: String) {
        #expect(throws: InvalidInput.self) { try StackID(text) }
    }

    @Test func `is named by the parts of its ARN`() throws {
        let id = try StackID(
            "arn:aws-us-gov:cloudformation:us-gov-west-1:111122223333:stack/Scout/01234567-89ab-cdef-0123-456789abcdef"
        )
        #expect(id.region.name == "us-gov-west-1")
        #expect(id.accountID.digits == "111122223333")
        #expect(id.name.name == "Scout")
    }
}
