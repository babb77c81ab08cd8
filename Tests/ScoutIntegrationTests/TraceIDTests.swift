import ScoutIntegration
import Testing

@Suite struct `A trace` {
    @Test(arguments: [
        ("0a633031-5A1E-4eec-8bca-448056fa23ec", "0a6330315a1e4eec8bca448056fa23ec"),
        // The digest of nothing, and that of "a b".
        ("", "e3b0c44298fc1c149afbf4c8996fb924"),
        ("a b", "c8687a08aa5d6ed2044328fa6a697ab8"),
        // One digit more than a UUID has.
        ("0a633031-5a1e-4eec-8bca-448056fa23ec0", "2a23756b76405506f1dcd705c70c0b69"),
    ])
    func `is made of an id, and always the same`(_ id: String, _ trace: String) {
        #expect(TraceID(of: id).text == trace)
    }
}
