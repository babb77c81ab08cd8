import TestSupport
import Testing

@testable import AWSClient

private func parse(_ text: String) throws -> INIFile { try INIFile(Array(text.utf8), name: "config") }

@Suite struct `The reader of shared files` {
    @Test func `reads sections, keys, nested keys, continued values and comments`() throws {
        let file = try parse(
            """
            \u{FEFF}# comment
            ; comment
            [default]
            Region = eu-west-1\r
            aws_secret_access_key=a=b # no comment ; here
            empty =

            s3 =
              endpoint_url = http://localhost:1
              max = 3
            long = one
                two
            region = eu-west-2
            [ profile "a b" ]  # comment
            x = y
            [default]
            later = 1
            """
        )
        #expect(file.sections.map(\.name) == ["default", "profile \"a b\"", "default"])
        #expect(file.sections.map(\.line) == [3, 14, 16])
        #expect(
            file.sections[0].values == [
                "region": "eu-west-2", "aws_secret_access_key": "a=b # no comment ; here", "empty": "", "s3": "",
                "s3.endpoint_url": "http://localhost:1", "s3.max": "3", "long": "one\ntwo",
            ]
        )
    }

    @Test(arguments: [
        ("a = b", "config:1"), ("[a", "config:1"), ("[a]\n[]", "config:2"), ("[a]\nsecretvalue", "config:2"),
        ("[a] b", "config:1"), ("[a]\n= b", "config:2"), ("\n\n[a]\n  x\n", "config:4"),
    ])
    func `says in which line a mistake is, without showing it`(_ text: String, _ place: String) throws {
        let error = #expect(throws: AWSConfigurationError.self) { try parse(text) }
        #expect(error?.setting == place)
        #expect(error?.description.contains("secretvalue") == false)
    }

    @Test func `refuses what is too large or not UTF-8`() {
        #expect(throws: AWSConfigurationError.self) {
            try INIFile([UInt8](repeating: 10, count: INIFile.maximumBytes + 1), name: "config")
        }
        #expect(throws: AWSConfigurationError.self) { try INIFile([0x5B, 0xFF, 0x5D], name: "config") }
    }

    @Test func `reads or refuses damaged files, and never fails otherwise`() {
        let documents = [
            "[profile a]\nrole_arn = b\nsource_profile = c\n[default]\ns3 =\n  x = y\n# z", "[a]\nb=c\r\n  d",
        ]
        var mutations = Mutations(seed: 5)
        for _ in 0..<Mutations.rounds(3000) {
            _ = try? INIFile(mutations.mutate(documents.map { Array($0.utf8) }), name: "config")
        }
    }

    /// Secret keys of `[profile default]` and `[default]` must not mix, and credentials win over the config file.
    @Test func `are brought together by profile`() throws {
        let configuration = try SharedConfiguration(
            environment(
                ["AWS_PROFILE": "p"],
                files: [
                    "/home/someone/.aws/config": """
                    [default]
                    region = hidden
                    [profile default]
                    output = json
                    [profile 'p']
                    region = eu-west-1
                    aws_access_key_id = config
                    [p]
                    region = not-a-profile-1
                    """,
                    "/home/someone/.aws/credentials": "[p]\naws_access_key_id = credentials",
                ]
            )
        )
        #expect(configuration[profile: "default"] == ["output": "json"])
        #expect(configuration[profile: "p"] == ["region": "eu-west-1", "aws_access_key_id": "credentials"])
    }
}
