extension DynamoDB.Table {
    /// The type of a key.
    public struct AttributeType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The type of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// A part of a key.
    public struct KeyType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The part of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What is paid for.
    public struct BillingMode: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The mode of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Which attributes an index has.
    public struct ProjectionType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The type of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// How the distance of vectors is measured.
    public struct DistanceFunction: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The function of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// How an attribute narrows a search.
    public struct SearchSchemaElementType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The type of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// The service that has the key.
    public struct SSEType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The service of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What a stream tells of a changed item.
    public struct StreamViewType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The type of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// How exactly moments are told.
    public struct ApproximateCreationDateTimePrecision: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The unit of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Whether storing or reading costs less.
    public struct TableClass: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The class of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Which keys CloudWatch shows.
    public struct ContributorInsightsMode: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The mode of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<DynamoDB.Table.AttributeType> {
    /// Bytes.
    public static let binary = Self(rawValue: "B")
    /// A number.
    public static let number = Self(rawValue: "N")
    /// Text.
    public static let string = Self(rawValue: "S")
}

extension Property<DynamoDB.Table.KeyType> {
    /// Items with the same value are stored together.
    public static let hash = Self(rawValue: "HASH")
    /// Those are ordered by it.
    public static let range = Self(rawValue: "RANGE")
}

extension Property<DynamoDB.Table.BillingMode> {
    /// Each request.
    public static let payPerRequest = Self(rawValue: "PAY_PER_REQUEST")
    /// Capacity, used or not.
    public static let provisioned = Self(rawValue: "PROVISIONED")
}

extension Property<DynamoDB.Table.ProjectionType> {
    /// All.
    public static let all = Self(rawValue: "ALL")
    /// The keys and named ones.
    public static let include = Self(rawValue: "INCLUDE")
    /// The keys.
    public static let keysOnly = Self(rawValue: "KEYS_ONLY")
}

extension Property<DynamoDB.Table.DistanceFunction> {
    /// By the angle.
    public static let cosine = Self(rawValue: "COSINE")
    /// By the product.
    public static let dotProduct = Self(rawValue: "DOT_PRODUCT")
    /// By the straight line.
    public static let euclidean = Self(rawValue: "EUCLIDEAN")
}

extension Property<DynamoDB.Table.SearchSchemaElementType> {
    /// It names the part of the index to search.
    public static let hash = Self(rawValue: "HASH")
    /// It filters while the search goes on.
    public static let inlineFilter = Self(rawValue: "INLINE_FILTER")
}

extension Property<DynamoDB.Table.SSEType> {
    /// AWS KMS.
    public static let kms = Self(rawValue: "KMS")
}

extension Property<DynamoDB.Table.StreamViewType> {
    /// Its keys.
    public static let keysOnly = Self(rawValue: "KEYS_ONLY")
    /// How it was and how it is.
    public static let newAndOldImages = Self(rawValue: "NEW_AND_OLD_IMAGES")
    /// How it is.
    public static let newImage = Self(rawValue: "NEW_IMAGE")
    /// How it was.
    public static let oldImage = Self(rawValue: "OLD_IMAGE")
}

extension Property<DynamoDB.Table.ApproximateCreationDateTimePrecision> {
    /// To the microsecond.
    public static let microsecond = Self(rawValue: "MICROSECOND")
    /// To the millisecond.
    public static let millisecond = Self(rawValue: "MILLISECOND")
}

extension Property<DynamoDB.Table.TableClass> {
    /// Reading does.
    public static let standard = Self(rawValue: "STANDARD")
    /// Storing does.
    public static let standardInfrequentAccess = Self(rawValue: "STANDARD_INFREQUENT_ACCESS")
}

extension Property<DynamoDB.Table.ContributorInsightsMode> {
    /// The most used and the most throttled ones.
    public static let accessedAndThrottledKeys = Self(rawValue: "ACCESSED_AND_THROTTLED_KEYS")
    /// The most throttled ones.
    public static let throttledKeys = Self(rawValue: "THROTTLED_KEYS")
}
