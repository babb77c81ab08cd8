import CloudFormation
import Foundation
import ScoutIntegration
import TestSupport
import Testing

@testable import ScoutService

@Suite struct `The OpenAPI document` {
    private let fixture: APIFixture

    init() throws { fixture = try APIFixture() }

    /// The method and path of all that the document has.
    private func documented() async throws -> Set<String> {
        let document = await fixture.call("GET", "/v1/openapi.json", nil)
        #expect(document.status == 200 && document["openapi"] == "3.1.1")
        let paths = try #require(document["paths"]?.objectValue)
        return Set(
            paths.entries.flatMap { path in
                (path.value.objectValue?.keys.filter { $0 != "parameters" } ?? []).map {
                    "\($0.uppercased()) \(path.key)"
                }
            }
        )
    }

    /// Written down once more, so that none comes or goes unnoticed.
    @Test func `has these operations`() async throws {
        let path = "/v1/organizations/{organization}"
        #expect(
            try await documented() == [
                "GET \(path)/integrations", "POST \(path)/integrations", "GET \(path)/integrations/{integration}",
                "DELETE \(path)/integrations/{integration}", "GET \(path)/repositories", "PATCH \(path)/repositories",
                "GET \(path)/settings", "PUT \(path)/settings", "GET \(path)/images", "POST \(path)/images/retry",
                "GET \(path)/stack", "GET /v1/openapi.json",
            ]
        )
    }

    /// What answers is in the document, and what is in the document answers: any method on any path of it.
    @Test func `has all routes, and no others`() async throws {
        let documented = try await documented()
        let paths = Set(documented.compactMap { $0.split(separator: " ").last.map(String.init) })
        for path in paths {
            let target = path.replacing("{organization}", with: "acme").replacing("{integration}", with: "int-1")
            for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"] {
                let answer = await fixture.call(method, target, nil)
                let isDocumented = documented.contains("\(method == "HEAD" ? "GET" : method) \(path)")
                #expect((answer.status != 405) == isDocumented, "\(method) \(path)")
                #expect(answer.status != 404, "\(method) \(path)")
            }
        }
    }

    /// Strictly, by a program that nobody here wrote.
    @Test(.enabled(if: Tools.areInstalled, "\(Tools.hint)")) func `is one of OpenAPI 3.1`() async throws {
        let document = await fixture.call("GET", "/v1/openapi.json", nil)
        let folder = try TemporaryFolder()
        let file = try folder.write(document.text, to: "openapi.json")
        let result = try run(Tools.motoPython, ["-m", "openapi_spec_validator", "--schema", "3.1", file])
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        // What is no such document is noticed.
        let wrong = try folder.write(
            document.text.replacing("\"operationId\"", with: "\"operationid\""),
            to: "wrong.json"
        )
        #expect(try run(Tools.motoPython, ["-m", "openapi_spec_validator", "--schema", "3.1", wrong]).status != 0)
    }

    @Test func `has examples that are as its schemas say`() {
        for operation in fixture.api.operations {
            let answer = operation.success.schema
            #expect(
                answer.violations(in: answer.exampleValue, at: .wholeBody, named: "answer") == [],
                "\(operation.id)"
            )
            if let body = operation.body {
                #expect(body.violations(in: body.exampleValue, at: .wholeBody, named: "body") == [], "\(operation.id)")
            }
            for parameter in operation.query.members {
                let schema = parameter.schema
                for value in [schema.example, schema.defaultValue].compactMap(\.self) {
                    #expect(schema.violations(in: value, at: .query(parameter.name), named: parameter.name) == [])
                }
            }
        }
    }

    /// Input is closed and answers are open, so a schema of both would be one of them only.
    @Test func `gives each name to one schema`() {
        let input = fixture.api.operations.flatMap { $0.body?.named ?? [] }
        let output = fixture.api.operations.flatMap(\.success.schema.named) + Problem.schema.named
        #expect(Set(input.map(\.name)).isDisjoint(with: output.map(\.name)))
        for (schemas, isInput) in [(input, true), (output, false)] {
            for (name, schema) in schemas {
                let all = schemas.filter { $0.name == name }.map { $0.schema.document(isInput: isInput) }
                #expect(all.allSatisfy { $0 == schema.document(isInput: isInput) }, "\(name)")
            }
        }
    }

    @Test func `describes every kind of problem, at the place that its type names`() async {
        let document = await fixture.call("GET", "/v1/openapi.json", nil)
        for kind in Problem.Kind.allCases {
            let parts = kind.type.split(separator: "#")
            #expect(parts.first == "/v1/openapi.json")
            let names = (parts.last ?? "").split(separator: "/").map(String.init)
            let found = names.reduce(Optional(document.json)) { value, name in value?[name] }
            #expect(found?["description"] != nil, "\(kind.type)")
        }
    }

    /// The regions that it offers are those whose links work.
    @Test func `offers regions that integrations can be made for`() async throws {
        let document = await fixture.call("GET", "/v1/openapi.json", nil)
        let schema = document["components"]?["schemas"]?["IntegrationAddition"]
        let regions = (schema?["properties"]?["region"]?["enum"]?.arrayValue ?? []).compactMap(\.stringValue)
        #expect(regions.count > 30 && !regions.contains("cn-north-1") && !regions.contains("us-gov-west-1"))
        for region in regions {
            let answer = await fixture.acme("POST", "integrations", fixture.owner, #"{"region":"\#(region)"}"#)
            #expect(answer.status == 201, "\(region)")
        }
    }
}
