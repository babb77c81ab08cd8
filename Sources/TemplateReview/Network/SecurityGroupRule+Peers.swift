import CloudFormation

extension SecurityGroupRule {
    /// Somebody whom a rule names.
    struct NamedPeer: Sendable {
        var peer: Peer
        /// Whether that is anybody, maybe by a parameter's default.
        var isOpen = false
        /// The conditions of the template under which the rule names the peer.
        var guards: [ConditionalValue.Guard] = []

        /// A peer that is no list of addresses.
        init(_ name: String) { peer = .named(name) }

        /// Addresses.
        init(_ addresses: Value, _ family: CIDRBlock.Family, in context: TemplateContext) {
            let text = SymbolicText(addresses, in: context)
            if let block = text.literal.flatMap(CIDRBlock.init), block.family == family {
                peer = .block(block)
            } else {
                peer = .addresses(text.display, family)
            }
            isOpen = context.textByDefault(text).flatMap(CIDRBlock.init)?.isAnybody == true
        }
    }

    private static let groups = [
        "SourceSecurityGroupId", "DestinationSecurityGroupId", "SourceSecurityGroupName",
    ]

    /// Whom a rule names: addresses, groups and prefix lists.
    static func peers(
        of rule: Value,
        _ prefixLists: inout PrefixLists,
        in context: TemplateContext
    ) -> [NamedPeer] {
        func value(_ key: String) -> Value? { rule[key].flatMap { $0 == .null ? nil : $0 } }
        let addresses = [("CidrIp", CIDRBlock.Family.v4), ("CidrIpv6", .v6)].compactMap { key, family in
            value(key).map { NamedPeer($0, family, in: context) }
        }
        let groups = groups.compactMap(value).map { name in
            let text = SymbolicText(name, in: context).display
            let owner = rule["SourceSecurityGroupOwnerId"].map { "\(SymbolicText($0, in: context).display)/" }
            return NamedPeer("\(owner ?? "")\(text)")
        }
        var lists: [NamedPeer] = []
        for list in ["SourcePrefixListId", "DestinationPrefixListId"].compactMap(value) {
            let name = SymbolicText(list, in: context)
            lists += prefixLists.peers(of: name) ?? [NamedPeer(name.display)]
        }
        return addresses + groups + lists
    }
}

/// The prefix lists that a template declares.
///
/// - Source: CloudFormation Template Reference, "AWS::EC2::PrefixList".
struct PrefixLists: Sendable {
    private var peers: [String: [SecurityGroupRule.NamedPeer]] = [:]
    /// The lists whose addresses do not stand in the place of each reference to them.
    private(set) var unread: Set<String> = []

    /// How many addresses a list can have; AWS allows as many.
    private static let maximumEntries = 1_000
    /// How many addresses may stand in the place of lists.
    private var room = 200_000

    /// Notes a list.
    mutating func add(_ list: PolicyResource, in context: TemplateContext) {
        let family: CIDRBlock.Family = list.values["AddressFamily"]?.stringValue == "IPv6" ? .v6 : .v4
        let elements = list.elements("Entries")
        let entries = elements.count <= Self.maximumEntries ? elements.flatMap(\.alternatives) : []
        let peers = entries.compactMap { entry in
            entry.value["Cidr"].map { addresses in
                var peer = SecurityGroupRule.NamedPeer(addresses, family, in: context)
                peer.guards = entry.guards
                return peer
            }
        }
        if peers.isEmpty || peers.count < entries.count {
            unread.insert(list.logicalID)
        } else {
            self.peers[list.logicalID] = peers
        }
    }

    /// The addresses of a list; `nil` where they are not known, or there is no room for them.
    mutating func peers(of name: SymbolicText) -> [SecurityGroupRule.NamedPeer]? {
        guard case .symbol(let symbol) = name.pieces.first, name.pieces.count == 1, let peers = peers[symbol] else {
            return nil
        }
        guard room >= peers.count else {
            unread.insert(symbol)
            return nil
        }
        room -= peers.count
        return peers
    }
}
