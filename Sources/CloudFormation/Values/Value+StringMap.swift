extension Value {
    /// An object of texts by name.
    static func stringMap(_ texts: OrderedMap<Property<String>>) -> Value {
        .object(Object(texts.map { ($0.key, $0.value.value) }))
    }
}
