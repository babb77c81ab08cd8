import CloudFormation
import Foundation
import TestSupport
import Testing

/// Values as nasty as templates can have, written by us and read by Python's `json` and PyYAML.
@Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(10)))
struct `What is written` {
    /// A value as both of our writers write it, and as another writer of JSON does.
    private struct Case: Encodable {
        let expected: String
        let json: String
        let compactJSON: String
        let yaml: String

        init(_ value: Value) throws {
            let object = try JSONSerialization.data(withJSONObject: foundationObject(of: value))
            expected = String(decoding: object, as: UTF8.self)
            (json, compactJSON, yaml) = (value.json(), value.json(.compact), value.yaml())
        }
    }

    @Test(arguments: [1, 2])
    func `reads as the same with other readers`(_ seed: UInt64) throws {
        var random = RandomValues(seed: seed)
        let encoder = JSONEncoder()
        var input = Data()
        for _ in 0..<10_000 {
            input += try encoder.encode(Case(["root": random.value()])) + Data("\n".utf8)
        }
        let result = try run(
            Tools.python,
            ["-B", Tools.script("read_written_values.py")],
            input: input,
            limit: .seconds(240)
        )
        #expect(result.status == 0, "\(result.output.prefix(10_000))\(result.errors.suffix(1_000))")
        #expect(result.output.contains("\"cases\": 10000"))
    }
}

private func foundationObject(of value: Value) -> Any {
    switch value {
    case .null: NSNull()
    case .bool(let flag): flag
    case .number(let number): number.integerValue.map { $0 as Any } ?? number.doubleValue as Any
    case .string(let text): text
    case .array(let elements): elements.map(foundationObject)
    case .object(let object): Dictionary(uniqueKeysWithValues: object.map { ($0.key, foundationObject(of: $0.value)) })
    }
}
