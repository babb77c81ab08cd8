/// Blocks of Markdown that fit into a number of bytes.
struct MarkdownBlock {
    /// The block, with a line break at the end; empty where not even its head fits.
    var text = ""
    /// Whether something is left out.
    var isCut = false

    /// Room for the sentence that says how much is left out.
    private static let noteLength = 160

    /// Nothing to say.
    init() {}

    /// A text that fits as a whole or is left out.
    init(whole text: String, room: Int) {
        isCut = text.utf8.count > room
        self.text = isCut ? "" : text
    }

    /// A head, as many items as fit, a foot, and the sentence that says how many do not.
    ///
    /// - Parameters:
    ///   - room: how many bytes of UTF-8 the block may have; no other count of characters is larger.
    ///   - item: the text of an item for the room that is left, or `nil` where it does not fit.
    ///   - note: what to say about the items that do not.
    init(
        head: String,
        foot: String = "",
        count: Int,
        room: Int,
        note: (Int) -> String,
        item: (_ index: Int, _ room: Int) -> String?
    ) {
        guard head.utf8.count + foot.utf8.count + Self.noteLength <= room else {
            isCut = true
            return
        }
        text = head
        var rest = room - head.utf8.count - foot.utf8.count - Self.noteLength
        var shown = 0
        while shown < count, let next = item(shown, rest), next.utf8.count <= rest {
            text += next
            rest -= next.utf8.count
            shown += 1
        }
        isCut = shown < count
        if isCut { text += note(count - shown) }
        text += foot
    }
}
