import CloudFormation

/// What a bucket says against public access.
///
/// - Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".
extension PermissionChanges {
    private static let settings = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]

    /// Compares the blocks of buckets that both templates have. A bucket without one has all of them, an incomplete one
    /// only those that it names. What a bucket has that once had its own, and has none any more, is not known.
    mutating func comparePublicAccessBlocks(_ old: Value, _ new: Value) {
        for entry in new["Resources"]?.objectValue ?? [:] {
            guard entry.value["Type"] == "AWS::S3::Bucket", let before = old["Resources"]?[entry.key],
                before["Type"] == "AWS::S3::Bucket"
            else { continue }
            let isRemoved = Self.block(of: before) != nil && Self.block(of: entry.value) == nil
            for setting in Self.settings {
                let was = Self.setting(setting, of: before)
                let will = isRemoved ? (was == "false" ? was : "none") : Self.setting(setting, of: entry.value)
                if was != will { add(change(setting, from: was, to: will, entry.key)) }
            }
        }
    }

    private static func block(of bucket: Value) -> Value? {
        let block = bucket["Properties"]?["PublicAccessBlockConfiguration"]
        return block == .null ? nil : block
    }

    private static func setting(_ name: String, of bucket: Value) -> String {
        guard let block = block(of: bucket) else { return "true" }
        if Intrinsic(block) != nil { return block.json(.compact) }
        guard let value = block[name] else { return "false" }
        return value.scalarSpelling ?? value.json(.compact)
    }

    private func change(_ setting: String, from old: String, to new: String, _ bucket: String)
        -> AccessComparison.Change
    {
        let isKnown = ["true", "false"].contains(old) && ["true", "false"].contains(new)
        let isGained = new == "false"
        return AccessComparison.Change(
            kind: isGained ? .removed : .added,
            verdict: !isKnown ? .incomparable : isGained ? .broader : .narrower,
            effect: "Deny",
            principal: "*",
            action: setting,
            resource: bucket,
            witness: !isKnown
                ? "cannot be compared: `\(setting)` of `\(bucket)`"
                : "\(isGained ? "newly allowed" : "no longer allowed"): public access to `\(bucket)` that `\(setting)` blocks",
            logicalID: bucket,
            path: [.key("Resources"), .key(bucket), .key("Properties"), .key("PublicAccessBlockConfiguration")]
        )
    }
}
