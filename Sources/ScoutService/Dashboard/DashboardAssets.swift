import Cryptography
import HTTPServer

/// The files that pages refer to. Their names change with what is in them, so browsers keep them for good.
enum DashboardAssets {
    /// A file.
    struct Asset: Sendable {
        /// Where it is.
        let path: String
        let type: String
        let bytes: [UInt8]

        init(_ name: String, _ ending: String, _ type: String, _ text: String) {
            bytes = Array(text.utf8)
            let digest = Hexadecimal.encode(SHA256.digest(of: bytes)).prefix(12)
            path = "\(DashboardAssets.folder)\(name)-\(digest).\(ending)"
            self.type = type
        }
    }

    static let folder = "/assets/"

    static let style = Asset("dashboard", "css", "text/css; charset=utf-8", dashboardStyle)
    static let script = Asset("dashboard", "js", "text/javascript; charset=utf-8", dashboardScript)
    static let icon = Asset(
        "icon",
        "svg",
        "image/svg+xml",
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d63ed"/>\
        <circle cx="14" cy="14" r="7" fill="none" stroke="#fff" stroke-width="3"/>\
        <path d="m19.5 19.5 6 6" stroke="#fff" stroke-width="4" stroke-linecap="round"/></svg>
        """
    )

    static func response(to request: HTTPRequest) -> HTTPResponse {
        guard ["GET", "HEAD"].contains(request.method),
            let asset = [style, script, icon].first(where: { $0.path == request.path })
        else { return .text(404, "not found\n") }
        return HTTPResponse(
            status: 200,
            headers: ["Content-Type": asset.type, "Cache-Control": "public, max-age=31536000, immutable"],
            body: asset.bytes
        )
    }
}
