import Cryptography
import Foundation
import Testing

/// The files of this target's `Fixtures`, whose README says where they come from.
enum Fixture {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    static func data(_ path: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(path)) }

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try data(path)) }

    /// The blocks of a NIST response file: names and values, with the values of lines in brackets and of blocks before.
    static func responses(_ path: String, each last: String) throws -> [[String: String]] {
        var (values, cases): ([String: String], [[String: String]]) = ([:], [])
        for line in String(decoding: try data(path), as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "=", maxSplits: 1).map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " []\r"))
            }
            guard parts.count == 2 else { continue }
            values[parts[0]] = parts[1]
            if parts[0] == last { cases.append(values) }
        }
        try #require(!cases.isEmpty, "\(path) holds no case")
        return cases
    }
}

extension Dictionary<String, String> {
    /// The bytes of a value in hexadecimal digits.
    func bytes(_ name: String) throws -> [UInt8] { try bytesOf(try #require(self[name])) }
}

/// The bytes that hexadecimal digits stand for.
func bytesOf(_ digits: String) throws -> [UInt8] { try #require(Hexadecimal.decode(digits.utf8), "\(digits)") }

/// A file of Wycheproof, as far as the tests read it.
struct WycheproofFile: Decodable {
    struct Group: Decodable {
        let sha: String?
        let publicKey: Key?
        let tagSize: Int?
        let tests: [Case]
    }

    struct Key: Decodable {
        let modulus: String
        let publicExponent: String
    }

    struct Case: Decodable {
        let tcId: Int
        let comment: String
        let flags: [String]
        let msg: String
        let key: String?
        let tag: String?
        let sig: String?
        let result: String
    }

    let testGroups: [Group]

    init(_ name: String) throws {
        self = try JSONDecoder().decode(Self.self, from: Fixture.data("Wycheproof/\(name).json"))
    }
}
