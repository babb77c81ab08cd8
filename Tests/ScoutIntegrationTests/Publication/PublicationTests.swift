import CloudFormation
import Testing

@testable import ScoutIntegration

private func version(_ text: String) throws -> TemplateVersion { try TemplateVersion(text) }

private func documents(_ description: String) -> TemplateDocuments {
    TemplateDocuments(Template(description: description))
}

extension PublicationState {
    /// A place where a version was published, and nothing went wrong.
    fileprivate init(_ last: String, _ documents: TemplateDocuments) throws {
        self.init()
        self.last = try version(last)
        versions = [try version(last): Self.contents(documents)]
        latest = Self.contents(documents)
    }

    fileprivate static func contents(_ documents: TemplateDocuments) -> [TemplateFormat: [UInt8]] {
        [.json: documents[.json], .yaml: documents[.yaml]]
    }

    /// What is there when an object is stored.
    fileprivate mutating func store(_ object: PublicationObject, as version: TemplateVersion) throws {
        for format in TemplateFormat.allCases {
            if object.key == "ecr/\(version.text)/docker-scout-ecr.\(format.rawValue)" {
                versions[version, default: [:]][format] = object.content
            }
            if object.key == "ecr/latest/docker-scout-ecr.\(format.rawValue)" { latest[format] = object.content }
        }
        if object.key == "ecr/latest/version.txt" {
            last = try TemplateVersion(String(decoding: object.content.dropLast(), as: UTF8.self))
        }
    }
}

@Suite struct `A version of the template` {
    @Test(arguments: ["1.0.0", "0.0.0", "10.20.999999"])
    func `is three numbers`(_ text: String) throws { #expect(try version(text).text == text) }

    @Test(arguments: [
        "", "1", "1.0", "1.0.0.0", "1.0.01", "1.0.-1", "1.0.+1", "v1.0.0", "1.0.0-rc1", "1..0", "1.0.1000000",
    ])
    func `is nothing else`(_ text: String) { #expect(throws: InvalidInput.self) { try version(text) } }

    @Test func `comes after those with a lower number, and has a next one`() throws {
        let sorted = ["0.9.9", "1.0.0", "1.0.2", "1.0.10", "1.2.0", "2.0.0", "10.0.0"]
        #expect(try sorted.reversed().map(version).sorted().map(\.text) == sorted)
        #expect(try version("1.2.9").nextPatch == version("1.2.10"))
        #expect(try version("1.2.999999").nextPatch == nil)
    }
}

@Suite struct `A place for templates` {
    @Test func `has keys by version, and URLs that the console opens`() throws {
        let place = try PublicationPlace(bucket: "my-templates")
        let key = place.key(of: .first, .json)
        #expect(key == "ecr/1.0.0/docker-scout-ecr.json")
        #expect(place.latestKey(.yaml) == "ecr/latest/docker-scout-ecr.yaml")
        let region = try Region("eu-west-1")
        #expect(try place.url(of: key, in: region).url == "https://my-templates.s3.eu-west-1.amazonaws.com/\(key)")
        let china = try PublicationPlace(bucket: "my.templates", prefix: "a/b").url(of: "k", in: Region("cn-north-1"))
        #expect(china.url == "https://s3.cn-north-1.amazonaws.com.cn/my.templates/k")
    }

    @Test(arguments: [
        ("ab", "ecr"), ("A-b", "ecr"), ("a/b", "ecr"), ("a..b", "ecr"), ("abc", ""), ("abc", "/ecr"), ("abc", "ecr/"),
        ("abc", "a//b"), ("abc", ".."), ("abc", "a/../b"), ("abc", "a b"), ("abc", "é"), ("abc", "a?b"),
        ("abc", String(repeating: "a", count: 257)),
    ])
    func `is a bucket and a prefix that need no encoding`(_ bucket: String, _ prefix: String) {
        #expect(throws: InvalidInput.self) { try PublicationPlace(bucket: bucket, prefix: prefix) }
    }
}

@Suite struct `A publication` {
    private let place: PublicationPlace
    private let old = documents("old")
    private let new = documents("new")

    init() throws { place = try PublicationPlace(bucket: "templates") }

    private func publication(
        _ documents: TemplateDocuments,
        _ text: String,
        allowingOlder: Bool = false
    ) throws -> Publication {
        Publication(of: documents, as: try version(text), at: place, allowingOlder: allowingOlder)
    }

    @Test func `has the first version, the last one's for the same content, and the next one for another`() throws {
        #expect(try Publication.nextVersion(for: new, in: PublicationState()) == .first)
        let state = try PublicationState("1.4.9", old)
        #expect(try Publication.nextVersion(for: old, in: state).text == "1.4.9")
        #expect(try Publication.nextVersion(for: new, in: state).text == "1.4.10")
        #expect(throws: PublicationRefusal.noNextVersion(try version("1.0.999999"))) {
            try Publication.nextVersion(for: new, in: PublicationState("1.0.999999", old))
        }
    }

    @Test func `stores the version, then that it is the latest, then the latest`() throws {
        let objects = try publication(new, "1.0.1").objects(toStoreIn: PublicationState("1.0.0", old))
        #expect(
            objects.map(\.key) == [
                "ecr/1.0.1/docker-scout-ecr.json", "ecr/1.0.1/docker-scout-ecr.yaml",
                "ecr/latest/version.txt", "ecr/latest/docker-scout-ecr.json", "ecr/latest/docker-scout-ecr.yaml",
            ]
        )
        #expect(
            objects.map(\.contentType) == [
                "application/json", "application/yaml", "text/plain", "application/json", "application/yaml",
            ]
        )
        #expect(objects.map { $0.cacheControl.contains("immutable") } == [true, true, false, false, false])
        #expect(objects[0].content == new[.json] && objects[4].content == new[.yaml])
        #expect(objects[2].content == Array("1.0.1\n".utf8))
    }

    @Test func `has nothing left to do once it is done, and goes on where it was ended`() throws {
        let publication = try publication(new, "1.0.1")
        let all = try publication.objects(toStoreIn: PublicationState("1.0.0", old))
        for count in 0...all.count {
            var state = try PublicationState("1.0.0", old)
            for object in all.prefix(count) { try state.store(object, as: publication.version) }
            #expect(try publication.objects(toStoreIn: state) == Array(all.dropFirst(count)))
        }
    }

    @Test(arguments: TemplateFormat.allCases)
    func `never replaces a version, whichever document differs`(_ format: TemplateFormat) throws {
        var state = try PublicationState("1.0.0", new)
        state.versions[try version("1.0.0")]?[format] = old[format]
        let key = "ecr/1.0.0/docker-scout-ecr.\(format.rawValue)"
        #expect(throws: PublicationRefusal.versionExists(try version("1.0.0"), key: key)) {
            try publication(new, "1.0.0").objects(toStoreIn: state)
        }
    }

    @Test func `leaves the latest version alone where it is higher, unless told otherwise`() throws {
        let state = try PublicationState("1.2.0", old)
        let keys = { try publication(new, "1.1.1", allowingOlder: $0).objects(toStoreIn: state).map(\.key) }
        #expect(try keys(false) == ["ecr/1.1.1/docker-scout-ecr.json", "ecr/1.1.1/docker-scout-ecr.yaml"])
        #expect(try keys(true).count == 5)
    }

    @Test func `brings the latest documents to what they are said to be, by whichever publisher`() throws {
        var state = try PublicationState("1.2.0", old)
        state.latest[.yaml] = new[.yaml]
        let objects = try publication(new, "1.1.1").objects(toStoreIn: state)
        #expect(objects.last?.key == "ecr/latest/docker-scout-ecr.yaml" && objects.last?.content == old[.yaml])
        #expect(objects.count == 3)
        // What nobody has cannot be restored.
        state.versions = [:]
        #expect(try publication(new, "1.1.1").objects(toStoreIn: state).count == 2)
    }
}
