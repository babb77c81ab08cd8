extension Lambda.Function {
    /// How a function's code is packed.
    public struct PackageType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The type of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What runs the code of a ZIP archive.
    public struct Runtime: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The runtime of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// An instruction set.
    public struct Architecture: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The architecture of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What happens to a function that calls itself without end.
    public struct RecursiveLoop: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The reaction of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Whether Lambda copies an archive.
    public struct S3ObjectStorageMode: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The mode of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Whether reads go to the bucket itself.
    public struct DirectS3Read: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The choice of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Which calls are traced.
    public struct TracingMode: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The mode of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// The form of logs.
    public struct LogFormat: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The format of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// How important a line of the code is.
    public struct ApplicationLogLevel: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The level of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// How important a line of Lambda is.
    public struct SystemLogLevel: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The level of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What makes Lambda update the runtime.
    public struct UpdateRuntimeOn: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The occasion of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What a snapshot is made of.
    public struct ApplyOn: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The choice of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What is kept apart for tenants.
    public struct TenantIsolationMode: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The mode of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<Lambda.Function.PackageType> {
    /// In an image.
    public static let image = Self(rawValue: "Image")
    /// In a ZIP archive.
    public static let zip = Self(rawValue: "Zip")
}

extension Property<Lambda.Function.Runtime> {
    /// .NET 8.
    public static let dotnet8 = Self(rawValue: "dotnet8")
    /// .NET 10.
    public static let dotnet10 = Self(rawValue: "dotnet10")
    /// Java 17.
    public static let java17 = Self(rawValue: "java17")
    /// Java 21.
    public static let java21 = Self(rawValue: "java21")
    /// Java 25.
    public static let java25 = Self(rawValue: "java25")
    /// Node.js 22.
    public static let nodejs22 = Self(rawValue: "nodejs22.x")
    /// Node.js 24.
    public static let nodejs24 = Self(rawValue: "nodejs24.x")
    /// A program of one's own on Amazon Linux 2.
    public static let providedAl2 = Self(rawValue: "provided.al2")
    /// A program of one's own, `bootstrap`, on Amazon Linux 2023.
    public static let providedAl2023 = Self(rawValue: "provided.al2023")
    /// Python 3.12.
    public static let python3_12 = Self(rawValue: "python3.12")
    /// Python 3.13.
    public static let python3_13 = Self(rawValue: "python3.13")
    /// Python 3.14.
    public static let python3_14 = Self(rawValue: "python3.14")
    /// Ruby 3.4.
    public static let ruby3_4 = Self(rawValue: "ruby3.4")
    /// Ruby 4.0.
    public static let ruby4_0 = Self(rawValue: "ruby4.0")
}

extension Property<Lambda.Function.Architecture> {
    /// 64-bit ARM.
    public static let arm64 = Self(rawValue: "arm64")
    /// 64-bit x86.
    public static let x86_64 = Self(rawValue: "x86_64")
}

extension Property<Lambda.Function.RecursiveLoop> {
    /// It goes on.
    public static let allow = Self(rawValue: "Allow")
    /// It is stopped.
    public static let terminate = Self(rawValue: "Terminate")
}

extension Property<Lambda.Function.S3ObjectStorageMode> {
    /// It does.
    public static let copy = Self(rawValue: "COPY")
    /// It reads the object where it is.
    public static let reference = Self(rawValue: "REFERENCE")
}

extension Property<Lambda.Function.DirectS3Read> {
    /// Lambda decides.
    public static let auto = Self(rawValue: "AUTO")
    /// They do not.
    public static let disabled = Self(rawValue: "DISABLED")
    /// They do.
    public static let enabled = Self(rawValue: "ENABLED")
}

extension Property<Lambda.Function.TracingMode> {
    /// A sample of all calls.
    public static let active = Self(rawValue: "Active")
    /// Those whose caller traces.
    public static let passThrough = Self(rawValue: "PassThrough")
}

extension Property<Lambda.Function.LogFormat> {
    /// Objects of JSON.
    public static let json = Self(rawValue: "JSON")
    /// Plain text.
    public static let text = Self(rawValue: "Text")
}

extension Property<Lambda.Function.ApplicationLogLevel> {
    /// Every step.
    public static let trace = Self(rawValue: "TRACE")
    /// What helps to find mistakes.
    public static let debug = Self(rawValue: "DEBUG")
    /// What happens in the normal course.
    public static let info = Self(rawValue: "INFO")
    /// What may become a problem.
    public static let warn = Self(rawValue: "WARN")
    /// What failed.
    public static let error = Self(rawValue: "ERROR")
    /// What ended the program.
    public static let fatal = Self(rawValue: "FATAL")
}

extension Property<Lambda.Function.SystemLogLevel> {
    /// What helps to find mistakes.
    public static let debug = Self(rawValue: "DEBUG")
    /// What happens in the normal course.
    public static let info = Self(rawValue: "INFO")
    /// What may become a problem.
    public static let warn = Self(rawValue: "WARN")
}

extension Property<Lambda.Function.UpdateRuntimeOn> {
    /// A new version of the runtime.
    public static let auto = Self(rawValue: "Auto")
    /// A change of the function.
    public static let functionUpdate = Self(rawValue: "FunctionUpdate")
    /// Nothing but a change of the version's ARN.
    public static let manual = Self(rawValue: "Manual")
}

extension Property<Lambda.Function.ApplyOn> {
    /// Nothing.
    public static let nothing = Self(rawValue: "None")
    /// Each published version.
    public static let publishedVersions = Self(rawValue: "PublishedVersions")
}

extension Property<Lambda.Function.TenantIsolationMode> {
    /// Execution environments.
    public static let perTenant = Self(rawValue: "PER_TENANT")
}
