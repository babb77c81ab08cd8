/// What an update of the stack does to a physical resource, from harmless to harmful.
public enum Impact: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Nothing.
    case none
    /// There is a new resource.
    case create
    /// The resource stays and is changed in place.
    case update
    /// The resource leaves the stack and stays in the account, since its policy retains it.
    case orphan
    /// The logical id has changed, so the resource is made anew under the new id, and the old one goes.
    case rename
    /// Whether the resource is replaced depends on what only the account knows.
    case mayReplace
    /// A new resource takes the place of the old one.
    case replace
    /// The resource is deleted.
    case delete

    /// Whether one impact is more harmless than another.
    public static func < (left: Self, right: Self) -> Bool { left.severity < right.severity }

    private var severity: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
