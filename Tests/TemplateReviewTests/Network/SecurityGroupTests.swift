import CloudFormation
import Testing

@testable import TemplateReview

private func rule(_ ports: Value, _ peer: Object, _ ipProtocol: Value = "tcp") -> Value {
    var object = peer
    object["IpProtocol"] = ipProtocol
    let bounds = ports.arrayValue ?? [ports, ports]
    object["FromPort"] = bounds[0]
    object["ToPort"] = bounds[1]
    return .object(object)
}

private func group(_ rules: Value) -> Value {
    ["Type": "AWS::EC2::SecurityGroup", "Properties": ["SecurityGroupIngress": rules]]
}

private func compare(_ old: Object, _ new: Object) -> AccessComparison {
    .network(in: TemplatePair(old: ["Resources": .object(old)], new: ["Resources": .object(new)]))
}

private let office: Object = ["CidrIp": "10.0.0.0/8"]
private let everywhere: Object = ["CidrIp": "0.0.0.0/0"]

@Suite struct `Rules of security groups` {
    @Test(
        arguments: [
            (rule(22, office), [rule("22", ["CidrIp": "10.0.0.0/8", "Description": "x"])], .equal, nil),
            (
                rule(22, office), rule(22, ["CidrIp": "10.1.0.0/16"]), .narrower,
                "no longer allowed: `tcp/22` from `10.0.0.0` to `G`"
            ),
            (
                rule(22, office), rule(22, ["CidrIp": "10.0.0.0/7"]), .broader,
                "newly allowed: `tcp/22` from `11.0.0.0` to `G`"
            ),
            (
                rule(22, office), [rule(22, ["CidrIp": "10.0.0.0/9"]), rule(22, ["CidrIp": "10.128.0.0/9"])], .equal,
                nil
            ),
            (rule(22, ["CidrIpv6": "2001:db8::/32"]), rule(22, ["CidrIpv6": "2001:db8:1::/48"]), .narrower, nil),
            (rule(22, ["CidrIpv6": "::/0"]), rule(22, everywhere), .mixed, nil),
            (rule([1, 100], office), rule([10, 20], office), .narrower, "no longer allowed: `tcp/1`"),
            (rule([1, 100], office), [rule([1, 50], office), rule([51, 100], office)], .equal, nil),
            (
                rule([1, 100], office), [rule([1, 50], office), rule([52, 100], office)], .narrower,
                "no longer allowed: `tcp/51`"
            ),
            (rule(22, office), rule(22, office, "6"), .equal, nil),
            (rule(22, office), rule(22, office, "udp"), .mixed, nil),
            (rule(22, office), rule(0, office, "-1"), .broader, nil),
            (
                rule([0, 65535], office), ["IpProtocol": -1, "CidrIp": "10.0.0.0/8"], .broader, "newly allowed: `udp/0`"
            ),
            (
                rule([8, -1], office, "icmp"), rule([-1, -1], office, "icmp"), .broader,
                "newly allowed: `icmp/type 0 code 0`"
            ),
            (
                rule(22, ["SourceSecurityGroupId": ["Ref": "H"]]),
                rule(22, ["SourceSecurityGroupId": ["Fn::GetAtt": ["H", "GroupId"]]]), .equal, nil
            ),
            (
                rule(22, ["SourceSecurityGroupId": ["Ref": "H"]]), rule(22, ["SourceSecurityGroupId": ["Ref": "G"]]),
                .mixed, nil
            ),
            (rule(22, ["CidrIp": ["Ref": "P"]]), rule(22, everywhere), .broader, nil),
            (rule(["a", "b"], office), rule(["a", "b"], office), .equal, nil),
            (
                ["Fn::If": ["C", rule(22, office), rule(23, office)]], [rule(22, office), rule(23, office)], .broader,
                nil
            ),
            (["Fn::If": ["C", rule(22, office), rule(22, office)]], rule(22, office), .equal, nil),
            ([], rule(22, office), .broader, nil),
        ] as [(Value, Value, AccessComparison.Verdict, String?)]
    )
    func `compare by the traffic they let in`(
        _ old: Value,
        _ new: Value,
        _ verdict: AccessComparison.Verdict,
        _ witness: String?
    ) {
        let other: Value = ["Type": "AWS::EC2::SecurityGroup", "Properties": [:]]
        let comparison = compare(["G": group(old), "H": other], ["G": group(new), "H": other])
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
        if let witness {
            #expect(
                comparison.changes.contains { $0.witness.contains(witness) },
                "\(comparison.changes.map(\.witness))"
            )
        }
        let back = compare(["G": group(new), "H": other], ["G": group(old), "H": other])
        #expect((back.verdict == .broader) == (verdict == .narrower) && (back.verdict == .equal) == (verdict == .equal))
    }

    @Test func `are public where everybody may enter`() {
        #expect(compare(["G": group(rule(22, office))], ["G": group(rule(22, everywhere))]).isPublic)
        #expect(compare([:], ["G": group(rule(22, ["CidrIpv6": "::/0"]))]).isPublic)
        #expect(!compare(["G": group(rule(22, everywhere))], ["G": group(rule(22, office))]).isPublic)
        #expect(!compare(["G": group(rule([1, 30], everywhere))], ["G": group(rule(22, everywhere))]).isPublic)
        let open = compare(
            ["G": group([])],
            ["G": ["Type": "AWS::EC2::SecurityGroup", "Properties": ["SecurityGroupEgress": rule(22, everywhere)]]]
        )
        #expect(!open.isPublic)
    }

    @Test(
        arguments: [
            ([rule(22, ["CidrIp": "0.0.0.0/1"]), rule(22, ["CidrIp": "128.0.0.0/1"])], true),
            (rule(22, ["CidrIpv6": "2000::/3"]), true), (rule(22, ["CidrIp": "8.0.0.0/8"]), false),
            (rule(22, ["CidrIp": "10.0.0.0/8", "CidrIpv6": "::/0"]), true),
            (rule(22, ["CidrIp": ["Ref": "Anywhere"]]), true), (rule(22, ["CidrIp": ["Ref": "Office"]]), false),
        ] as [(Value, Bool)]
    )
    func `are public where very many may enter`(_ rules: Value, _ isPublic: Bool) {
        func template(_ rules: Value) -> Value {
            [
                "Parameters": [
                    "Anywhere": ["Type": "String", "Default": "0.0.0.0/0"],
                    "Office": ["Type": "String", "Default": "10.0.0.0/8"],
                ], "Resources": ["G": group(rules)],
            ]
        }
        let comparison = AccessComparison.network(in: TemplatePair(old: template([]), new: template(rules)))
        #expect(comparison.verdict == .broader)
        #expect(comparison.isPublic == isPublic)
    }

    @Test func `may name several peers at once`() {
        let both = rule(22, ["CidrIp": "10.0.0.0/8", "SourceSecurityGroupId": "sg-1"])
        let apart: Value = [rule(22, office), rule(22, ["SourceSecurityGroupId": "sg-1"])]
        #expect(compare(["G": group(both)], ["G": group(apart)]).verdict == .equal)
        #expect(compare(["G": group(rule(22, office))], ["G": group(both)]).verdict == .broader)
    }

    @Test func `let in what the template's prefix lists have`() {
        func resources(_ blocks: String...) -> Object { resources(blocks) }
        func resources(_ blocks: [String]) -> Object {
            let entries = blocks.map { ["Cidr": .string($0)] as Value }
            return [
                "G": group(rule(22, ["SourcePrefixListId": ["Fn::GetAtt": ["L", "PrefixListId"]]])),
                "L": [
                    "Type": "AWS::EC2::PrefixList",
                    "Properties": ["AddressFamily": "IPv4", "Entries": .array(entries)],
                ],
            ]
        }
        let wider = compare(resources("10.0.0.0/8"), resources("10.0.0.0/8", "0.0.0.0/0"))
        #expect(wider.verdict == .broader)
        #expect(wider.isPublic)
        #expect(compare(resources("10.0.0.0/8"), resources("10.1.0.0/16")).verdict == .narrower)
        #expect(compare(resources("10.0.0.0/8"), ["G": group(rule(22, office))]).verdict == .equal)
        // Nothing is known of an empty list, and too much of one with more entries than AWS allows.
        #expect(compare(resources(), resources("10.0.0.0/8")).verdict == .mixed)
        let many = Array(repeating: "10.0.0.0/8", count: 1_001)
        #expect(
            compare(resources(many), resources(many + ["0.0.0.0/0"])).changes.map(\.verdict).contains(.incomparable)
        )
        #expect(compare(resources(many), resources(many)).verdict == .equal)
    }

    @Test func `are broader and narrower when moved to another group`() {
        let comparison = compare(
            ["G": group(rule(22, office)), "H": group([])],
            ["G": group([]), "H": group(rule(22, office))]
        )
        #expect(comparison.verdict == .mixed)
        #expect(comparison.changes.map(\.resource) == ["H", "G"])
        #expect(comparison.changes.map(\.verdict) == [.broader, .narrower])
    }

    @Test func `may stand in resources of their own`() {
        var properties = rule(22, office).objectValue ?? [:]
        properties["GroupId"] = ["Fn::GetAtt": ["G", "GroupId"]]
        let own: Value = ["Type": "AWS::EC2::SecurityGroupIngress", "Properties": .object(properties)]
        #expect(compare(["G": group(rule(22, office))], ["G": group([]), "R": own]).changes.isEmpty)
        let change = compare(["G": group([])], ["G": group([]), "R": own]).changes.first
        #expect(change?.logicalID == "R")
        #expect(change?.path == [.key("Resources"), .key("R"), .key("Properties")])
        #expect(change?.action == "tcp/22")
        #expect(change?.principal == "10.0.0.0/8")
        #expect(change?.effect == "ingress")
    }

    @Test func `are beyond comparison where there are too many`() {
        func resources(_ length: Int) -> Value {
            [
                "Resources": [
                    "G": group(.array((0..<30).map { rule(22, ["CidrIp": .string("10.\($0).0.0/\(length)")]) }))
                ]
            ]
        }
        let templates = TemplatePair(old: resources(24), new: resources(25))
        #expect(AccessComparison.network(in: templates).verdict == .narrower)
        let comparison = AccessComparison.network(in: templates, maximumWork: 1_000)
        #expect(comparison.verdict == .mixed)
        #expect(comparison.changes.last?.witness == "too many combinations to compare")
    }

    @Test func `let everything out unless they say what`() {
        let silent: Value = ["Type": "AWS::EC2::SecurityGroup", "Properties": [:]]
        let strict: Value = [
            "Type": "AWS::EC2::SecurityGroup", "Properties": ["SecurityGroupEgress": [rule(443, everywhere)]],
        ]
        #expect(compare(["G": silent], ["G": strict]).verdict == .narrower)
        #expect(compare(["G": strict], ["G": silent]).verdict == .broader)
        #expect(compare(["G": silent], ["G": silent]).verdict == .equal)
    }

    @Test func `of a renamed group stay the same`() {
        let old: Value = ["Resources": ["A": group(rule(22, ["SourceSecurityGroupId": ["Ref": "A"]]))]]
        let new: Value = ["Resources": ["B": group(rule(22, ["SourceSecurityGroupId": ["Ref": "B"]]))]]
        #expect(AccessComparison.network(in: TemplatePair(old: old, new: new, renamed: ["A": "B"])).changes.isEmpty)
        #expect(AccessComparison.network(in: TemplatePair(old: old, new: new)).verdict == .mixed)
    }
}

@Suite struct `A block of addresses` {
    @Test(arguments: [
        ("10.0.0.0/8", "10.0.0.0", "10.255.255.255"), ("10.1.2.3/8", "10.0.0.0", "10.255.255.255"),
        ("0.0.0.0/0", "0.0.0.0", "255.255.255.255"),
        ("1.2.3.4", "1.2.3.4", "1.2.3.4"), ("2001:db8::/32", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("::1", "0:0:0:0:0:0:0:1", "0:0:0:0:0:0:0:1"),
        ("::ffff:1.2.3.4/128", "0:0:0:0:0:ffff:102:304", "0:0:0:0:0:ffff:102:304"),
        ("::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ]) func `is read`(_ text: String, _ first: String, _ last: String) throws {
        let block = try #require(CIDRBlock(text))
        #expect(CIDRBlock.text(of: block.first, block.family) == first)
        #expect(CIDRBlock.text(of: block.last, block.family) == last)
    }

    @Test(arguments: [
        "", "x", "10.0.0/8", "10.0.0.0/33", "10.0.0.256/8", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", ":::",
        "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::/129", "+1::", "12345::", "1.2.3.4::",
    ])
    func `is no other text`(_ text: String) {
        #expect(CIDRBlock(text) == nil)
    }
}
