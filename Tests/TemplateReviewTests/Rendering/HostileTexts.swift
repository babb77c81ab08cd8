/// What a template may say to fool the reader of its review.
enum HostileTexts {
    /// A text with which the others are compared; a sentence does not take it for a word.
    static let harmless = "a_b"

    /// Each word of each has something in it that is no letter.
    static let all = [
        "a|b", "a||`|b", "`", "``", "a_`b`c_d", "\\", "\\|", "_\\`", "<script>alert(1)</script>", "</details>_",
        "</code><img src=x_ onerror=y_>", "<!--", "&lt;&#124;", "@octocat", "@org/team", "#1", "owner/repo#1",
        "[x](https://example.com)", "![x](https://example.com/x.png)", "https://example.com", "www.example.com",
        "a@example.com", "$x^2$", "$$", ":tada:", "**_**", "~~_~~", "one_\n\n# two_", "_\n| a_ | b_ |",
        "_\r\n::error::x_",
        "::stop-commands::x", "%0A::error::x_", "a,b=c::d", "\u{1B}[2J\u{1B}[1;1H", "\u{9B}31m_", "\u{7}\u{8}\u{0}_",
        "\u{1B}]8;;https://example.com\u{1B}\\", "\u{202E}drowssap", "\u{2066}\u{2069}\u{200F}_",
        "\u{2028}\u{2029}\u{85}_", "\u{200B}\u{FEFF}\u{AD}_", "\u{E0041}\u{E0001}_", "\u{A0}\u{3000}_",
        "\u{3164}\u{115F}_",
        "\u{301}\u{301}_", "_" + String(repeating: "\u{301}", count: 400), "\u{E000}\u{10FFFF}_", "\u{FFF9}a\u{FFFB}_",
        String(repeating: "\u{1F468}\u{200D}_", count: 300), String(repeating: "|`\n", count: 2_000),
    ]

    /// Whether a terminal or a browser obeys the character, or does not show it.
    static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x20, 0x7F...0xA0, 0xAD, 0x61C, 0x115F, 0x1160, 0x180E, 0x2000...0x200F, 0x2028...0x202F,
            0x205F...0x206F,
            0x3000, 0x3164, 0xE000...0xF8FF, 0xFE00...0xFE0F, 0xFEFF, 0xFFF0...0xFFFB, 0xE0000...0x10FFFF:
            true
        default: false
        }
    }
}
