/// A Java regular expression that is judged in time linear in the text.
///
/// `AllowedPattern` comes from whoever wrote the template. An engine that backtracks, as Java's own does, can be made to
/// hang by `(a+)+`; this one follows all ways through the expression at once. What it cannot judge that way, for instance
/// a look-ahead, is refused as ``Refusal/unsupported(_:)``, which says nothing against the expression.
///
/// - Source: `java.util.regex.Pattern` of Java 17; K. Thompson, "Regular Expression Search Algorithm", CACM 11 (1968).
struct RegularExpression: Sendable {
    private let program: Program

    /// Reads a pattern.
    init(_ pattern: String) throws(Refusal) {
        var parser = try Parser(pattern)
        let node = try parser.parse()
        program = try Program(node, classes: parser.classes)
    }

    /// Whether the whole text matches, as Java's `String.matches` does; both are compared by Unicode scalars.
    ///
    /// Takes time in proportion to the program's length, which ``Bounds`` limits, times the text's.
    func wholeMatch(_ text: String) -> Bool {
        var matcher = Matcher(program, text: text)
        return matcher.matchesWhole()
    }
}

extension RegularExpression {
    /// Why a pattern is not judged.
    enum Refusal: Error, Sendable, Hashable {
        /// Java refuses the pattern too: at that scalar, counted from 0, something else is expected.
        case invalid(at: Int, expected: String)
        /// Java takes the pattern, as far as can be told, but the verdict on a text is not known here.
        case unsupported(Construct)

        /// What is wrong with the pattern, or `nil` where nothing is known to be.
        var invalidity: String? {
            guard case .invalid(let offset, let expected) = self else { return nil }
            return "expected \(expected) at character \(offset + 1)"
        }
    }

    /// What has no verdict here.
    enum Construct: Sendable, Hashable {
        /// `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`: the text must match two expressions at once.
        case lookaround
        /// `(?>…)`: the first way to match the group is kept, and no other is tried.
        case atomicGroup
        /// `a++`: as an atomic group.
        case possessiveQuantifier
        /// `\1`, `\k<name>`: no regular language, and NP-complete to judge.
        case backreference
        /// `(?x)`, `(?m)`, …: a flag other than `i` and `s`.
        case flag(Character)
        /// `\Q…\E`.
        case quotation
        /// An escape that is rare or differs between versions of Java, for instance `\R`, `\X`, `\G`.
        case escape(String)
        /// A `\p{…}` that is not known, or whose meaning under `(?i)` differs between versions of Java.
        case property(String)
        /// `[a-z&&[^b]]`: versions of Java differ.
        case classIntersection
        /// `[^a[b]]`: Java 8 and 9 differ in how far the negation reaches.
        case nestedNegatedClass
        /// `(^|a){2}`: Java repeats no further after an empty repetition, even where `a` would follow.
        case conditionallyEmptyRepetition
        /// The pattern is longer, deeper or, with its repetitions written out, larger than ``Bounds`` allow.
        case size
    }

    /// What a pattern may have at most, so that neither reading nor matching takes long.
    enum Bounds {
        /// Scalars of the pattern.
        static let patternLength = 10_000
        /// Groups and classes within each other.
        static let nesting = 100
        /// Instructions, after `{m,n}` is written out.
        static let instructions = 5_000
    }

    /// A pattern's syntax tree.
    indirect enum Node: Sendable {
        /// One scalar of a class, which is an index into the parser's classes: repetitions share it.
        case scalar(of: Int)
        /// A place between scalars.
        case assertion(Assertion)
        /// One after the other; none of them is the empty text.
        case sequence([Node])
        /// One of these.
        case choice([Node])
        /// As often as that; without a maximum as often as one likes.
        case repetition(Node, minimum: Int, maximum: Int?)
    }

    /// A condition on the place between two scalars.
    enum Assertion: Sendable {
        /// `^` and `\A`: the start.
        case start
        /// `\z`: the end.
        case end
        /// `$` and `\Z`: the end, or before a line terminator that is the last thing in the text.
        case endOrLastTerminator
        /// `\b`: a word begins or ends.
        case wordBoundary
        /// `\B`: no word begins or ends.
        case noWordBoundary
    }
}

extension RegularExpression.Node {
    /// Where a part of a pattern can match the empty text.
    enum Emptiness: Comparable { case never, whereAssertionsHold, always }

    /// Where this part can match the empty text.
    var emptiness: Emptiness {
        switch self {
        case .scalar: .never
        case .assertion: .whereAssertionsHold
        case .sequence(let nodes): nodes.map(\.emptiness).min() ?? .always
        case .choice(let nodes): nodes.map(\.emptiness).max() ?? .never
        case .repetition(let body, let minimum, _): minimum == 0 ? .always : body.emptiness
        }
    }
}
