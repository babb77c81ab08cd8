import Testing

@testable import AWSClient

@Suite struct `An endpoint` {
    @Test(arguments: [
        ("us-east-1", "https://sts.us-east-1.amazonaws.com"), ("cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn"),
        ("us-gov-west-1", "https://sts.us-gov-west-1.amazonaws.com"),
        ("eusc-de-east-1", "https://sts.eusc-de-east-1.amazonaws.eu"),
        ("us-iso-east-1", "https://sts.us-iso-east-1.c2s.ic.gov"),
        ("us-isob-east-1", "https://sts.us-isob-east-1.sc2s.sgov.gov"),
    ])
    func `has the DNS suffix of the region's partition`(_ region: String, _ url: String) throws {
        #expect(try EndpointResolver.standard.url(of: .sts, in: AWSRegion(region)) == url)
    }

    @Test func `has the host that the service is known by`() throws {
        let services: [AWSService] = [.sns, .cloudFormation, .secretsManager, .eventBridge, .ecr]
        let urls = try services.map { try EndpointResolver.standard.url(of: $0, in: AWSRegion("eu-west-1")) }
        #expect(
            urls
                == ["sns", "cloudformation", "secretsmanager", "events", "api.ecr"].map {
                    "https://\($0).eu-west-1.amazonaws.com"
                }
        )
    }

    private static let config = """
        [default]
        endpoint_url = http://profile:1
        services = local
        [services local]
        secrets_manager =
          endpoint_url = http://section:2/base/
        [profile off]
        endpoint_url = http://profile:1
        ignore_configured_endpoint_urls = TRUE
        """

    @Test(arguments: [
        (["AWS_ENDPOINT_URL_SECRETS_MANAGER": "http://a:1", "AWS_ENDPOINT_URL": "http://b:2"], "http://a:1"),
        (["AWS_ENDPOINT_URL_STS": "http://a:1", "AWS_ENDPOINT_URL": "HTTP://B:2/x/"], "http://b:2/x"),
        (["AWS_ENDPOINT_URL_STS": "http://a:1", "AWS_ENDPOINT_URL": ""], "http://section:2/base"),
        (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"], "https://secretsmanager.eu-west-1.amazonaws.com"),
        (["AWS_ENDPOINT_URL": "http://b:2", "AWS_PROFILE": "off"], "https://secretsmanager.eu-west-1.amazonaws.com"),
    ])
    func `is what the most specific setting says`(_ variables: [String: String], _ url: String) throws {
        let environment = environment(variables, files: ["/home/someone/.aws/config": Self.config])
        let resolver = EndpointResolver(environment, try SharedConfiguration(environment))
        #expect(try resolver.url(of: .secretsManager, in: AWSRegion("eu-west-1")) == url)
    }

    @Test func `falls back to the profile's for services without a section`() throws {
        let environment = environment(files: ["/home/someone/.aws/config": Self.config])
        let resolver = EndpointResolver(environment, try SharedConfiguration(environment))
        #expect(try resolver.url(of: .sts, in: AWSRegion("eu-west-1")) == "http://profile:1")
    }

    @Test(arguments: [
        "localhost:4566", "ftp://x", "http://user:hunter2@x", "http://x?y", "http://x#y", "http://", "http://[::1",
        "http://x:99999",
    ])
    func `is refused when the setting is no plain URL, without showing it`(_ url: String) throws {
        let environment = environment(["AWS_ENDPOINT_URL": url])
        let resolver = EndpointResolver(environment, try SharedConfiguration(environment))
        let error = #expect(throws: AWSConfigurationError.self) { try resolver.url(of: .sts, in: .usEast1) }
        #expect(error?.setting == "AWS_ENDPOINT_URL")
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test(arguments: [
        "", "us-east", "US-EAST-1", "us_east_1", "us-east-1.evil.example", "us-east-1/", "us-east-1@x", "-us-east-1",
        "us--1",
        "us-east-1-", "us-east-x", "1-east-1", "us-east-1\n", String(repeating: "a-", count: 20) + "1",
    ])
    func `is never made of what is no region`(_ name: String) {
        #expect(throws: AWSConfigurationError.self) { try AWSRegion(name) }
    }

    @Test(arguments: [
        (["AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-2"], "eu-west-1"),
        (["AWS_DEFAULT_REGION": "eu-west-2"], "eu-west-2"), ([:], "eu-west-3"), (["AWS_PROFILE": "none"], nil),
    ])
    func `is in the region of variable or profile`(_ variables: [String: String], _ region: String?) throws {
        let environment = environment(variables, files: ["/home/someone/.aws/config": "[default]\nregion = eu-west-3"])
        #expect(try SharedConfiguration(environment).region(environment)?.name == region)
    }
}
