import CloudFormation

/// Policies that say who may do what with a resource.
extension PolicyCollection {
    /// Properties that name the resources to which a policy resource applies.
    private static let targets = [
        "AWS::SNS::TopicPolicy": "Topics", "AWS::SNS::TopicInlinePolicy": "TopicArn", "AWS::SQS::QueuePolicy": "Queues",
        "AWS::SQS::QueueInlinePolicy": "Queue", "AWS::S3::BucketPolicy": "Bucket",
        "AWS::SecretsManager::ResourcePolicy": "SecretId", "AWS::S3Tables::TableBucketPolicy": "TableBucketARN",
        "AWS::S3Express::BucketPolicy": "Bucket", "AWS::Kinesis::ResourcePolicy": "ResourceArn",
    ]

    /// Adds the policies of any resource: properties whose names say that they hold a policy.
    mutating func add(resourcePoliciesOf resource: PolicyResource) {
        switch resource.type {
        case "AWS::Lambda::Permission": return add(lambdaPermission: resource)
        case "AWS::Lambda::LayerVersionPermission": return add(layerPermission: resource)
        case "AWS::ACMPCA::Permission": return add(authorityPermission: resource)
        case "AWS::Events::EventBusPolicy": return add(eventBusPolicy: resource)
        default: break
        }
        var documents = resource.values.compactMap { entry in
            Self.isPolicyName(entry.key) && Self.mayBePolicy(entry.value) ? resource.property(entry.key) : nil
        }
        for path in NestedPolicy.paths[resource.type] ?? [] {
            documents += resource.properties.values(at: path[...]).filter { Self.mayBePolicy($0.value) }
        }
        guard !documents.isEmpty else { return }
        for target in targets(of: resource) {
            for document in documents { add(document, to: Subject(kind: .resource, name: target)) }
        }
    }

    /// Whether a property's name says that it holds a policy.
    static func isPolicyName(_ name: String) -> Bool {
        // Every property of the template is asked, so most are refused by a byte.
        switch name.utf8.last {
        case UInt8(ascii: "y"): name.hasSuffix("Policy")
        case UInt8(ascii: "t"): name.hasSuffix("PolicyDocument") || name.hasSuffix("PolicyText")
        case UInt8(ascii: "s"): name.hasSuffix("Policies")
        default: false
        }
    }

    /// Whether a value holds statements, in any of the forms of a document; many properties with such names do not.
    private static func mayBePolicy(_ value: Value, depth: Int = 0) -> Bool {
        if value["Statement"] != nil { return true }
        if JSONPolicy.value(of: value)?["Statement"] != nil { return true }
        guard depth < 8, case .other("Fn::If", .array(let parts))? = Intrinsic(value) else { return false }
        return parts.contains { mayBePolicy($0, depth: depth + 1) }
    }

    private func targets(of resource: PolicyResource) -> [String] {
        guard let property = Self.targets[resource.type] else { return [resource.logicalID] }
        let targets = resource.elements(property).map { name(of: $0.value) }
        return targets.isEmpty ? [resource.logicalID] : targets
    }

    /// A permission as the statement that AWS Lambda makes of it.
    ///
    /// - Source: AWS Lambda Developer Guide, "Viewing resource-based IAM policies in Lambda".
    private mutating func add(lambdaPermission resource: PolicyResource) {
        for properties in resource.properties.alternatives {
            let value = properties.value
            guard let action = value["Action"], let principal = value["Principal"] else { continue }
            var conditions: Object = [:]
            for (name, operatorName, key) in [
                ("SourceArn", "ArnLike", "aws:SourceArn"), ("SourceAccount", "StringEquals", "aws:SourceAccount"),
                ("PrincipalOrgID", "StringEquals", "aws:PrincipalOrgID"),
                ("EventSourceToken", "StringEquals", "lambda:EventSourceToken"),
                ("FunctionUrlAuthType", "StringEquals", "lambda:FunctionUrlAuthType"),
                ("InvokedViaFunctionUrl", "Bool", "lambda:InvokedViaFunctionUrl"),
            ] {
                guard let test = value[name] else { continue }
                var tests = conditions[operatorName]?.objectValue ?? [:]
                tests[key] = test
                conditions[operatorName] = .object(tests)
            }
            let function = value["FunctionName"] ?? "*"
            add(
                statement: [
                    "Effect": "Allow", "Principal": principalElement(principal), "Action": action,
                    "Condition": .object(conditions),
                ],
                of: properties,
                to: name(of: function)
            )
        }
    }

    /// A permission to use a layer as the statement that AWS Lambda makes of it.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::Lambda::LayerVersionPermission".
    private mutating func add(layerPermission resource: PolicyResource) {
        for properties in resource.properties.alternatives {
            let value = properties.value
            guard let action = value["Action"], let principal = value["Principal"] else { continue }
            var statement: Object = ["Effect": "Allow", "Principal": principalElement(principal), "Action": action]
            if let organization = value["OrganizationId"] {
                statement["Condition"] = ["StringEquals": ["aws:PrincipalOrgID": organization]]
            }
            add(statement: .object(statement), of: properties, to: name(of: value["LayerVersionArn"] ?? "*"))
        }
    }

    /// A permission of a private certificate authority.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::ACMPCA::Permission".
    private mutating func add(authorityPermission resource: PolicyResource) {
        for properties in resource.properties.alternatives {
            let value = properties.value
            guard let principal = value["Principal"], case .array(let actions)? = value["Actions"] else { continue }
            // Actions stand without the service.
            let named = actions.map { $0.stringValue.map { .string("acm-pca:\($0)") } ?? $0 }
            var statement: Object = [
                "Effect": "Allow", "Principal": principalElement(principal), "Action": .array(named),
            ]
            if let account = value["SourceAccount"] {
                statement["Condition"] = ["StringEquals": ["aws:SourceAccount": account]]
            }
            add(statement: .object(statement), of: properties, to: name(of: value["CertificateAuthorityArn"] ?? "*"))
        }
    }

    /// A service, an account or everybody, which the property does not tell apart.
    private func principalElement(_ value: Value) -> Value {
        let text = SymbolicText(value, in: context)
        if text.literal == "*" { return "*" }
        let isService = text.pieces.contains { piece in
            if case .text(let literal) = piece {
                literal.contains(".amazonaws.") || literal.hasSuffix(".com")
            } else {
                false
            }
        }
        return [isService || text.display.hasSuffix("${AWS::URLSuffix}") ? "Service" : "AWS": value]
    }

    /// A policy of an event bus, which may be a statement or, in the older form, its parts.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::Events::EventBusPolicy".
    private mutating func add(eventBusPolicy resource: PolicyResource) {
        let bus = resource.property("EventBusName").map { name(of: $0.value) } ?? "default"
        if let statement = resource.property("Statement") {
            let document: Value = ["Version": "2012-10-17", "Statement": statement.value]
            var wrapped = statement
            wrapped.value = document
            wrapped.place = resource.properties.place
            return add(wrapped, to: Subject(kind: .resource, name: bus))
        }
        for properties in resource.properties.alternatives {
            let value = properties.value
            guard let action = value["Action"], let principal = value["Principal"] else { continue }
            var statement: Object = ["Effect": "Allow", "Action": action, "Principal": principalElement(principal)]
            if let condition = value["Condition"], let type = condition["Type"]?.stringValue,
                let key = condition["Key"]?.stringValue, let test = condition["Value"]
            {
                statement["Condition"] = .object([type: .object([key: test])])
            }
            add(statement: .object(statement), of: properties, to: bus)
        }
    }

    private mutating func add(statement: Value, of properties: ConditionalValue, to subject: String) {
        var document = properties
        document.value = ["Version": "2012-10-17", "Statement": statement]
        document.isDerived = true
        add(document, to: Subject(kind: .resource, name: subject))
    }
}
