import Foundation
import HTTPServer
import ScoutIntegration
import Testing

@testable import ScoutService

@Suite struct `A part of a page` {
    @Test(arguments: [
        ("plain", "plain"), ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onload='x' & y", "&quot; onload=&#39;x&#39; &amp; y"), ("é\u{0}\u{1F600}", "é\u{FFFD}\u{1F600}"), ("", ""),
    ])
    func `escapes what is put into it, and nothing that the program says`(_ value: String, _ escaped: String) {
        let html: HTML = "<b title=\"\(value)\">\(value)</b>"
        #expect(html.text == "<b title=\"\(escaped)\">\(escaped)</b>")
        let outer: HTML = "<i>\(html)\([html, html])</i>"
        #expect(outer.text == "<i>\(html.text)\(html.text)\(html.text)</i>")
    }
}

@Suite struct `A moment` {
    @Test(arguments: [
        (0, "just now"), (-100, "just now"), (9, "just now"), (59, "59 seconds ago"), (60, "1 minute ago"),
        (7_199, "1 hour ago"), (7_200, "2 hours ago"), (86_400, "1 day ago"), (400 * 86_400, "1 year ago"),
    ])
    func `is told in the largest unit that fits, and exactly`(_ seconds: Int64, _ text: String) {
        let now = Timestamp(seconds: 1_800_000_000)
        let moment = Moment(now.adding(seconds: -seconds), now: now)
        #expect(moment.relative == text)
        #expect(moment.html.text.contains("title=\"20") && moment.html.text.contains(" UTC\">\(text)</time>"))
    }
}

@Suite struct `A slice of a list` {
    @Test(arguments: [
        (nil, Array(0..<10)), ("1", Array(0..<10)), ("3", Array(20..<25)), ("9", Array(20..<25)), ("0", Array(0..<10)),
        ("-5", Array(0..<10)), ("x", Array(0..<10)), ("99999999999999999999", Array(0..<10)),
    ])
    func `is the page that was asked for, or the nearest`(_ number: String?, _ elements: [Int]) {
        let slice = PageSlice(Array(0..<25), number, size: 10)
        #expect(Array(slice.elements) == elements)
        #expect(!slice.navigation("/x", "").text.isEmpty)
        #expect(PageSlice(Array(0..<10), number, size: 10).navigation("/x", "").text.isEmpty)
        #expect(PageSlice([Int](), number, size: 10).elements.isEmpty)
    }
}

@Suite struct `A form` {
    @Test(arguments: [
        ("a=1&b=2", "a", "1"), ("a=1+2%203", "a", "1 2 3"), ("a", "a", ""), ("a=b=c", "a", "b=c"), ("%61=x", "a", "x"),
        ("a=%", "a", "%"), ("a=%zz", "a", "%zz"), ("a=%4", "a", "%4"), ("a=%+1", "a", "% 1"), ("a=%C3%A9", "a", "é"),
        ("a=%FF", "a", "\u{FFFD}"), ("&&a=1&&", "a", "1"),
    ])
    func `is read as browsers write it`(_ text: String, _ name: String, _ value: String) {
        #expect(URLEncodedItems(Array(text.utf8))[name] == value)
    }

    @Test func `may have a name several times, and not without end`() {
        #expect(URLEncodedItems(Array("a=1&b=2&a=3".utf8)).values("a") == ["1", "3"])
        let many = Array(String(repeating: "a=1&", count: 100_000).utf8)
        #expect(URLEncodedItems(many).values("a").count <= 2_001)
    }
}

@Suite struct `Attempts of an address` {
    @Test func `are limited by address and in all, for a minute`() {
        let attempts = Attempts(perPeer: 2, inAll: 3)
        let now = Timestamp(seconds: 1_000)
        for _ in 0..<2 { attempts.fail("a", at: now) }
        #expect(!attempts.isAllowed("a", at: now) && attempts.isAllowed("b", at: now))
        attempts.fail("b", at: now)
        #expect(!attempts.isAllowed("c", at: now))
        let later = now.adding(seconds: Attempts.seconds)
        #expect(attempts.isAllowed("a", at: later) && attempts.isAllowed("c", at: later))
    }

    @Test(arguments: [
        ("203.0.113.9", "198.51.100.7", "203.0.113.9"), ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.1.2.3", "1.1.1.1, 198.51.100.7", "198.51.100.7"), ("172.20.0.2", "198.51.100.7", "198.51.100.7"),
        ("172.32.0.2", "198.51.100.7", "172.32.0.2"), ("::1", nil, "::1"), ("192.168.0.1", nil, "192.168.0.1"),
    ])
    func `are those of whom a proxy of one's own tells`(_ peer: String, _ forwarded: String?, _ client: String) {
        var headers: HTTPHeaders = [:]
        if let forwarded { headers.append("X-Forwarded-For", forwarded) }
        let request = HTTPRequest(method: "POST", path: "/sign-in", headers: headers, peer: peer)
        #expect(Dashboard.client(of: request) == client)
    }
}

@Suite struct `Sizes` {
    @Test(
        arguments: [
            (0, "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (1_540, "1.5 kB"), (523_000_000, "523 MB"),
            (1_200_000_000, "1.2 GB"),
            (70_368_744_177_664, "70.4 TB"),
        ] as [(Int64, String)]
    )
    func `are told in the unit that people read`(_ bytes: Int64, _ text: String) {
        #expect(Dashboard.size(bytes) == text)
    }
}
