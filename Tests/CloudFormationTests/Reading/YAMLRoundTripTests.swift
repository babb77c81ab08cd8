import CloudFormation
import Testing

@Suite struct `What the YAML writer writes` {
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `reads back as the same value`(_ seed: UInt64) throws {
        var random = RandomValues(seed: seed)
        for _ in 0..<2_000 {
            let value = random.value()
            let yaml = value.yaml()
            #expect(try YAMLReader.read(yaml, name: "seed \(seed)").value == value, "\(yaml)")
            // YAML 1.1 breaks lines at characters, and refuses some, that JSON takes for text.
            let json = value.json()
            guard json.utf8.allSatisfy({ $0 < 0x7F }) else { continue }
            #expect(try YAMLReader.read(json, name: "seed \(seed)").value == value, "\(json)")
        }
    }
}
