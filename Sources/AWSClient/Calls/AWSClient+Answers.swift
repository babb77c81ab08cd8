extension AWSClient {
    /// Calls an operation of a query service, and gives the element `<Operation>Result` of the answer, or an empty one
    /// when the operation has no result.
    func queryResult(_ operation: Operation) async throws(AWSError) -> XMLTree {
        let response = try await call(operation)
        let tree: XMLTree
        do {
            tree = try XMLTree.parse(response.body)
        } catch {
            // Where it broke, and not what stood there: the answer may hold credentials.
            throw unreadable(operation, response, "the answer is no XML: \(error)")
        }
        guard tree.name == "\(operation.name)Response" else {
            throw unreadable(operation, response, "the answer is no \(operation.name)Response")
        }
        return tree["\(operation.name)Result"] ?? XMLTree(name: "\(operation.name)Result")
    }

    /// Calls an operation of a JSON service.
    func jsonResult<Value: Decodable>(_ operation: Operation, as type: Value.Type) async throws(AWSError) -> Value {
        let response = try await call(operation)
        guard let value = JSONText.decode(type, from: response.body) else {
            throw unreadable(operation, response, "the answer is not the JSON that \(operation.name) documents")
        }
        return value
    }

    /// An answer that lacks what the operation documents.
    func incomplete(_ operation: Operation, _ missing: String) -> AWSError {
        AWSError(.response, operation, code: "InvalidResponse", message: "the answer lacks \(missing)")
    }

    private func unreadable(_ operation: Operation, _ response: IncomingResponse, _ message: String) -> AWSError {
        AWSError(
            .response,
            operation,
            code: "InvalidResponse",
            message: message,
            requestID: response.headers["x-amzn-RequestId"],
            status: response.status
        )
    }
}
