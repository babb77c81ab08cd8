/// AWS Secrets Manager.
public enum SecretsManager: Sendable {}

extension SecretsManager {
    /// A secret, encrypted at rest, with versions.
    ///
    /// `Ref` gives the secret's ARN.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::SecretsManager::Secret".
    public struct Secret: TypedResource {
        /// `AWS::SecretsManager::Secret`
        public static let resourceType = "AWS::SecretsManager::Secret"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            name: Property<String>? = nil,
            description: Property<String>? = nil,
            secretString: Property<String>? = nil,
            generateSecretString: GenerateSecretString? = nil,
            kmsKeyId: Property<String>? = nil,
            replicaRegions: List<ReplicaRegion>? = nil,
            type: Property<String>? = nil,
            tags: List<Tag>? = nil
        ) {
            value = .properties(
                ("Name", name?.value),
                ("Description", description?.value),
                ("SecretString", secretString?.value),
                ("GenerateSecretString", generateSecretString?.value),
                ("KmsKeyId", kmsKeyId?.value),
                ("ReplicaRegions", replicaRegions?.value),
                ("Type", type?.value),
                ("Tags", tags?.value)
            )
        }

        /// The secret's name, at most 512 characters. CloudFormation makes one without.
        public var name: Property<String>? {
            get { self["Name"] }
            set { self["Name"] = newValue }
        }
        /// What the secret is, at most 2,048 characters.
        public var description: Property<String>? {
            get { self["Description"] }
            set { self["Description"] = newValue }
        }
        /// The secret's first value; better left to whoever knows it. Without this and `generateSecretString` the
        /// secret has no value.
        public var secretString: Property<String>? {
            get { self["SecretString"] }
            set { self["SecretString"] = newValue }
        }
        /// How to make the first value at random.
        public var generateSecretString: GenerateSecretString? {
            get { self["GenerateSecretString"] }
            set { self["GenerateSecretString"] = newValue }
        }
        /// The key that encrypts the value: an id, an ARN or an alias; `aws/secretsmanager` without.
        public var kmsKeyId: Property<String>? {
            get { self["KmsKeyId"] }
            set { self["KmsKeyId"] = newValue }
        }
        /// Regions to which the secret is copied.
        public var replicaRegions: List<ReplicaRegion>? {
            get { self["ReplicaRegions"] }
            set { self["ReplicaRegions"] = newValue }
        }
        /// The kind of a secret that another service manages.
        public var type: Property<String>? {
            get { self["Type"] }
            set { self["Type"] = newValue }
        }
        /// The secret's tags.
        public var tags: List<Tag>? {
            get { self["Tags"] }
            set { self["Tags"] = newValue }
        }
    }
}

extension ResourceHandle where Model == SecretsManager.Secret {
    /// The secret's ARN.
    public var id: Property<String> { attribute("Id") }
}

extension SecretsManager.Secret {
    /// How to make a value at random.
    public struct GenerateSecretString: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            secretStringTemplate: Property<String>? = nil,
            generateStringKey: Property<String>? = nil,
            passwordLength: Property<Int>? = nil,
            excludeCharacters: Property<String>? = nil,
            excludeLowercase: Property<Bool>? = nil,
            excludeNumbers: Property<Bool>? = nil,
            excludePunctuation: Property<Bool>? = nil,
            excludeUppercase: Property<Bool>? = nil,
            includeSpace: Property<Bool>? = nil,
            requireEachIncludedType: Property<Bool>? = nil
        ) {
            value = .properties(
                ("SecretStringTemplate", secretStringTemplate?.value),
                ("GenerateStringKey", generateStringKey?.value),
                ("PasswordLength", passwordLength?.value),
                ("ExcludeCharacters", excludeCharacters?.value),
                ("ExcludeLowercase", excludeLowercase?.value),
                ("ExcludeNumbers", excludeNumbers?.value),
                ("ExcludePunctuation", excludePunctuation?.value),
                ("ExcludeUppercase", excludeUppercase?.value),
                ("IncludeSpace", includeSpace?.value),
                ("RequireEachIncludedType", requireEachIncludedType?.value)
            )
        }

        /// A JSON object to which the generated text is added.
        public var secretStringTemplate: Property<String>? {
            get { self["SecretStringTemplate"] }
            set { self["SecretStringTemplate"] = newValue }
        }
        /// The key of the object under which the generated text stands.
        public var generateStringKey: Property<String>? {
            get { self["GenerateStringKey"] }
            set { self["GenerateStringKey"] = newValue }
        }
        /// The number of characters, 32 without.
        public var passwordLength: Property<Int>? {
            get { self["PasswordLength"] }
            set { self["PasswordLength"] = newValue }
        }
        /// Characters that must not occur.
        public var excludeCharacters: Property<String>? {
            get { self["ExcludeCharacters"] }
            set { self["ExcludeCharacters"] = newValue }
        }
        /// Whether lower-case letters must not occur.
        public var excludeLowercase: Property<Bool>? {
            get { self["ExcludeLowercase"] }
            set { self["ExcludeLowercase"] = newValue }
        }
        /// Whether digits must not occur.
        public var excludeNumbers: Property<Bool>? {
            get { self["ExcludeNumbers"] }
            set { self["ExcludeNumbers"] = newValue }
        }
        /// Whether punctuation must not occur.
        public var excludePunctuation: Property<Bool>? {
            get { self["ExcludePunctuation"] }
            set { self["ExcludePunctuation"] = newValue }
        }
        /// Whether upper-case letters must not occur.
        public var excludeUppercase: Property<Bool>? {
            get { self["ExcludeUppercase"] }
            set { self["ExcludeUppercase"] = newValue }
        }
        /// Whether spaces may occur.
        public var includeSpace: Property<Bool>? {
            get { self["IncludeSpace"] }
            set { self["IncludeSpace"] = newValue }
        }
        /// Whether each allowed kind of character must occur; true without.
        public var requireEachIncludedType: Property<Bool>? {
            get { self["RequireEachIncludedType"] }
            set { self["RequireEachIncludedType"] = newValue }
        }
    }

    /// A region to which a secret is copied.
    public struct ReplicaRegion: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            region: Property<String>,
            kmsKeyId: Property<String>? = nil
        ) {
            value = .properties(
                ("Region", region.value),
                ("KmsKeyId", kmsKeyId?.value)
            )
        }

        /// The region's code.
        public var region: Property<String>? {
            get { self["Region"] }
            set { self["Region"] = newValue }
        }
        /// The key that encrypts the copy.
        public var kmsKeyId: Property<String>? {
            get { self["KmsKeyId"] }
            set { self["KmsKeyId"] = newValue }
        }
    }
}
