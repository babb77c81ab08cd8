/// The values of variables that a request to this program names.
extension [String: String] {
    /// The value of a variable; nothing where it is not set.
    func text(_ variable: some RawRepresentable<String>) -> String { self[variable.rawValue] ?? "" }

    /// Whether a variable says yes.
    func isSet(_ variable: some RawRepresentable<String>) -> Bool {
        !["", "0", "false", "no"].contains(text(variable))
    }
}
