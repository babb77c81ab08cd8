import CloudFormation
import ScoutIntegration

/// What a JSON value may be: the same definition is shown in the OpenAPI document and checks what comes from outside.
///
/// - Source: JSON Schema 2020-12, which OpenAPI 3.1 uses.
struct Schema: Sendable {
    /// The kinds of values that the API has.
    indirect enum Kind: Sendable {
        case text(TextRule)
        case flag
        case integer(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        case list(of: Schema, count: ClosedRange<Int>)
        case object([Member])
        /// An object with any members, all of one kind.
        case map(of: Schema)
        /// A value that may be missing, which is `null` then.
        case nullable(Schema)
        /// A schema that stands once in the document, under a name.
        case named(String, Schema)
    }

    /// What a text may be.
    struct TextRule: Sendable {
        /// In ECMA 262's syntax, for the whole text.
        var pattern: String?
        var length: ClosedRange<Int>?
        /// All that there are; nothing where there are more than can be listed.
        var choices: [String] = []
        var format: String?
        /// Reads the text as the rest of the program does, which says best what would be right.
        var reading: (@Sendable (String) throws(InvalidInput) -> Void)?
    }

    /// A member of an object.
    struct Member: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool

        /// A member that has to be there.
        static func required(_ name: String, _ schema: Schema) -> Member {
            Member(name: name, schema: schema, isRequired: true)
        }

        /// A member that may be left out.
        static func optional(_ name: String, _ schema: Schema) -> Member {
            Member(name: name, schema: schema, isRequired: false)
        }
    }

    let kind: Kind
    /// What the value means.
    var description: String?
    /// A value of this kind.
    var example: Value?
    /// What holds where nothing is given.
    var defaultValue: Value?

    private init(_ kind: Kind) { self.kind = kind }

    /// The members, where this is an object.
    var members: [Member] {
        switch kind {
        case .object(let members): members
        case .named(_, let schema): schema.members
        default: []
        }
    }
}

// MARK: - Making schemas

extension Schema {
    /// Any text.
    static let text = text(TextRule())
    /// A moment.
    static let timestamp = text(TextRule(format: "date-time")).example("2026-01-31T23:59:59.000Z")
    /// `true` or `false`.
    static let flag = Schema(.flag)

    static func text(_ rule: TextRule) -> Schema { Schema(.text(rule)) }

    /// One of a few words.
    static func choice(_ words: [String]) -> Schema { text(TextRule(choices: words)).example(words.first ?? "") }

    static func integer(_ range: ClosedRange<Int> = 0...Int.max) -> Schema { Schema(.integer(range)) }

    static func number(_ range: ClosedRange<Double>) -> Schema { Schema(.number(range)) }

    static func list(of schema: Schema, count: ClosedRange<Int> = 0...Int.max) -> Schema {
        Schema(.list(of: schema, count: count))
    }

    static func object(_ members: Member...) -> Schema { object(members) }

    static func object(_ members: [Member]) -> Schema { Schema(.object(members)) }

    static func map(of schema: Schema) -> Schema { Schema(.map(of: schema)) }

    /// The schema under a name, for those that stand in several places.
    func named(_ name: String) -> Schema { Schema(.named(name, self)) }

    /// The schema, or `null`.
    var orNull: Schema { Schema(.nullable(self)) }

    func described(_ text: String) -> Schema {
        var schema = self
        schema.description = text
        return schema
    }

    func example(_ text: String) -> Schema { example(.string(text)) }

    func example(_ value: Value) -> Schema {
        var schema = self
        schema.example = value
        return schema
    }

    func defaulting(to value: Value) -> Schema {
        var schema = self
        schema.defaultValue = value
        return schema
    }
}
