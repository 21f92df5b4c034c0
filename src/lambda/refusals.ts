/** A refusal is a value: the exception, HTTP status and words that AWS answers with. Translated at the doors only. */
export interface Refusal {
  readonly exception: Exception
  readonly message: string | null
  /** Further members of the body, such as Reason. */
  readonly members?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** AWS leaves Type out in some situations of an exception that otherwise carries it. */
  readonly untyped?: boolean
}

/** Carries a refusal out of nested validation; caught where an operation is executed, nowhere else. */
export class Refused extends Error {
  override name = 'Refused'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(`${refusal.exception}: ${refusal.message}`)
    this.refusal = refusal
  }
}

export function refuse(
  exception: Exception,
  message: string | null,
  more?: Omit<Refusal, 'exception' | 'message'>,
): never {
  throw new Refused({ exception, message, ...more })
}

interface ExceptionShape {
  http: number
  /** How the body spells the message member. */
  spelling: 'message' | 'Message'
  /** What the body's Type says; absent where AWS sends none. */
  type?: 'User' | 'Service'
}

const user = (http: number, spelling: 'message' | 'Message' = 'message'): ExceptionShape => ({
  http,
  spelling,
  type: 'User',
})
const bare = (http: number, spelling: 'message' | 'Message' = 'message'): ExceptionShape => ({ http, spelling })

/** Every exception of the Lambda API and of AWS's own front (Lambda API: Errors; recorded answers). */
export const exceptions = {
  InvalidParameterValueException: user(400),
  InvalidRequestContentException: user(400),
  AliasLimitExceededException: user(400),
  CapacityProviderLimitExceededException: user(400),
  FunctionVersionsPerCapacityProviderLimitExceededException: user(400),
  CodeStorageExceededException: user(400),
  ModeNotSupportedException: user(400),
  PolicyLengthExceededException: user(400),
  CallbackTimeoutException: user(400, 'Message'),
  CodeVerificationFailedException: user(400, 'Message'),
  InvalidCodeSignatureException: user(400, 'Message'),
  NoPublishedVersionException: user(400, 'Message'),
  PublicPolicyException: user(400, 'Message'),
  RecursiveInvocationException: user(400, 'Message'),
  ResourceInUseException: user(400, 'Message'),
  SnapStartException: user(400, 'Message'),
  ServiceQuotaExceededException: user(402, 'Message'),
  EFSMountFailureException: user(403, 'Message'),
  S3FilesMountFailureException: user(403, 'Message'),
  ProvisionedConcurrencyConfigNotFoundException: user(404),
  ResourceNotFoundException: user(404, 'Message'),
  CodeSigningConfigNotFoundException: user(404, 'Message'),
  EFSMountConnectivityException: user(408, 'Message'),
  EFSMountTimeoutException: user(408, 'Message'),
  S3FilesMountConnectivityException: user(408, 'Message'),
  S3FilesMountTimeoutException: user(408, 'Message'),
  SnapStartTimeoutException: user(408, 'Message'),
  ResourceConflictException: user(409),
  CodeArtifactUserDeletedException: user(409),
  CodeArtifactUserFailedException: user(409),
  CodeArtifactUserPendingException: user(409),
  DurableExecutionAlreadyStartedException: user(409, 'Message'),
  SnapStartNotReadyException: user(409, 'Message'),
  SnapStartRegenerationFailureException: user(409, 'Message'),
  EFSIOException: user(410, 'Message'),
  PreconditionFailedException: user(412),
  RequestTooLargeException: user(413),
  SerializedRequestEntityTooLargeException: user(413),
  RequestEntityTooLargeException: bare(413),
  UnsupportedMediaTypeException: user(415),
  TooManyRequestsException: user(429),
  ServiceException: { http: 500, spelling: 'Message', type: 'Service' },
  ServiceUnavailableException: { http: 503, spelling: 'Message', type: 'Service' },
  ResourceNotReadyException: { http: 502, spelling: 'message', type: 'Service' },
  EC2AccessDeniedException: { http: 502, spelling: 'Message', type: 'Service' },
  EC2ThrottledException: { http: 502, spelling: 'Message', type: 'Service' },
  EC2UnexpectedException: { http: 502, spelling: 'Message', type: 'Service' },
  ENILimitReachedException: { http: 502, spelling: 'Message', type: 'Service' },
  ENINotReadyException: { http: 502, spelling: 'Message', type: 'Service' },
  InvalidRuntimeException: { http: 502, spelling: 'Message', type: 'Service' },
  InvalidSecurityGroupIDException: { http: 502, spelling: 'Message', type: 'Service' },
  InvalidSubnetIDException: { http: 502, spelling: 'Message', type: 'Service' },
  InvalidZipFileException: { http: 502, spelling: 'Message', type: 'Service' },
  KMSAccessDeniedException: { http: 502, spelling: 'Message', type: 'Service' },
  KMSDisabledException: { http: 502, spelling: 'Message', type: 'Service' },
  KMSInvalidStateException: { http: 502, spelling: 'Message', type: 'Service' },
  KMSNotFoundException: { http: 502, spelling: 'Message', type: 'Service' },
  SubnetIPAddressLimitReachedException: { http: 502, spelling: 'Message', type: 'Service' },
  ValidationException: bare(400),
  SerializationException: bare(400),
  UnknownOperationException: bare(404),
  AccessDeniedException: bare(403, 'Message'),
  MissingAuthenticationTokenException: bare(403),
  IncompleteSignatureException: bare(403),
  InvalidSignatureException: bare(403),
  UnrecognizedClientException: bare(403),
  ExpiredTokenException: bare(403),
  InvalidClientTokenIdException: bare(403),
} as const satisfies Record<string, ExceptionShape>

export type Exception = keyof typeof exceptions

export type ThrottleReason =
  | 'ConcurrentInvocationLimitExceeded'
  | 'FunctionInvocationRateLimitExceeded'
  | 'ReservedFunctionConcurrentInvocationLimitExceeded'
  | 'ReservedFunctionInvocationRateLimitExceeded'
  | 'CallerRateLimitExceeded'
  | 'ConcurrentSnapshotCreateLimitExceeded'

export const throttled = (reason: ThrottleReason, retryAfterSeconds = 1): Refusal => ({
  exception: 'TooManyRequestsException',
  message: 'Rate Exceeded.',
  members: { Reason: reason },
  headers: { 'Retry-After': String(retryAfterSeconds) },
})

export const functionNotFound = (arn: string): Refusal => ({
  exception: 'ResourceNotFoundException',
  message: `Function not found: ${arn}`,
})
