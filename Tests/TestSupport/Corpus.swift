import Foundation

/// The files of `Tests/Corpus`, whose README says where they come from.
public enum Corpus: Sendable {
    /// Real templates.
    public static let templates = files(in: "templates")

    /// The files of a folder, in order of their names.
    public static func files(in folder: String) -> [String] {
        let path = Repository.root.appendingPathComponent("Tests/Corpus/\(folder)").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0 != "README.md" }.sorted()
    }

    /// The content of a file.
    public static func bytes(_ folder: String, _ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Repository.root.appendingPathComponent("Tests/Corpus/\(folder)/\(name)")))
    }
}
