/// A request of a stack as SNS delivers it, and the certificate of its signature, both of a key that was thrown away.
enum SignedNotification {
    /// When the message was fresh, in seconds since 1970.
    static let publishedAt: Int64 = 1_780_272_000

    static let integrationID = "int-0123456789abcdef"

    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIICsTCCAZmgAwIBAgIBATANBgkqhkiG9w0BAQsFADAcMRowGAYDVQQDDBFzbnMu
        YW1hem9uYXdzLmNvbTAeFw0yNjAxMDEwMDAwMDBaFw0yNzEyMzEwMDAwMDBaMBwx
        GjAYBgNVBAMMEXNucy5hbWF6b25hd3MuY29tMIIBIjANBgkqhkiG9w0BAQEFAAOC
        AQ8AMIIBCgKCAQEAwwqfSwy2SBXxq47M4fHgl443Yn7Jxyf0DUqphvrzkp5tYIbx
        aVXhIQWIwCLdAv7kVz8QM53ne9Nk9pLS0PdlBRe/ZYip+931KdgKqhwga/JII/hd
        aVLXOtmM7dkyuVJs7OFDtisjD8/zJgVPotrfzqL1HmPGQD3WvJz9dzEnSx8JH3Cb
        aIM5g85P1ylU7DMYy49Yd2ahxVhXRWLmCyw1jb8mX+/Ny72r/G8iajAzO0YQAKTc
        CL00Jd/7Tfzja6FBXc2WOJ8aHVmSR/ws+i+iS+48J2w91LHy+9gru4Dypo12SY0S
        NwfCs6KXS9AlDDacsky9RZEAQr7UAYrzaXPeHwIDAQABMA0GCSqGSIb3DQEBCwUA
        A4IBAQAFqrvFnanSsNIhoqREtWINl7bs3IXuqHLbxfRW7Dls32e6PM8kH7BvFmIw
        j6ebj+AH2sz8YxQCslTU+E9e/gM2nAVGOBipZMb4g0zqcVds5c1vsV7mkzIC8V4O
        OAn8e1Hikz055Jdc8+xAW07GKoCXy4n4aKEhua31nuGQOOSr/SIAS69oHwTgc50S
        mitdKRQyLH0y6lBlsaa7jLpTYWRbxeRlT2kj/CtNkDPVu91FlhN4Ia35hS2LmbKn
        8oaHAlOL9B6mqMl78RQZr0VAKZQexbjopRBW91UrSnil3G/HJWyCfVJSlm0KF5t4
        FGIRv15TRLjjFks83IY5T7LBp8JF
        -----END CERTIFICATE-----
        """

    static let body = #"""
        {"Type": "Notification", "MessageId": "165545c9-2a5c-472c-8df2-7ff2be2b3b1b", "TopicArn": "arn:aws:sns:us-east-1:123456789012:scout", "Message": "{\"RequestType\": \"Create\", \"ServiceToken\": \"arn:aws:sns:us-east-1:123456789012:scout\", \"ResponseURL\": \"https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/answer%7Cid?AWSAccessKeyId=A&Expires=1&Signature=s\", \"StackId\": \"arn:aws:cloudformation:us-east-1:123456789012:stack/Scout/01234567-89ab-cdef-0123-456789abcdef\", \"RequestId\": \"8e2ce2a7-3d5b-4b6c-9d5b-3d9b0a3f7a11\", \"LogicalResourceId\": \"ScoutSetup\", \"ResourceType\": \"Custom::ScoutSetup\", \"ResourceProperties\": {\"ServiceToken\": \"arn:aws:sns:us-east-1:123456789012:scout\", \"IntegrationId\": \"int-0123456789abcdef\", \"SetupRoleArn\": \"arn:aws:iam::123456789012:role/Scout-setup\", \"EcrAccessRoleArn\": \"arn:aws:iam::123456789012:role/Scout-ecr\", \"SecretArn\": \"arn:aws:secretsmanager:us-east-1:123456789012:secret:scout-AbCdEf\"}}", "Timestamp": "2026-06-01T00:00:00.000Z", "SignatureVersion": "2", "SigningCertURL": "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123.pem", "Subject": "AWS CloudFormation custom resource request", "Signature": "tilSNEbnlAIuxqotlHZWRt1acZcczPs/lOz1+kcxYq9qtiHkyjUWZdiUoAU6EM8FzyVE9+v4EoeZEHUDZhAd7aH077ZfoXYi0ze/FQWvT59GdVp0Infxqdg1dnd/mFO3JGt6TpMeFqz7gbKuVn3Nm58R2fvotdO3ltpUJVX6dAhqxvYnbXIMabPqK3LzIookZcsnyl55rqkaccKCb7lVRGCsAfKu0VfMfG/gkjnFen270EeeoCJxVp8/KLu9mDpAuD7zEiVPfzYpDT5QOLl7REwkAm3Xk4VdUKFhHpOnTjXiFPsca2JU2tRGBZZ3mF4ZaIWbXgSm7ZhFHSpT34bFcg=="}
        """#
}
