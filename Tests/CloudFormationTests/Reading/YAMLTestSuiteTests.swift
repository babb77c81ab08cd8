import CloudFormation
import Foundation
import TestSupport
import Testing

/// A case of the YAML test suite.
private struct Case: Decodable, CustomTestStringConvertible {
    let id: String
    let name: String
    let yaml: String
    /// What the document means; `nil` for one that is to be refused.
    let json: JSONTree?

    private enum CodingKeys: CodingKey { case id, name, yaml, json }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        name = try container.decode(String.self, forKey: .name)
        yaml = try container.decode(String.self, forKey: .yaml)
        json = container.contains(.json) ? try container.decode(JSONTree.self, forKey: .json) : nil
    }

    var testDescription: String { "\(id): \(name)" }

    private static let folder = "Tests/CloudFormationTests/Fixtures/yaml-test-suite"

    static let all: [Case] = {
        let lines = (try? Repository.text(of: "\(folder)/cases.jsonl"))?.split(separator: "\n") ?? []
        return lines.compactMap { try? JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
    }()

    /// The kind of each exclusion, by case.
    static let excluded: [String: String] = {
        let lines = (try? Repository.text(of: "\(folder)/excluded.tsv"))?.split(separator: "\n") ?? []
        let rows = lines.map { $0.split(separator: "\t").map(String.init) }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }()

    /// The cases that are not excluded, or only read otherwise than the suite says.
    static let applicable = all.filter { [nil, "reading"].contains(excluded[$0.id]) }
}

@Suite struct `The YAML reader on the YAML test suite` {
    @Test func `judges all cases`() {
        #expect(Case.all.count == 406)
        #expect(Case.applicable.count == 352)
        #expect(Set(Case.excluded.keys).isSubset(of: Case.all.map(\.id)))
    }

    @Test(arguments: Case.applicable.filter { $0.json != nil })
    private func `reads what is YAML`(_ example: Case) throws {
        let node = try YAMLReader.read(example.yaml, name: example.id)
        #expect(JSONTree(node.value) == example.json)
    }

    @Test(arguments: Case.applicable.filter { $0.json == nil })
    private func `refuses what is no YAML`(_ example: Case) {
        #expect(throws: ParseError.self) { try YAMLReader.read(example.yaml, name: example.id) }
    }

    @Test(arguments: Case.all.filter { ![nil, "reading"].contains(Case.excluded[$0.id]) })
    private func `refuses what no template can be, for that reason`(_ example: Case) {
        let error = #expect(throws: ParseError.self) { try YAMLReader.read(example.yaml, name: example.id) }
        switch Case.excluded[example.id] {
        case "tag": #expect(error?.code == .tag)
        case "key": #expect(error?.code == .syntax)
        case "duplicateKey": #expect(error?.code == .duplicateKey)
        default: break
        }
    }
}
