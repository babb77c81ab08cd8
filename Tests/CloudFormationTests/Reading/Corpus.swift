import Foundation
import TestSupport

/// The files of `Tests/Corpus`, whose README says where they come from.
enum Corpus {
    /// Real templates.
    static let templates = files(in: "templates")

    /// The files of a folder, in order of their names.
    static func files(in folder: String) -> [String] {
        let path = Repository.root.appendingPathComponent("Tests/Corpus/\(folder)").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0 != "README.md" }.sorted()
    }

    /// The content of a file.
    static func bytes(_ folder: String, _ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Repository.root.appendingPathComponent("Tests/Corpus/\(folder)/\(name)")))
    }
}
