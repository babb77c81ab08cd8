import CloudFormation

/// A rule of a security group: which traffic it lets in or out.
///
/// - Source: CloudFormation Template Reference, "AWS::EC2::SecurityGroup Ingress" and "AWS::EC2::SecurityGroup Egress".
struct SecurityGroupRule: Sendable {
    /// Which way the traffic goes.
    enum Direction: String, Sendable, Hashable {
        case ingress, egress
    }

    /// An IP protocol.
    enum IPProtocol: Sendable, Hashable {
        /// Every protocol.
        case all
        /// A protocol by IANA's number.
        case number(Int)
        /// What only CloudFormation knows.
        case symbol(String)
    }

    /// The ports, or for ICMP type and code as `type * 256 + code`.
    enum Ports: Sendable, Hashable {
        case range(ClosedRange<Int>)
        /// What only CloudFormation knows.
        case symbol(String)

        static let all = Ports.range(0...65_535)
    }

    /// Who is at the other end.
    enum Peer: Sendable, Hashable {
        case block(CIDRBlock)
        /// Addresses that only CloudFormation knows.
        case addresses(String, CIDRBlock.Family)
        /// A security group or a list of addresses.
        case named(String)
    }

    /// What a rule means, without its description and place.
    struct Meaning: Sendable, Hashable {
        /// The security group that has the rule.
        var group: String
        var direction: Direction
        var ipProtocol: IPProtocol
        var ports: Ports
        var peer: Peer
        /// The conditions of the template under which the rule stands.
        var guards: [ConditionalValue.Guard]
    }

    var meaning: Meaning
    /// Whether anybody may be at the other end, unless the stack's owner names other addresses than a parameter's default.
    var isOpen: Bool
    var place: Place
}

extension SecurityGroupRule {
    /// The rules of a value without `Fn::If`, one for each peer that it names; none where it is no rule.
    static func rules(
        of rule: ConditionalValue,
        group: String,
        _ direction: Direction,
        _ prefixLists: inout PrefixLists,
        in context: TemplateContext
    ) -> [SecurityGroupRule] {
        let value = rule.value
        guard let protocolValue = value["IpProtocol"] else { return [] }
        let ipProtocol = ipProtocol(SymbolicText(protocolValue, in: context))
        let ports = ports(of: value, ipProtocol, in: context)
        return peers(of: value, &prefixLists, in: context).map { peer in
            let guards = rule.guards + peer.guards.filter { !rule.guards.contains($0) }
            let meaning = Meaning(
                group: group,
                direction: direction,
                ipProtocol: ipProtocol,
                ports: ports,
                peer: peer.peer,
                guards: guards.map { .init(condition: context.condition($0.condition), isMet: $0.isMet) }
            )
            return SecurityGroupRule(meaning: meaning, isOpen: peer.isOpen, place: rule.place)
        }
    }

    private static let protocolNumbers = ["icmp": 1, "tcp": 6, "udp": 17, "icmpv6": 58]

    private static func ipProtocol(_ text: SymbolicText) -> IPProtocol {
        guard let literal = text.literal?.lowercased() else { return .symbol(text.display) }
        if literal == "-1" || literal == "all" { return .all }
        if let number = protocolNumbers[literal] ?? Int(literal) { return .number(number) }
        return .symbol(literal)
    }

    private static func ports(of value: Value, _ ipProtocol: IPProtocol, in context: TemplateContext) -> Ports {
        // The ports of other protocols are ignored.
        if ipProtocol == .all { return .all }
        if case .number(let number) = ipProtocol, ![1, 6, 17, 58].contains(number) { return .all }
        let texts = ["FromPort", "ToPort"].map { key in value[key].map { SymbolicText($0, in: context) } }
        guard let from = texts[0] ?? texts[1], let to = texts[1] ?? texts[0] else { return .all }
        guard let first = from.literal.flatMap({ Int($0) }), let last = to.literal.flatMap({ Int($0) }) else {
            return .symbol(from == to ? from.display : "\(from.display)-\(to.display)")
        }
        if first == -1 { return .all }
        if ipProtocol == .number(1) || ipProtocol == .number(58) {
            guard (0...255).contains(first), (-1...255).contains(last) else { return .symbol("\(first)-\(last)") }
            return .range(last == -1 ? first * 256...first * 256 + 255 : first * 256 + last...first * 256 + last)
        }
        guard (0...65_535).contains(first), (first...65_535).contains(last) else { return .symbol("\(first)-\(last)") }
        return .range(first...last)
    }
}

extension SecurityGroupRule.Meaning {
    /// Protocol and ports, for instance `tcp/22`, `udp/1000-2000` or `all`.
    var traffic: String {
        switch ipProtocol {
        case .all: "all"
        case .symbol(let name): "\(name)\(portsText)"
        case .number(1): "icmp\(messageText)"
        case .number(58): "icmpv6\(messageText)"
        case .number(6): "tcp\(portsText)"
        case .number(17): "udp\(portsText)"
        case .number(let number): "protocol \(number)"
        }
    }

    /// The peer as a template shows it.
    var peerText: String {
        switch peer {
        case .block(let block): "\(CIDRBlock.text(of: block.first, block.family))/\(block.prefixLength)"
        case .addresses(let text, _), .named(let text): text
        }
    }

    private var portsText: String {
        switch ports {
        case .all: "/all ports"
        case .range(let range) where range.count == 1: "/\(range.lowerBound)"
        case .range(let range): "/\(range.lowerBound)-\(range.upperBound)"
        case .symbol(let text): "/\(text)"
        }
    }

    private var messageText: String {
        switch ports {
        case .all: "/all types"
        case .range(let range) where range.count == 1: "/type \(range.lowerBound / 256) code \(range.lowerBound % 256)"
        case .range(let range): "/type \(range.lowerBound / 256)"
        case .symbol(let text): "/\(text)"
        }
    }
}
