namespace Azure.Storage.Queues.Models;

/// <summary>The error codes of the queue service; compare with <see cref="RequestFailedException.ErrorCode"/>.</summary>
public readonly struct QueueErrorCode(string value) : IEquatable<QueueErrorCode>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    public static QueueErrorCode AccountAlreadyExists { get; } = new("AccountAlreadyExists");

    public static QueueErrorCode AccountBeingCreated { get; } = new("AccountBeingCreated");

    public static QueueErrorCode AccountIsDisabled { get; } = new("AccountIsDisabled");

    public static QueueErrorCode AuthenticationFailed { get; } = new("AuthenticationFailed");

    public static QueueErrorCode AuthorizationFailure { get; } = new("AuthorizationFailure");

    public static QueueErrorCode AuthorizationPermissionMismatch { get; } = new("AuthorizationPermissionMismatch");

    public static QueueErrorCode AuthorizationProtocolMismatch { get; } = new("AuthorizationProtocolMismatch");

    public static QueueErrorCode AuthorizationResourceTypeMismatch { get; } = new("AuthorizationResourceTypeMismatch");

    public static QueueErrorCode AuthorizationServiceMismatch { get; } = new("AuthorizationServiceMismatch");

    public static QueueErrorCode AuthorizationSourceIPMismatch { get; } = new("AuthorizationSourceIPMismatch");

    public static QueueErrorCode ConditionHeadersNotSupported { get; } = new("ConditionHeadersNotSupported");

    public static QueueErrorCode ConditionNotMet { get; } = new("ConditionNotMet");

    public static QueueErrorCode EmptyMetadataKey { get; } = new("EmptyMetadataKey");

    public static QueueErrorCode FeatureVersionMismatch { get; } = new("FeatureVersionMismatch");

    public static QueueErrorCode InsufficientAccountPermissions { get; } = new("InsufficientAccountPermissions");

    public static QueueErrorCode InternalError { get; } = new("InternalError");

    public static QueueErrorCode InvalidAuthenticationInfo { get; } = new("InvalidAuthenticationInfo");

    public static QueueErrorCode InvalidHeaderValue { get; } = new("InvalidHeaderValue");

    public static QueueErrorCode InvalidHttpVerb { get; } = new("InvalidHttpVerb");

    public static QueueErrorCode InvalidInput { get; } = new("InvalidInput");

    public static QueueErrorCode InvalidMarker { get; } = new("InvalidMarker");

    public static QueueErrorCode InvalidMd5 { get; } = new("InvalidMd5");

    public static QueueErrorCode InvalidMetadata { get; } = new("InvalidMetadata");

    public static QueueErrorCode InvalidQueryParameterValue { get; } = new("InvalidQueryParameterValue");

    public static QueueErrorCode InvalidRange { get; } = new("InvalidRange");

    public static QueueErrorCode InvalidResourceName { get; } = new("InvalidResourceName");

    public static QueueErrorCode InvalidUri { get; } = new("InvalidUri");

    public static QueueErrorCode InvalidXmlDocument { get; } = new("InvalidXmlDocument");

    public static QueueErrorCode InvalidXmlNodeValue { get; } = new("InvalidXmlNodeValue");

    public static QueueErrorCode Md5Mismatch { get; } = new("Md5Mismatch");

    public static QueueErrorCode MessageNotFound { get; } = new("MessageNotFound");

    public static QueueErrorCode MessageTooLarge { get; } = new("MessageTooLarge");

    public static QueueErrorCode MetadataTooLarge { get; } = new("MetadataTooLarge");

    public static QueueErrorCode MissingContentLengthHeader { get; } = new("MissingContentLengthHeader");

    public static QueueErrorCode MissingRequiredHeader { get; } = new("MissingRequiredHeader");

    public static QueueErrorCode MissingRequiredQueryParameter { get; } = new("MissingRequiredQueryParameter");

    public static QueueErrorCode MissingRequiredXmlNode { get; } = new("MissingRequiredXmlNode");

    public static QueueErrorCode MultipleConditionHeadersNotSupported { get; } = new("MultipleConditionHeadersNotSupported");

    public static QueueErrorCode OperationTimedOut { get; } = new("OperationTimedOut");

    public static QueueErrorCode OutOfRangeInput { get; } = new("OutOfRangeInput");

    public static QueueErrorCode OutOfRangeQueryParameterValue { get; } = new("OutOfRangeQueryParameterValue");

    public static QueueErrorCode PopReceiptMismatch { get; } = new("PopReceiptMismatch");

    public static QueueErrorCode QueueAlreadyExists { get; } = new("QueueAlreadyExists");

    public static QueueErrorCode QueueBeingDeleted { get; } = new("QueueBeingDeleted");

    public static QueueErrorCode QueueDisabled { get; } = new("QueueDisabled");

    public static QueueErrorCode QueueNotEmpty { get; } = new("QueueNotEmpty");

    public static QueueErrorCode QueueNotFound { get; } = new("QueueNotFound");

    public static QueueErrorCode RequestBodyTooLarge { get; } = new("RequestBodyTooLarge");

    public static QueueErrorCode RequestUrlFailedToParse { get; } = new("RequestUrlFailedToParse");

    public static QueueErrorCode ResourceAlreadyExists { get; } = new("ResourceAlreadyExists");

    public static QueueErrorCode ResourceNotFound { get; } = new("ResourceNotFound");

    public static QueueErrorCode ResourceTypeMismatch { get; } = new("ResourceTypeMismatch");

    public static QueueErrorCode ServerBusy { get; } = new("ServerBusy");

    public static QueueErrorCode UnsupportedHeader { get; } = new("UnsupportedHeader");

    public static QueueErrorCode UnsupportedHttpVerb { get; } = new("UnsupportedHttpVerb");

    public static QueueErrorCode UnsupportedQueryParameter { get; } = new("UnsupportedQueryParameter");

    public static QueueErrorCode UnsupportedXmlNode { get; } = new("UnsupportedXmlNode");

    public static implicit operator QueueErrorCode(string value) => new(value);

    public static bool operator ==(QueueErrorCode left, QueueErrorCode right) => left.Equals(right);

    public static bool operator !=(QueueErrorCode left, QueueErrorCode right) => !left.Equals(right);

    public static bool operator ==(QueueErrorCode code, string value) => code.Equals(value);

    public static bool operator !=(QueueErrorCode code, string value) => !code.Equals(value);

    public static bool operator ==(string value, QueueErrorCode code) => code.Equals(value);

    public static bool operator !=(string value, QueueErrorCode code) => !code.Equals(value);

    public bool Equals(QueueErrorCode other) => Equals(other._value);

    public bool Equals(string value) => string.Equals(_value, value, StringComparison.InvariantCultureIgnoreCase);

    public override bool Equals(object obj) => obj is QueueErrorCode other && Equals(other);

    public override int GetHashCode() => StringComparer.InvariantCultureIgnoreCase.GetHashCode(_value ?? string.Empty);

    public override string ToString() => _value;
}
