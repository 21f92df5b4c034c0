import type { Shape } from './constraint.ts'

/** What the API says of its simple, list and map shapes (Lambda API reference: data types; where AWS's recorded answers say otherwise, those). */
export const shapes: Readonly<Record<string, Shape>> = {
  "PolicyResourceArn": { "min": 1, "max": 256 },
  "ResourcePolicy": { "min": 1, "max": 20480 },
  "RevisionId": { "min": 36, "max": 36, "pattern": "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}" },
 "Action": {
  "min": 0,
  "max": 10000,
  "pattern": "(lambda:[*]|lambda:[a-zA-Z]+|[*])"
 },
 "AdditionalVersion": {
  "min": 1,
  "max": 1024,
  "pattern": "[0-9]+"
 },
 "AdditionalVersionWeights": {
  "key": "AdditionalVersion",
  "value": "Weight"
 },
 "Alias": {
  "min": 1,
  "max": 128,
  "pattern": "(?!^[0-9]+$)([a-zA-Z0-9-_]+)"
 },
 "AliasList": {
  "list": "AliasConfiguration"
 },
 "AllowMethodsList": {
  "min": 0,
  "max": 6,
  "list": "Method"
 },
 "AllowOriginsList": {
  "min": 0,
  "max": 100,
  "list": "Origin"
 },
 "ApplicationLogLevel": {
  "enum": [
   "TRACE",
   "DEBUG",
   "INFO",
   "WARN",
   "ERROR",
   "FATAL"
  ]
 },
 "Architecture": {
  "enum": [
   "x86_64",
   "arm64"
  ]
 },
 "ArchitecturesList": {
  "min": 1,
  "max": 1,
  "list": "Architecture"
 },
 "Arn": {
  "min": 0,
  "max": 10000,
  "pattern": "arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)"
 },
 "AttemptCount": {
  "min": 0,
  "number": true
 },
 "BatchSize": {
  "min": 1,
  "max": 10000,
  "number": true
 },
 "BinaryOperationPayload": {
  "min": 0,
  "max": 262144,
  "sensitive": true
 },
 "CallbackId": {
  "min": 1,
  "max": 1024,
  "pattern": "[A-Za-z0-9+/]+={0,2}"
 },
 "CallbackOptionsHeartbeatTimeoutSecondsInteger": {
  "min": 0,
  "max": 99999999,
  "number": true
 },
 "CallbackOptionsTimeoutSecondsInteger": {
  "min": 0,
  "max": 99999999,
  "number": true
 },
 "CapacityProviderArn": {
  "min": 1,
  "max": 140,
  "pattern": "arn:aws[a-zA-Z-]*:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:capacity-provider:[a-zA-Z0-9-_]+"
 },
 "CapacityProviderMaxVCpuCount": {
  "min": 2,
  "max": 15000,
  "number": true
 },
 "CapacityProviderName": {
  "min": 1,
  "max": 140,
  "pattern": "(arn:aws[a-zA-Z-]*:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:capacity-provider:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+"
 },
 "CapacityProviderPredefinedMetricType": {
  "enum": [
   "LambdaCapacityProviderAverageCPUUtilization"
  ]
 },
 "CapacityProviderScalingMode": {
  "enum": [
   "Auto",
   "Manual"
  ]
 },
 "CapacityProviderScalingPoliciesList": {
  "min": 1,
  "max": 10,
  "list": "TargetTrackingScalingPolicy"
 },
 "CapacityProviderSecurityGroupIds": {
  "min": 0,
  "max": 5,
  "list": "SecurityGroupId"
 },
 "CapacityProviderState": {
  "enum": [
   "Pending",
   "Active",
   "Failed",
   "Deleting"
  ]
 },
 "CapacityProviderSubnetIds": {
  "min": 1,
  "max": 16,
  "list": "SubnetId"
 },
 "CapacityProvidersList": {
  "min": 0,
  "max": 50,
  "list": "CapacityProvider"
 },
 "CheckpointToken": {
  "min": 1,
  "max": 2048,
  "pattern": "[A-Za-z0-9+/]+={0,2}"
 },
 "ClientToken": {
  "min": 1,
  "max": 64,
  "pattern": "[\\x21-\\x7E]+"
 },
 "CodeSigningConfigArn": {
  "min": 0,
  "max": 200,
  "pattern": "arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:code-signing-config:csc-[a-z0-9]{17}"
 },
 "CodeSigningConfigId": {
  "pattern": "csc-[a-zA-Z0-9-_\\.]{17}"
 },
 "CodeSigningConfigList": {
  "list": "CodeSigningConfig"
 },
 "CodeSigningPolicy": {
  "enum": [
   "Warn",
   "Enforce"
  ]
 },
 "CollectionName": {
  "min": 1,
  "max": 57,
  "pattern": "(^(?!(system\\x2e)))(^[_a-zA-Z0-9])([^$]*)"
 },
 "CompatibleArchitectures": {
  "min": 0,
  "max": 2,
  "list": "Architecture"
 },
 "CompatibleRuntimes": {
  "min": 0,
  "max": 15,
  "list": "Runtime"
 },
 "DatabaseName": {
  "min": 1,
  "max": 63,
  "pattern": "[^ /\\.$\\x22]*"
 },
 "Description": {
  "min": 0,
  "max": 256
 },
 "DestinationArn": {
  "min": 0,
  "max": 350,
  "pattern": "$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)"
 },
 "DurableExecutionArn": {
  "min": 1,
  "max": 1024,
  "pattern": "arn:([a-zA-Z0-9-]+):lambda:([a-zA-Z0-9-]+):(\\d{12}):function:([a-zA-Z0-9_-]+):(\\$LATEST(?:\\.PUBLISHED)?|[0-9]+)/durable-execution/([a-zA-Z0-9_-]+)/([a-zA-Z0-9_-]+)"
 },
 "DurableExecutionName": {
  "min": 1,
  "max": 64,
  "pattern": "[a-zA-Z0-9-_]+"
 },
 "DurableExecutions": {
  "list": "Execution"
 },
 "DurationSeconds": {
  "min": 0,
  "number": true
 },
 "EndPointType": {
  "enum": [
   "KAFKA_BOOTSTRAP_SERVERS"
  ]
 },
 "Endpoint": {
  "min": 1,
  "max": 300,
  "pattern": "(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]*[A-Za-z0-9]):[0-9]{1,5}"
 },
 "EndpointLists": {
  "min": 1,
  "max": 10,
  "list": "Endpoint"
 },
 "Endpoints": {
  "min": 1,
  "max": 2,
  "key": "EndPointType",
  "value": "EndpointLists"
 },
 "EnvironmentVariableName": {
  "pattern": "[a-zA-Z]([a-zA-Z0-9_])+",
  "sensitive": true
 },
 "EnvironmentVariables": {
  "key": "EnvironmentVariableName",
  "value": "EnvironmentVariableValue",
  "sensitive": true
 },
 "EphemeralStorageSize": {
  "min": 512,
  "max": 10240,
  "number": true
 },
 "EventId": {
  "min": 1,
  "number": true
 },
 "EventSourceMappingArn": {
  "min": 85,
  "max": 120,
  "pattern": "arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
 },
 "EventSourceMappingMetric": {
  "enum": [
   "EventCount",
   "ErrorCount",
   "KafkaMetrics"
  ]
 },
 "EventSourceMappingMetricList": {
  "min": 0,
  "max": 3,
  "list": "EventSourceMappingMetric"
 },
 "EventSourceMappingSystemLogLevel": {
  "enum": [
   "DEBUG",
   "INFO",
   "WARN"
  ]
 },
 "EventSourceMappingsList": {
  "list": "EventSourceMappingConfiguration"
 },
 "EventSourcePosition": {
  "enum": [
   "TRIM_HORIZON",
   "LATEST",
   "AT_TIMESTAMP"
  ]
 },
 "EventSourceToken": {
  "min": 0,
  "max": 256,
  "pattern": "[a-zA-Z0-9._\\-]+"
 },
 "EventType": {
  "enum": [
   "ExecutionStarted",
   "ExecutionSucceeded",
   "ExecutionFailed",
   "ExecutionTimedOut",
   "ExecutionStopped",
   "ContextStarted",
   "ContextSucceeded",
   "ContextFailed",
   "WaitStarted",
   "WaitSucceeded",
   "WaitCancelled",
   "StepStarted",
   "StepSucceeded",
   "StepFailed",
   "ChainedInvokeStarted",
   "ChainedInvokeSucceeded",
   "ChainedInvokeFailed",
   "ChainedInvokeTimedOut",
   "ChainedInvokeStopped",
   "CallbackStarted",
   "CallbackSucceeded",
   "CallbackFailed",
   "CallbackTimedOut",
   "InvocationCompleted"
  ]
 },
 "Events": {
  "list": "Event"
 },
 "ExecutionEnvironmentMemoryGiBPerVCpu": {
  "min": 2,
  "max": 8,
  "number": true
 },
 "ExecutionStatus": {
  "enum": [
   "RUNNING",
   "SUCCEEDED",
   "FAILED",
   "TIMED_OUT",
   "STOPPED"
  ]
 },
 "ExecutionStatusList": {
  "min": 1,
  "max": 10,
  "list": "ExecutionStatus"
 },
 "ExecutionTimeout": {
  "min": 1,
  "max": 31622400,
  "number": true
 },
 "FileSystemArn": {
  "min": 0,
  "max": 256,
  "pattern": "arn:aws[a-zA-Z-]*:elasticfilesystem:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:access-point/fsap-[a-f0-9]{17}$|^arn:aws[-a-z]*:s3files:[0-9a-z-:]+:file-system/fs-[0-9a-f]{17,40}/access-point/fsap-[0-9a-f]{17,40}"
 },
 "FileSystemConfigList": {
  "min": 0,
  "max": 1,
  "list": "FileSystemConfig"
 },
 "FilterCriteriaErrorCode": {
  "min": 10,
  "max": 50,
  "pattern": "[A-Za-z]+Exception"
 },
 "FilterCriteriaErrorMessage": {
  "min": 10,
  "max": 2048,
  "pattern": ".*"
 },
 "FilterList": {
  "list": "Filter"
 },
 "FullDocument": {
  "enum": [
   "UpdateLookup",
   "Default"
  ]
 },
 "FunctionArn": {
  "min": 0,
  "max": 10000,
  "pattern": "arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?"
 },
 "FunctionArnList": {
  "list": "FunctionArn"
 },
 "FunctionEventInvokeConfigList": {
  "list": "FunctionEventInvokeConfig"
 },
 "FunctionList": {
  "list": "FunctionConfiguration"
 },
 "FunctionName": {
  "min": 1,
  "max": 140,
  "pattern": "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?"
 },
 "FunctionResponseType": {
  "enum": [
   "ReportBatchItemFailures"
  ]
 },
 "FunctionResponseTypeList": {
  "min": 0,
  "max": 1,
  "list": "FunctionResponseType"
 },
 "FunctionScalingConfigExecutionEnvironments": {
  "min": 0,
  "max": 15000,
  "number": true
 },
 "FunctionUrl": {
  "min": 40,
  "max": 100
 },
 "FunctionUrlAuthType": {
  "enum": [
   "NONE",
   "AWS_IAM"
  ]
 },
 "FunctionUrlConfigList": {
  "list": "FunctionUrlConfig"
 },
 "FunctionUrlFunctionName": {
  "min": 1,
  "max": 140,
  "pattern": "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]{1,64})(:((?!\\d+$)[0-9a-zA-Z-_]+))?"
 },
 "FunctionUrlQualifier": {
  "min": 1,
  "max": 128,
  "pattern": "((?!^\\d+$)^[0-9a-zA-Z-_]+$)"
 },
 "FunctionVersion": {
  "enum": [
   "ALL"
  ]
 },
 "FunctionVersionLatestPublished": {
  "enum": [
   "LATEST_PUBLISHED"
  ]
 },
 "FunctionVersionsByCapacityProviderList": {
  "min": 0,
  "max": 50,
  "list": "FunctionVersionsByCapacityProviderListItem"
 },
 "Handler": {
  "min": 0,
  "max": 128,
  "pattern": "[^\\s]+"
 },
 "Header": {
  "min": 0,
  "max": 1024,
  "pattern": ".*"
 },
 "HeadersList": {
  "min": 0,
  "max": 100,
  "list": "Header"
 },
 "InputPayload": {
  "min": 0,
  "max": 6291456,
  "sensitive": true
 },
 "InstanceType": {
  "min": 1,
  "max": 30,
  "pattern": "[a-zA-Z0-9\\.\\*\\-]+"
 },
 "InstanceTypeSet": {
  "min": 0,
  "max": 400,
  "list": "InstanceType"
 },
 "InvocationType": {
  "enum": [
   "Event",
   "RequestResponse",
   "DryRun"
  ]
 },
 "InvokeMode": {
  "enum": [
   "BUFFERED",
   "RESPONSE_STREAM"
  ]
 },
 "ItemCount": {
  "min": 0,
  "max": 1000,
  "number": true
 },
 "KMSKeyArn": {
  "min": 0,
  "max": 10000,
  "pattern": "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()"
 },
 "KMSKeyArnNonEmpty": {
  "min": 0,
  "max": 10000,
  "pattern": "arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*"
 },
 "KafkaSchemaRegistryAccessConfigList": {
  "list": "KafkaSchemaRegistryAccessConfig"
 },
 "KafkaSchemaRegistryAuthType": {
  "enum": [
   "BASIC_AUTH",
   "CLIENT_CERTIFICATE_TLS_AUTH",
   "SERVER_ROOT_CA_CERTIFICATE"
  ]
 },
 "KafkaSchemaValidationAttribute": {
  "enum": [
   "KEY",
   "VALUE"
  ]
 },
 "KafkaSchemaValidationConfigList": {
  "list": "KafkaSchemaValidationConfig"
 },
 "LastUpdateStatus": {
  "enum": [
   "Successful",
   "Failed",
   "InProgress"
  ]
 },
 "LastUpdateStatusReasonCode": {
  "enum": [
   "EniLimitExceeded",
   "InsufficientRolePermissions",
   "InvalidConfiguration",
   "InternalError",
   "SubnetOutOfIPAddresses",
   "InvalidSubnet",
   "InvalidSecurityGroup",
   "ImageDeleted",
   "ImageAccessDenied",
   "InvalidImage",
   "KMSKeyAccessDenied",
   "KMSKeyNotFound",
   "InvalidStateKMSKey",
   "DisabledKMSKey",
   "EFSIOError",
   "EFSMountConnectivityError",
   "EFSMountFailure",
   "EFSMountTimeout",
   "InvalidRuntime",
   "InvalidZipFileException",
   "FunctionError",
   "ServiceQuotaExceededException",
   "VcpuLimitExceeded",
   "CapacityProviderScalingLimitExceeded",
   "InsufficientCapacity",
   "EC2RequestLimitExceeded",
   "FunctionError.InitTimeout",
   "FunctionError.RuntimeInitError",
   "FunctionError.ExtensionInitError",
   "FunctionError.InvalidEntryPoint",
   "FunctionError.InvalidWorkingDirectory",
   "FunctionError.PermissionDenied",
   "FunctionError.TooManyExtensions",
   "FunctionError.InitResourceExhausted",
   "DisallowedByVpcEncryptionControl",
   "DependencyError"
  ]
 },
 "LayerArn": {
  "min": 1,
  "max": 2048,
  "pattern": "arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+"
 },
 "LayerList": {
  "list": "LayerVersionArn"
 },
 "LayerName": {
  "min": 1,
  "max": 140,
  "pattern": "(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+"
 },
 "LayerPermissionAllowedAction": {
  "min": 0,
  "max": 22,
  "pattern": "lambda:GetLayerVersion"
 },
 "LayerPermissionAllowedPrincipal": {
  "min": 0,
  "max": 10000,
  "pattern": "\\d{12}|\\*|arn:(aws[a-zA-Z-]*):iam::\\d{12}:root"
 },
 "LayerVersionArn": {
  "min": 1,
  "max": 2048,
  "pattern": "(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)"
 },
 "LayerVersionsList": {
  "list": "LayerVersionsListItem"
 },
 "LayersList": {
  "list": "LayersListItem"
 },
 "LayersReferenceList": {
  "list": "Layer"
 },
 "LicenseInfo": {
  "min": 0,
  "max": 512,
  "pattern": ".*"
 },
 "LocalMountPath": {
  "min": 0,
  "max": 160,
  "pattern": "/mnt/[a-zA-Z0-9-_.]+"
 },
 "LogFormat": {
  "enum": [
   "JSON",
   "Text"
  ]
 },
 "LogGroup": {
  "min": 1,
  "max": 512,
  "pattern": "[\\.\\-_/#A-Za-z0-9]+"
 },
 "LogType": {
  "enum": [
   "None",
   "Tail"
  ]
 },
 "MasterRegion": {
  "min": 1,
  "max": 50,
  "pattern": "ALL|(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}"
 },
 "MaxAge": {
  "min": 0,
  "max": 86400,
  "number": true
 },
 "MaxFiftyListItems": {
  "min": 1,
  "max": 50,
  "number": true
 },
 "MaxFunctionEventInvokeConfigListItems": {
  "min": 1,
  "max": 50,
  "number": true
 },
 "MaxItems": {
  "min": 1,
  "max": 50,
  "number": true
 },
 "MaxLayerListItems": {
  "min": 1,
  "max": 50,
  "number": true
 },
 "MaxListItems": {
  "min": 1,
  "max": 10000,
  "number": true
 },
 "MaxProvisionedConcurrencyConfigListItems": {
  "min": 1,
  "max": 50,
  "number": true
 },
 "MaximumBatchingWindowInSeconds": {
  "min": 0,
  "max": 300,
  "number": true
 },
 "MaximumConcurrency": {
  "min": 2,
  "max": 1000,
  "number": true
 },
 "MaximumEventAgeInSeconds": {
  "min": 60,
  "max": 21600,
  "number": true
 },
 "MaximumNumberOfPollers": {
  "min": 1,
  "max": 10000,
  "number": true
 },
 "MaximumRecordAgeInSeconds": {
  "min": -1,
  "max": 604800,
  "number": true
 },
 "MaximumRetryAttempts": {
  "min": 0,
  "max": 2,
  "number": true
 },
 "MaximumRetryAttemptsEventSourceMapping": {
  "min": -1,
  "max": 10000,
  "number": true
 },
 "MemorySize": {
  "min": 128,
  "max": 32768,
  "number": true
 },
 "Method": {
  "min": 0,
  "max": 6,
  "pattern": ".*"
 },
 "MetricTargetValue": {
  "min": 0,
  "max": 100,
  "number": true
 },
 "MinimumNumberOfPollers": {
  "min": 1,
  "max": 200,
  "number": true
 },
 "NameSpacedFunctionArn": {
  "min": 0,
  "max": 10000,
  "pattern": "arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_\\.]+(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?"
 },
 "NamespacedFunctionName": {
  "min": 1,
  "pattern": "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?"
 },
 "NamespacedStatementId": {
  "min": 1,
  "max": 100,
  "pattern": "([a-zA-Z0-9-_.]+)"
 },
 "NonNegativeInteger": {
  "min": 0,
  "number": true
 },
 "NumericLatestPublishedOrAliasQualifier": {
  "min": 1,
  "max": 128,
  "pattern": "\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+"
 },
 "OperationAction": {
  "enum": [
   "START",
   "SUCCEED",
   "FAIL",
   "RETRY",
   "CANCEL"
  ]
 },
 "OperationId": {
  "min": 1,
  "max": 64,
  "pattern": "[a-zA-Z0-9-_]+"
 },
 "OperationName": {
  "min": 1,
  "max": 256,
  "pattern": "[\\x20-\\x7E]+"
 },
 "OperationPayload": {
  "min": 0,
  "max": 6291456,
  "sensitive": true
 },
 "OperationStatus": {
  "enum": [
   "STARTED",
   "PENDING",
   "READY",
   "SUCCEEDED",
   "FAILED",
   "CANCELLED",
   "TIMED_OUT",
   "STOPPED"
  ]
 },
 "OperationSubType": {
  "min": 1,
  "max": 32,
  "pattern": "[a-zA-Z0-9-_]+"
 },
 "OperationType": {
  "enum": [
   "EXECUTION",
   "CONTEXT",
   "STEP",
   "WAIT",
   "CALLBACK",
   "CHAINED_INVOKE"
  ]
 },
 "OperationUpdates": {
  "list": "OperationUpdate"
 },
 "Operations": {
  "list": "Operation"
 },
 "OrganizationId": {
  "min": 0,
  "max": 34,
  "pattern": "o-[a-z0-9]{10,32}"
 },
 "Origin": {
  "min": 1,
  "max": 253,
  "pattern": ".*"
 },
 "OutputPayload": {
  "min": 0,
  "max": 6291456,
  "sensitive": true
 },
 "PackageType": {
  "enum": [
   "Zip",
   "Image"
  ]
 },
 "ParallelizationFactor": {
  "min": 1,
  "max": 10,
  "number": true
 },
 "Pattern": {
  "min": 0,
  "max": 4096,
  "pattern": "[\\s\\S]*"
 },
 "PerExecutionEnvironmentMaxConcurrency": {
  "min": 1,
  "max": 1600,
  "number": true
 },
 "PositiveInteger": {
  "min": 1,
  "number": true
 },
 "Principal": {
  "min": 0,
  "max": 2048,
  "pattern": "[^\\s]+"
 },
 "PrincipalOrgID": {
  "min": 12,
  "max": 34,
  "pattern": "o-[a-z0-9]{10,32}"
 },
 "PropagateTagsExplicitTagsMap": {
  "min": 0,
  "max": 40,
  "key": "TagKey",
  "value": "TagValue"
 },
 "PropagateTagsMode": {
  "enum": [
   "None",
   "Explicit"
  ]
 },
 "ProvisionedConcurrencyConfigList": {
  "list": "ProvisionedConcurrencyConfigListItem"
 },
 "ProvisionedConcurrencyStatusEnum": {
  "enum": [
   "IN_PROGRESS",
   "READY",
   "FAILED"
  ]
 },
 "ProvisionedPollerGroupName": {
  "min": 0,
  "max": 128,
  "pattern": "[a-zA-Z0-9-_]*"
 },
 "PublishedFunctionQualifier": {
  "min": 1,
  "max": 128,
  "pattern": "(\\$LATEST\\.PUBLISHED|[0-9]+)"
 },
 "Qualifier": {
  "min": 1,
  "max": 128,
  "pattern": "(|[a-zA-Z0-9$_-]+)"
 },
 "Queue": {
  "min": 1,
  "max": 1000,
  "pattern": "[\\s\\S]*"
 },
 "Queues": {
  "min": 1,
  "max": 1,
  "list": "Queue"
 },
 "RecursiveLoop": {
  "enum": [
   "Allow",
   "Terminate"
  ]
 },
 "ReservedConcurrentExecutions": {
  "min": 0,
  "number": true
 },
 "ResourceArn": {
  "min": 0,
  "max": 10000,
  "pattern": "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()"
 },
 "ResponseStreamingInvocationType": {
  "enum": [
   "RequestResponse",
   "DryRun"
  ]
 },
 "RetentionPeriodInDays": {
  "min": 1,
  "max": 90,
  "number": true
 },
 "RoleArn": {
  "min": 0,
  "max": 10000,
  "pattern": "arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+"
 },
 "Runtime": {
  "enum": [
   "nodejs",
   "nodejs4.3",
   "nodejs6.10",
   "nodejs8.10",
   "nodejs10.x",
   "nodejs12.x",
   "nodejs14.x",
   "nodejs16.x",
   "nodejs18.x",
   "nodejs20.x",
   "nodejs22.x",
   "nodejs24.x",
   "java8",
   "java8.al2",
   "java11",
   "java17",
   "java21",
   "java25",
   "python2.7",
   "python3.6",
   "python3.7",
   "python3.8",
   "python3.9",
   "python3.10",
   "python3.11",
   "python3.12",
   "python3.13",
   "python3.14",
   "dotnetcore1.0",
   "dotnetcore2.0",
   "dotnetcore2.1",
   "dotnetcore3.1",
   "dotnet6",
   "dotnet8",
   "dotnet10",
   "nodejs4.3-edge",
   "go1.x",
   "ruby2.5",
   "ruby2.7",
   "ruby3.2",
   "ruby3.3",
   "ruby3.4",
   "ruby4.0",
   "provided",
   "provided.al2",
   "provided.al2023",
   "nodejs26.x",
   "python3.15",
   "java8.al2023",
   "java11.al2023",
   "java17.al2023"
  ]
 },
 "RuntimeVersionArn": {
  "min": 26,
  "max": 2048,
  "pattern": "arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}::runtime:.+"
 },
 "S3Bucket": {
  "min": 3,
  "max": 63,
  "pattern": "[0-9A-Za-z\\.\\-_]*(?<!\\.)"
 },
 "S3Key": {
  "min": 1,
  "max": 1024,
  "pattern": ".*"
 },
 "S3ObjectStorageMode": {
  "enum": [
   "COPY",
   "REFERENCE"
  ]
 },
 "S3ObjectVersion": {
  "min": 1,
  "max": 1024,
  "pattern": ".*"
 },
 "SchemaRegistryEventRecordFormat": {
  "enum": [
   "JSON",
   "SOURCE"
  ]
 },
 "SchemaRegistryUri": {
  "min": 1,
  "max": 10000,
  "pattern": "[a-zA-Z0-9-\\/*:_+=.@-]*"
 },
 "SecurityGroupId": {
  "min": 0,
  "max": 1024,
  "pattern": "sg-[0-9a-zA-Z]*"
 },
 "SecurityGroupIds": {
  "min": 0,
  "max": 5,
  "list": "SecurityGroupId"
 },
 "SensitiveStringOnServerOnly": {
  "min": 0,
  "max": 10000
 },
 "SigningProfileVersionArns": {
  "min": 1,
  "max": 20,
  "list": "Arn"
 },
 "SnapStartApplyOn": {
  "enum": [
   "PublishedVersions",
   "None"
  ]
 },
 "SnapStartOptimizationStatus": {
  "enum": [
   "On",
   "Off"
  ]
 },
 "SourceAccessConfigurations": {
  "min": 0,
  "max": 23,
  "list": "SourceAccessConfiguration"
 },
 "SourceAccessType": {
  "enum": [
   "BASIC_AUTH",
   "VPC_SUBNET",
   "VPC_SECURITY_GROUP",
   "SASL_SCRAM_512_AUTH",
   "SASL_SCRAM_256_AUTH",
   "VIRTUAL_HOST",
   "CLIENT_CERTIFICATE_TLS_AUTH",
   "SERVER_ROOT_CA_CERTIFICATE"
  ]
 },
 "SourceOwner": {
  "min": 0,
  "max": 12,
  "pattern": "\\d{12}"
 },
 "State": {
  "enum": [
   "Pending",
   "Active",
   "Inactive",
   "Failed",
   "Deactivating",
   "Deactivated",
   "ActiveNonInvocable",
   "Deleting"
  ]
 },
 "StateReasonCode": {
  "enum": [
   "Idle",
   "Creating",
   "Restoring",
   "EniLimitExceeded",
   "InsufficientRolePermissions",
   "InvalidConfiguration",
   "InternalError",
   "SubnetOutOfIPAddresses",
   "InvalidSubnet",
   "InvalidSecurityGroup",
   "ImageDeleted",
   "ImageAccessDenied",
   "InvalidImage",
   "KMSKeyAccessDenied",
   "KMSKeyNotFound",
   "InvalidStateKMSKey",
   "DisabledKMSKey",
   "EFSIOError",
   "EFSMountConnectivityError",
   "EFSMountFailure",
   "EFSMountTimeout",
   "InvalidRuntime",
   "InvalidZipFileException",
   "FunctionError",
   "ServiceQuotaExceededException",
   "VcpuLimitExceeded",
   "CapacityProviderScalingLimitExceeded",
   "InsufficientCapacity",
   "EC2RequestLimitExceeded",
   "FunctionError.InitTimeout",
   "FunctionError.RuntimeInitError",
   "FunctionError.ExtensionInitError",
   "FunctionError.InvalidEntryPoint",
   "FunctionError.InvalidWorkingDirectory",
   "FunctionError.PermissionDenied",
   "FunctionError.TooManyExtensions",
   "FunctionError.InitResourceExhausted",
   "DisallowedByVpcEncryptionControl",
   "DrainingDurableExecutions",
   "DependencyError"
  ]
 },
 "StatementId": {
  "min": 1,
  "max": 100,
  "pattern": "([a-zA-Z0-9-_]+)"
 },
 "StepOptionsNextAttemptDelaySecondsInteger": {
  "min": 1,
  "max": 31622400,
  "number": true
 },
 "StringList": {
  "min": 0,
  "max": 1500,
  "list": "String"
 },
 "SubnetId": {
  "min": 0,
  "max": 1024,
  "pattern": "subnet-[0-9a-z]*"
 },
 "SubnetIds": {
  "min": 0,
  "max": 16,
  "list": "SubnetId"
 },
 "SystemLogLevel": {
  "enum": [
   "DEBUG",
   "INFO",
   "WARN"
  ]
 },
 "TagKey": {
  "min": 1,
  "max": 128,
  "pattern": "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)"
 },
 "TagKeyList": {
  "list": "TagKey"
 },
 "TagValue": {
  "min": 0,
  "max": 256,
  "pattern": "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)"
 },
 "TaggableResource": {
  "min": 1,
  "max": 10000,
  "pattern": "arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)"
 },
 "Tags": {
  "key": "TagKey",
  "value": "TagValue"
 },
 "TagsErrorCode": {
  "min": 10,
  "max": 21,
  "pattern": "[A-Za-z]+Exception"
 },
 "TagsErrorMessage": {
  "min": 84,
  "max": 1000,
  "pattern": ".*"
 },
 "TenantId": {
  "min": 1,
  "max": 256,
  "pattern": "[a-zA-Z0-9\\._:\\/=+\\-@ ]+"
 },
 "TenantIsolationMode": {
  "enum": [
   "PER_TENANT"
  ]
 },
 "ThrottleReason": {
  "enum": [
   "ConcurrentInvocationLimitExceeded",
   "FunctionInvocationRateLimitExceeded",
   "ReservedFunctionConcurrentInvocationLimitExceeded",
   "ReservedFunctionInvocationRateLimitExceeded",
   "CallerRateLimitExceeded",
   "ConcurrentSnapshotCreateLimitExceeded"
  ]
 },
 "Timeout": {
  "min": 1,
  "max": 5400,
  "number": true
 },
 "Timestamp": {
  "min": 0,
  "max": 100,
  "pattern": ".*"
 },
 "Topic": {
  "min": 1,
  "max": 249,
  "pattern": "[^.]([a-zA-Z0-9\\-_.]+)"
 },
 "Topics": {
  "min": 1,
  "max": 1,
  "list": "Topic"
 },
 "TracingMode": {
  "enum": [
   "Active",
   "PassThrough"
  ]
 },
 "TumblingWindowInSeconds": {
  "min": 0,
  "max": 900,
  "number": true
 },
 "URI": {
  "min": 1,
  "max": 200,
  "pattern": "[ a-zA-Z0-9-\\/*:_+=.@-]*"
 },
 "UUIDString": {
  "min": 36,
  "max": 36
 },
 "UnqualifiedFunctionName": {
  "min": 1,
  "max": 140,
  "pattern": "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)"
 },
 "UnreservedConcurrentExecutions": {
  "min": 0,
  "number": true
 },
 "UpdateRuntimeOn": {
  "enum": [
   "Auto",
   "Manual",
   "FunctionUpdate"
  ]
 },
 "Version": {
  "min": 1,
  "max": 1024,
  "pattern": "(\\$LATEST|[0-9]+)"
 },
 "VersionWithLatestPublished": {
  "min": 1,
  "max": 1024,
  "pattern": "(\\$LATEST(\\.PUBLISHED)?|[0-9]+)"
 },
 "WaitOptionsWaitSecondsInteger": {
  "min": 1,
  "max": 31622400,
  "number": true
 },
 "Weight": {
  "min": 0.0,
  "max": 1.0,
  "number": true
 },
 "WorkingDirectory": {
  "min": 0,
  "max": 1000
 },
 "XAmznTraceId": {
  "min": 0,
  "max": 8192
 }
}

/** The shape of each member of each structure; `!` marks the required ones. */
export const members: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "PutResourcePolicyRequest": {
    "ResourceArn": "PolicyResourceArn!",
    "Policy": "ResourcePolicy!",
    "RevisionId": "RevisionId"
  },
  "GetResourcePolicyRequest": {
    "ResourceArn": "PolicyResourceArn!"
  },
  "DeleteResourcePolicyRequest": {
    "ResourceArn": "PolicyResourceArn!",
    "RevisionId": "RevisionId"
  },
 "AccountLimit": {
  "TotalCodeSize": "Long",
  "CodeSizeUnzipped": "Long",
  "CodeSizeZipped": "Long",
  "ConcurrentExecutions": "Integer",
  "UnreservedConcurrentExecutions": "UnreservedConcurrentExecutions"
 },
 "AccountUsage": {
  "TotalCodeSize": "Long",
  "FunctionCount": "Long"
 },
 "AddLayerVersionPermissionRequest": {
  "LayerName": "LayerName!",
  "VersionNumber": "LayerVersionNumber!",
  "StatementId": "StatementId!",
  "Action": "LayerPermissionAllowedAction!",
  "Principal": "LayerPermissionAllowedPrincipal!",
  "OrganizationId": "OrganizationId",
  "RevisionId": "String"
 },
 "AddLayerVersionPermissionResponse": {
  "Statement": "String",
  "RevisionId": "String"
 },
 "AddPermissionRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "StatementId": "StatementId!",
  "Action": "Action!",
  "Principal": "Principal!",
  "SourceArn": "Arn",
  "FunctionUrlAuthType": "FunctionUrlAuthType",
  "InvokedViaFunctionUrl": "InvokedViaFunctionUrl",
  "SourceAccount": "SourceOwner",
  "EventSourceToken": "EventSourceToken",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier",
  "RevisionId": "String",
  "PrincipalOrgID": "PrincipalOrgID"
 },
 "AddPermissionResponse": {
  "Statement": "String"
 },
 "AliasConfiguration": {
  "AliasArn": "FunctionArn",
  "Name": "Alias",
  "FunctionVersion": "Version",
  "Description": "Description",
  "RoutingConfig": "AliasRoutingConfiguration",
  "RevisionId": "String"
 },
 "AliasLimitExceededException": {
  "Type": "String",
  "message": "String"
 },
 "AliasRoutingConfiguration": {
  "AdditionalVersionWeights": "AdditionalVersionWeights"
 },
 "AllowedPublishers": {
  "SigningProfileVersionArns": "SigningProfileVersionArns!"
 },
 "AmazonManagedKafkaEventSourceConfig": {
  "ConsumerGroupId": "URI",
  "SchemaRegistryConfig": "KafkaSchemaRegistryConfig"
 },
 "CallbackDetails": {
  "CallbackId": "CallbackId",
  "Result": "OperationPayload",
  "Error": "ErrorObject"
 },
 "CallbackFailedDetails": {
  "Error": "EventError!"
 },
 "CallbackOptions": {
  "TimeoutSeconds": "CallbackOptionsTimeoutSecondsInteger",
  "HeartbeatTimeoutSeconds": "CallbackOptionsHeartbeatTimeoutSecondsInteger"
 },
 "CallbackStartedDetails": {
  "CallbackId": "CallbackId!",
  "HeartbeatTimeout": "DurationSeconds",
  "Timeout": "DurationSeconds"
 },
 "CallbackSucceededDetails": {
  "Result": "EventResult!"
 },
 "CallbackTimedOutDetails": {
  "Error": "EventError!"
 },
 "CallbackTimeoutException": {
  "Type": "String",
  "Message": "String"
 },
 "CapacityProvider": {
  "CapacityProviderArn": "CapacityProviderArn!",
  "State": "CapacityProviderState!",
  "VpcConfig": "CapacityProviderVpcConfig!",
  "PermissionsConfig": "CapacityProviderPermissionsConfig!",
  "InstanceRequirements": "InstanceRequirements",
  "CapacityProviderScalingConfig": "CapacityProviderScalingConfig",
  "KmsKeyArn": "KMSKeyArn",
  "LastModified": "Timestamp",
  "PropagateTags": "PropagateTags",
  "TelemetryConfig": "CapacityProviderTelemetryConfig"
 },
 "CapacityProviderConfig": {
  "LambdaManagedInstancesCapacityProviderConfig": "LambdaManagedInstancesCapacityProviderConfig!"
 },
 "CapacityProviderLimitExceededException": {
  "Type": "String",
  "message": "String"
 },
 "CapacityProviderLoggingConfig": {
  "SystemLogLevel": "SystemLogLevel",
  "LogGroup": "LogGroup"
 },
 "CapacityProviderPermissionsConfig": {
  "CapacityProviderOperatorRoleArn": "RoleArn!"
 },
 "CapacityProviderScalingConfig": {
  "MaxVCpuCount": "CapacityProviderMaxVCpuCount",
  "ScalingMode": "CapacityProviderScalingMode",
  "ScalingPolicies": "CapacityProviderScalingPoliciesList"
 },
 "CapacityProviderTelemetryConfig": {
  "LoggingConfig": "CapacityProviderLoggingConfig"
 },
 "CapacityProviderVpcConfig": {
  "SubnetIds": "CapacityProviderSubnetIds!",
  "SecurityGroupIds": "CapacityProviderSecurityGroupIds!"
 },
 "ChainedInvokeDetails": {
  "Result": "OperationPayload",
  "Error": "ErrorObject"
 },
 "ChainedInvokeFailedDetails": {
  "Error": "EventError!"
 },
 "ChainedInvokeOptions": {
  "FunctionName": "NamespacedFunctionName!",
  "TenantId": "TenantId"
 },
 "ChainedInvokeStartedDetails": {
  "FunctionName": "NamespacedFunctionName!",
  "TenantId": "TenantId",
  "Input": "EventInput",
  "ExecutedVersion": "VersionWithLatestPublished",
  "DurableExecutionArn": "DurableExecutionArn"
 },
 "ChainedInvokeStoppedDetails": {
  "Error": "EventError!"
 },
 "ChainedInvokeSucceededDetails": {
  "Result": "EventResult!"
 },
 "ChainedInvokeTimedOutDetails": {
  "Error": "EventError!"
 },
 "CheckpointDurableExecutionRequest": {
  "DurableExecutionArn": "DurableExecutionArn!",
  "CheckpointToken": "CheckpointToken!",
  "Updates": "OperationUpdates",
  "ClientToken": "ClientToken"
 },
 "CheckpointDurableExecutionResponse": {
  "CheckpointToken": "CheckpointToken",
  "NewExecutionState": "CheckpointUpdatedExecutionState!"
 },
 "CheckpointUpdatedExecutionState": {
  "Operations": "Operations",
  "NextMarker": "String"
 },
 "CodeArtifactUserDeletedException": {
  "Type": "String",
  "message": "String"
 },
 "CodeArtifactUserFailedException": {
  "Type": "String",
  "message": "String"
 },
 "CodeArtifactUserPendingException": {
  "Type": "String",
  "message": "String"
 },
 "CodeSigningConfig": {
  "CodeSigningConfigId": "CodeSigningConfigId!",
  "CodeSigningConfigArn": "CodeSigningConfigArn!",
  "Description": "Description",
  "AllowedPublishers": "AllowedPublishers!",
  "CodeSigningPolicies": "CodeSigningPolicies!",
  "LastModified": "Timestamp!"
 },
 "CodeSigningConfigNotFoundException": {
  "Type": "String",
  "Message": "String"
 },
 "CodeSigningPolicies": {
  "UntrustedArtifactOnDeployment": "CodeSigningPolicy"
 },
 "CodeStorageExceededException": {
  "Type": "String",
  "message": "String"
 },
 "CodeVerificationFailedException": {
  "Type": "String",
  "Message": "String"
 },
 "Concurrency": {
  "ReservedConcurrentExecutions": "ReservedConcurrentExecutions"
 },
 "ContextDetails": {
  "ReplayChildren": "ReplayChildren",
  "Result": "OperationPayload",
  "Error": "ErrorObject"
 },
 "ContextFailedDetails": {
  "Error": "EventError!"
 },
 "ContextOptions": {
  "ReplayChildren": "ReplayChildren"
 },
 "ContextStartedDetails": {},
 "ContextSucceededDetails": {
  "Result": "EventResult!"
 },
 "Cors": {
  "AllowCredentials": "AllowCredentials",
  "AllowHeaders": "HeadersList",
  "AllowMethods": "AllowMethodsList",
  "AllowOrigins": "AllowOriginsList",
  "ExposeHeaders": "HeadersList",
  "MaxAge": "MaxAge"
 },
 "CreateAliasRequest": {
  "FunctionName": "FunctionName!",
  "Name": "Alias!",
  "FunctionVersion": "VersionWithLatestPublished!",
  "Description": "Description",
  "RoutingConfig": "AliasRoutingConfiguration"
 },
 "CreateCapacityProviderRequest": {
  "CapacityProviderName": "CapacityProviderName!",
  "VpcConfig": "CapacityProviderVpcConfig!",
  "PermissionsConfig": "CapacityProviderPermissionsConfig!",
  "InstanceRequirements": "InstanceRequirements",
  "CapacityProviderScalingConfig": "CapacityProviderScalingConfig",
  "KmsKeyArn": "KMSKeyArnNonEmpty",
  "Tags": "Tags",
  "PropagateTags": "PropagateTags",
  "TelemetryConfig": "CapacityProviderTelemetryConfig"
 },
 "CreateCapacityProviderResponse": {
  "CapacityProvider": "CapacityProvider!"
 },
 "CreateCodeSigningConfigRequest": {
  "Description": "Description",
  "AllowedPublishers": "AllowedPublishers!",
  "CodeSigningPolicies": "CodeSigningPolicies",
  "Tags": "Tags"
 },
 "CreateCodeSigningConfigResponse": {
  "CodeSigningConfig": "CodeSigningConfig!"
 },
 "CreateEventSourceMappingRequest": {
  "EventSourceArn": "Arn",
  "FunctionName": "NamespacedFunctionName!",
  "Enabled": "Enabled",
  "BatchSize": "BatchSize",
  "FilterCriteria": "FilterCriteria",
  "KMSKeyArn": "KMSKeyArn",
  "MetricsConfig": "EventSourceMappingMetricsConfig",
  "LoggingConfig": "EventSourceMappingLoggingConfig",
  "ScalingConfig": "ScalingConfig",
  "MaximumBatchingWindowInSeconds": "MaximumBatchingWindowInSeconds",
  "ParallelizationFactor": "ParallelizationFactor",
  "StartingPosition": "EventSourcePosition",
  "StartingPositionTimestamp": "Date",
  "DestinationConfig": "DestinationConfig",
  "MaximumRecordAgeInSeconds": "MaximumRecordAgeInSeconds",
  "BisectBatchOnFunctionError": "BisectBatchOnFunctionError",
  "MaximumRetryAttempts": "MaximumRetryAttemptsEventSourceMapping",
  "Tags": "Tags",
  "TumblingWindowInSeconds": "TumblingWindowInSeconds",
  "Topics": "Topics",
  "Queues": "Queues",
  "SourceAccessConfigurations": "SourceAccessConfigurations",
  "SelfManagedEventSource": "SelfManagedEventSource",
  "FunctionResponseTypes": "FunctionResponseTypeList",
  "AmazonManagedKafkaEventSourceConfig": "AmazonManagedKafkaEventSourceConfig",
  "SelfManagedKafkaEventSourceConfig": "SelfManagedKafkaEventSourceConfig",
  "DocumentDBEventSourceConfig": "DocumentDBEventSourceConfig",
  "ProvisionedPollerConfig": "ProvisionedPollerConfig"
 },
 "CreateFunctionRequest": {
  "FunctionName": "FunctionName!",
  "Runtime": "Runtime",
  "Role": "RoleArn!",
  "Handler": "Handler",
  "Code": "FunctionCode!",
  "Description": "Description",
  "Timeout": "Timeout",
  "MemorySize": "MemorySize",
  "Publish": "Boolean",
  "PublishTo": "FunctionVersionLatestPublished",
  "VpcConfig": "VpcConfig",
  "PackageType": "PackageType",
  "DeadLetterConfig": "DeadLetterConfig",
  "Environment": "Environment",
  "KMSKeyArn": "KMSKeyArn",
  "TracingConfig": "TracingConfig",
  "Tags": "Tags",
  "Layers": "LayerList",
  "FileSystemConfigs": "FileSystemConfigList",
  "CodeSigningConfigArn": "CodeSigningConfigArn",
  "ImageConfig": "ImageConfig",
  "Architectures": "ArchitecturesList",
  "EphemeralStorage": "EphemeralStorage",
  "SnapStart": "SnapStart",
  "LoggingConfig": "LoggingConfig",
  "TenancyConfig": "TenancyConfig",
  "CapacityProviderConfig": "CapacityProviderConfig",
  "DurableConfig": "DurableConfig"
 },
 "CreateFunctionUrlConfigRequest": {
  "FunctionName": "FunctionUrlFunctionName!",
  "Qualifier": "FunctionUrlQualifier",
  "AuthType": "FunctionUrlAuthType!",
  "Cors": "Cors",
  "InvokeMode": "InvokeMode"
 },
 "CreateFunctionUrlConfigResponse": {
  "FunctionUrl": "FunctionUrl!",
  "FunctionArn": "FunctionArn!",
  "AuthType": "FunctionUrlAuthType!",
  "Cors": "Cors",
  "CreationTime": "Timestamp!",
  "InvokeMode": "InvokeMode"
 },
 "DeadLetterConfig": {
  "TargetArn": "ResourceArn"
 },
 "DeleteAliasRequest": {
  "FunctionName": "FunctionName!",
  "Name": "Alias!"
 },
 "DeleteCapacityProviderRequest": {
  "CapacityProviderName": "CapacityProviderName!"
 },
 "DeleteCapacityProviderResponse": {
  "CapacityProvider": "CapacityProvider!"
 },
 "DeleteCodeSigningConfigRequest": {
  "CodeSigningConfigArn": "CodeSigningConfigArn!"
 },
 "DeleteCodeSigningConfigResponse": {},
 "DeleteEventSourceMappingRequest": {
  "UUID": "UUIDString!"
 },
 "DeleteFunctionCodeSigningConfigRequest": {
  "FunctionName": "NamespacedFunctionName!"
 },
 "DeleteFunctionConcurrencyRequest": {
  "FunctionName": "FunctionName!"
 },
 "DeleteFunctionEventInvokeConfigRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier"
 },
 "DeleteFunctionRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier"
 },
 "DeleteFunctionResponse": {
  "StatusCode": "Integer"
 },
 "DeleteFunctionUrlConfigRequest": {
  "FunctionName": "FunctionUrlFunctionName!",
  "Qualifier": "FunctionUrlQualifier"
 },
 "DeleteLayerVersionRequest": {
  "LayerName": "LayerName!",
  "VersionNumber": "LayerVersionNumber!"
 },
 "DeleteProvisionedConcurrencyConfigRequest": {
  "FunctionName": "FunctionName!",
  "Qualifier": "Qualifier!"
 },
 "DestinationConfig": {
  "OnSuccess": "OnSuccess",
  "OnFailure": "OnFailure"
 },
 "DocumentDBEventSourceConfig": {
  "DatabaseName": "DatabaseName",
  "CollectionName": "CollectionName",
  "FullDocument": "FullDocument"
 },
 "DurableConfig": {
  "KMSKeyArn": "KMSKeyArn",
  "RetentionPeriodInDays": "RetentionPeriodInDays",
  "ExecutionTimeout": "ExecutionTimeout"
 },
 "DurableExecutionAlreadyStartedException": {
  "Type": "String",
  "Message": "String"
 },
 "EC2AccessDeniedException": {
  "Type": "String",
  "Message": "String"
 },
 "EC2ThrottledException": {
  "Type": "String",
  "Message": "String"
 },
 "EC2UnexpectedException": {
  "Type": "String",
  "Message": "String",
  "EC2ErrorCode": "String"
 },
 "EFSIOException": {
  "Type": "String",
  "Message": "String"
 },
 "EFSMountConnectivityException": {
  "Type": "String",
  "Message": "String"
 },
 "EFSMountFailureException": {
  "Type": "String",
  "Message": "String"
 },
 "EFSMountTimeoutException": {
  "Type": "String",
  "Message": "String"
 },
 "ENILimitReachedException": {
  "Type": "String",
  "Message": "String"
 },
 "ENINotReadyException": {
  "Type": "String",
  "Message": "String"
 },
 "Environment": {
  "Variables": "EnvironmentVariables"
 },
 "EnvironmentError": {
  "ErrorCode": "String",
  "Message": "SensitiveString"
 },
 "EnvironmentResponse": {
  "Variables": "EnvironmentVariables",
  "Error": "EnvironmentError"
 },
 "EphemeralStorage": {
  "Size": "EphemeralStorageSize!"
 },
 "ErrorObject": {
  "ErrorMessage": "ErrorMessage",
  "ErrorType": "ErrorType",
  "ErrorData": "ErrorData",
  "StackTrace": "StackTraceEntries"
 },
 "Event": {
  "EventType": "EventType",
  "SubType": "OperationSubType",
  "EventId": "EventId",
  "Id": "OperationId",
  "Name": "OperationName",
  "EventTimestamp": "ExecutionTimestamp",
  "ParentId": "OperationId",
  "ExecutionStartedDetails": "ExecutionStartedDetails",
  "ExecutionSucceededDetails": "ExecutionSucceededDetails",
  "ExecutionFailedDetails": "ExecutionFailedDetails",
  "ExecutionTimedOutDetails": "ExecutionTimedOutDetails",
  "ExecutionStoppedDetails": "ExecutionStoppedDetails",
  "ContextStartedDetails": "ContextStartedDetails",
  "ContextSucceededDetails": "ContextSucceededDetails",
  "ContextFailedDetails": "ContextFailedDetails",
  "WaitStartedDetails": "WaitStartedDetails",
  "WaitSucceededDetails": "WaitSucceededDetails",
  "WaitCancelledDetails": "WaitCancelledDetails",
  "StepStartedDetails": "StepStartedDetails",
  "StepSucceededDetails": "StepSucceededDetails",
  "StepFailedDetails": "StepFailedDetails",
  "ChainedInvokeStartedDetails": "ChainedInvokeStartedDetails",
  "ChainedInvokeSucceededDetails": "ChainedInvokeSucceededDetails",
  "ChainedInvokeFailedDetails": "ChainedInvokeFailedDetails",
  "ChainedInvokeTimedOutDetails": "ChainedInvokeTimedOutDetails",
  "ChainedInvokeStoppedDetails": "ChainedInvokeStoppedDetails",
  "CallbackStartedDetails": "CallbackStartedDetails",
  "CallbackSucceededDetails": "CallbackSucceededDetails",
  "CallbackFailedDetails": "CallbackFailedDetails",
  "CallbackTimedOutDetails": "CallbackTimedOutDetails",
  "InvocationCompletedDetails": "InvocationCompletedDetails"
 },
 "EventError": {
  "Payload": "ErrorObject",
  "Truncated": "Truncated"
 },
 "EventInput": {
  "Payload": "InputPayload",
  "Truncated": "Truncated"
 },
 "EventResult": {
  "Payload": "OperationPayload",
  "Truncated": "Truncated"
 },
 "EventSourceMappingConfiguration": {
  "UUID": "UUIDString",
  "StartingPosition": "EventSourcePosition",
  "StartingPositionTimestamp": "Date",
  "BatchSize": "BatchSize",
  "MaximumBatchingWindowInSeconds": "MaximumBatchingWindowInSeconds",
  "ParallelizationFactor": "ParallelizationFactor",
  "EventSourceArn": "Arn",
  "FilterCriteria": "FilterCriteria",
  "FilterCriteriaError": "FilterCriteriaError",
  "KMSKeyArn": "KMSKeyArn",
  "MetricsConfig": "EventSourceMappingMetricsConfig",
  "LoggingConfig": "EventSourceMappingLoggingConfig",
  "ScalingConfig": "ScalingConfig",
  "FunctionArn": "FunctionArn",
  "LastModified": "Date",
  "LastProcessingResult": "String",
  "State": "String",
  "StateTransitionReason": "String",
  "DestinationConfig": "DestinationConfig",
  "Topics": "Topics",
  "Queues": "Queues",
  "SourceAccessConfigurations": "SourceAccessConfigurations",
  "SelfManagedEventSource": "SelfManagedEventSource",
  "MaximumRecordAgeInSeconds": "MaximumRecordAgeInSeconds",
  "BisectBatchOnFunctionError": "BisectBatchOnFunctionError",
  "MaximumRetryAttempts": "MaximumRetryAttemptsEventSourceMapping",
  "TumblingWindowInSeconds": "TumblingWindowInSeconds",
  "FunctionResponseTypes": "FunctionResponseTypeList",
  "AmazonManagedKafkaEventSourceConfig": "AmazonManagedKafkaEventSourceConfig",
  "SelfManagedKafkaEventSourceConfig": "SelfManagedKafkaEventSourceConfig",
  "DocumentDBEventSourceConfig": "DocumentDBEventSourceConfig",
  "EventSourceMappingArn": "EventSourceMappingArn",
  "ProvisionedPollerConfig": "ProvisionedPollerConfig"
 },
 "EventSourceMappingLoggingConfig": {
  "SystemLogLevel": "EventSourceMappingSystemLogLevel"
 },
 "EventSourceMappingMetricsConfig": {
  "Metrics": "EventSourceMappingMetricList"
 },
 "Execution": {
  "DurableExecutionArn": "DurableExecutionArn!",
  "DurableExecutionName": "DurableExecutionName!",
  "FunctionArn": "NameSpacedFunctionArn!",
  "Status": "ExecutionStatus!",
  "StartTimestamp": "ExecutionTimestamp!",
  "EndTimestamp": "ExecutionTimestamp",
  "KMSKeyArn": "KMSKeyArn"
 },
 "ExecutionDetails": {
  "InputPayload": "InputPayload"
 },
 "ExecutionFailedDetails": {
  "Error": "EventError!"
 },
 "ExecutionStartedDetails": {
  "Input": "EventInput!",
  "ExecutionTimeout": "DurationSeconds!"
 },
 "ExecutionStoppedDetails": {
  "Error": "EventError!"
 },
 "ExecutionSucceededDetails": {
  "Result": "EventResult!"
 },
 "ExecutionTimedOutDetails": {
  "Error": "EventError"
 },
 "FileSystemConfig": {
  "Arn": "FileSystemArn!",
  "LocalMountPath": "LocalMountPath!"
 },
 "Filter": {
  "Pattern": "Pattern"
 },
 "FilterCriteria": {
  "Filters": "FilterList"
 },
 "FilterCriteriaError": {
  "ErrorCode": "FilterCriteriaErrorCode",
  "Message": "FilterCriteriaErrorMessage"
 },
 "FunctionCode": {
  "ZipFile": "Blob",
  "S3Bucket": "S3Bucket",
  "S3Key": "S3Key",
  "S3ObjectVersion": "S3ObjectVersion",
  "S3ObjectStorageMode": "S3ObjectStorageMode",
  "ImageUri": "String",
  "SourceKMSKeyArn": "KMSKeyArn"
 },
 "FunctionCodeLocation": {
  "RepositoryType": "String",
  "Location": "SensitiveStringOnServerOnly",
  "ImageUri": "String",
  "ResolvedImageUri": "String",
  "ResolvedS3Object": "ResolvedS3Object",
  "SourceKMSKeyArn": "KMSKeyArn",
  "Error": "FunctionCodeLocationError"
 },
 "FunctionCodeLocationError": {
  "ErrorCode": "String",
  "Message": "SensitiveString"
 },
 "FunctionConfiguration": {
  "FunctionName": "NamespacedFunctionName",
  "FunctionArn": "NameSpacedFunctionArn",
  "Runtime": "Runtime",
  "Role": "RoleArn",
  "Handler": "Handler",
  "CodeSize": "Long",
  "Description": "Description",
  "Timeout": "Timeout",
  "MemorySize": "MemorySize",
  "LastModified": "Timestamp",
  "CodeSha256": "String",
  "Version": "Version",
  "VpcConfig": "VpcConfigResponse",
  "DeadLetterConfig": "DeadLetterConfig",
  "Environment": "EnvironmentResponse",
  "KMSKeyArn": "KMSKeyArn",
  "TracingConfig": "TracingConfigResponse",
  "MasterArn": "FunctionArn",
  "RevisionId": "String",
  "Layers": "LayersReferenceList",
  "State": "State",
  "StateReason": "StateReason",
  "StateReasonCode": "StateReasonCode",
  "LastUpdateStatus": "LastUpdateStatus",
  "LastUpdateStatusReason": "LastUpdateStatusReason",
  "LastUpdateStatusReasonCode": "LastUpdateStatusReasonCode",
  "FileSystemConfigs": "FileSystemConfigList",
  "SigningProfileVersionArn": "Arn",
  "SigningJobArn": "Arn",
  "PackageType": "PackageType",
  "ImageConfigResponse": "ImageConfigResponse",
  "Architectures": "ArchitecturesList",
  "EphemeralStorage": "EphemeralStorage",
  "SnapStart": "SnapStartResponse",
  "RuntimeVersionConfig": "RuntimeVersionConfig",
  "LoggingConfig": "LoggingConfig",
  "TenancyConfig": "TenancyConfig",
  "CapacityProviderConfig": "CapacityProviderConfig",
  "ConfigSha256": "String",
  "DurableConfig": "DurableConfig"
 },
 "FunctionEventInvokeConfig": {
  "LastModified": "Date",
  "FunctionArn": "FunctionArn",
  "MaximumRetryAttempts": "MaximumRetryAttempts",
  "MaximumEventAgeInSeconds": "MaximumEventAgeInSeconds",
  "DestinationConfig": "DestinationConfig"
 },
 "FunctionScalingConfig": {
  "MinExecutionEnvironments": "FunctionScalingConfigExecutionEnvironments",
  "MaxExecutionEnvironments": "FunctionScalingConfigExecutionEnvironments"
 },
 "FunctionUrlConfig": {
  "FunctionUrl": "FunctionUrl!",
  "FunctionArn": "FunctionArn!",
  "CreationTime": "Timestamp!",
  "LastModifiedTime": "Timestamp!",
  "Cors": "Cors",
  "AuthType": "FunctionUrlAuthType!",
  "InvokeMode": "InvokeMode"
 },
 "FunctionVersionsByCapacityProviderListItem": {
  "FunctionArn": "NameSpacedFunctionArn!",
  "State": "State!"
 },
 "FunctionVersionsPerCapacityProviderLimitExceededException": {
  "Type": "String",
  "message": "String"
 },
 "GetAccountSettingsRequest": {},
 "GetAccountSettingsResponse": {
  "AccountLimit": "AccountLimit",
  "AccountUsage": "AccountUsage"
 },
 "GetAliasRequest": {
  "FunctionName": "FunctionName!",
  "Name": "Alias!"
 },
 "GetCapacityProviderRequest": {
  "CapacityProviderName": "CapacityProviderName!"
 },
 "GetCapacityProviderResponse": {
  "CapacityProvider": "CapacityProvider!"
 },
 "GetCodeSigningConfigRequest": {
  "CodeSigningConfigArn": "CodeSigningConfigArn!"
 },
 "GetCodeSigningConfigResponse": {
  "CodeSigningConfig": "CodeSigningConfig!"
 },
 "GetDurableExecutionHistoryRequest": {
  "DurableExecutionArn": "DurableExecutionArn!",
  "IncludeExecutionData": "IncludeExecutionData",
  "MaxItems": "ItemCount",
  "Marker": "String",
  "ReverseOrder": "ReverseOrder"
 },
 "GetDurableExecutionHistoryResponse": {
  "Events": "Events!",
  "NextMarker": "String"
 },
 "GetDurableExecutionRequest": {
  "DurableExecutionArn": "DurableExecutionArn!",
  "IncludeExecutionData": "IncludeExecutionData"
 },
 "GetDurableExecutionResponse": {
  "DurableExecutionArn": "DurableExecutionArn!",
  "DurableExecutionName": "DurableExecutionName!",
  "FunctionArn": "NameSpacedFunctionArn!",
  "InputPayload": "InputPayload",
  "Result": "OutputPayload",
  "Error": "ErrorObject",
  "StartTimestamp": "ExecutionTimestamp!",
  "Status": "ExecutionStatus!",
  "EndTimestamp": "ExecutionTimestamp",
  "Version": "VersionWithLatestPublished",
  "TraceHeader": "TraceHeader",
  "ExecutionDataIncluded": "ExecutionDataIncluded",
  "DurableConfig": "DurableConfig"
 },
 "GetDurableExecutionStateRequest": {
  "DurableExecutionArn": "DurableExecutionArn!",
  "CheckpointToken": "CheckpointToken!",
  "Marker": "String",
  "MaxItems": "ItemCount"
 },
 "GetDurableExecutionStateResponse": {
  "Operations": "Operations!",
  "NextMarker": "String"
 },
 "GetEventSourceMappingRequest": {
  "UUID": "UUIDString!"
 },
 "GetFunctionCodeSigningConfigRequest": {
  "FunctionName": "NamespacedFunctionName!"
 },
 "GetFunctionCodeSigningConfigResponse": {
  "CodeSigningConfigArn": "CodeSigningConfigArn!",
  "FunctionName": "FunctionName!"
 },
 "GetFunctionConcurrencyRequest": {
  "FunctionName": "FunctionName!"
 },
 "GetFunctionConcurrencyResponse": {
  "ReservedConcurrentExecutions": "ReservedConcurrentExecutions"
 },
 "GetFunctionConfigurationRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier"
 },
 "GetFunctionEventInvokeConfigRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier"
 },
 "GetFunctionRecursionConfigRequest": {
  "FunctionName": "UnqualifiedFunctionName!"
 },
 "GetFunctionRecursionConfigResponse": {
  "RecursiveLoop": "RecursiveLoop"
 },
 "GetFunctionRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier"
 },
 "GetFunctionResponse": {
  "Configuration": "FunctionConfiguration",
  "Code": "FunctionCodeLocation",
  "Tags": "Tags",
  "TagsError": "TagsError",
  "Concurrency": "Concurrency"
 },
 "GetFunctionScalingConfigRequest": {
  "FunctionName": "UnqualifiedFunctionName!",
  "Qualifier": "PublishedFunctionQualifier!"
 },
 "GetFunctionScalingConfigResponse": {
  "FunctionArn": "FunctionArn",
  "AppliedFunctionScalingConfig": "FunctionScalingConfig",
  "RequestedFunctionScalingConfig": "FunctionScalingConfig"
 },
 "GetFunctionUrlConfigRequest": {
  "FunctionName": "FunctionUrlFunctionName!",
  "Qualifier": "FunctionUrlQualifier"
 },
 "GetFunctionUrlConfigResponse": {
  "FunctionUrl": "FunctionUrl!",
  "FunctionArn": "FunctionArn!",
  "AuthType": "FunctionUrlAuthType!",
  "Cors": "Cors",
  "CreationTime": "Timestamp!",
  "LastModifiedTime": "Timestamp!",
  "InvokeMode": "InvokeMode"
 },
 "GetLayerVersionByArnRequest": {
  "Arn": "LayerVersionArn!"
 },
 "GetLayerVersionPolicyRequest": {
  "LayerName": "LayerName!",
  "VersionNumber": "LayerVersionNumber!"
 },
 "GetLayerVersionPolicyResponse": {
  "Policy": "String",
  "RevisionId": "String"
 },
 "GetLayerVersionRequest": {
  "LayerName": "LayerName!",
  "VersionNumber": "LayerVersionNumber!"
 },
 "GetLayerVersionResponse": {
  "Content": "LayerVersionContentOutput",
  "LayerArn": "LayerArn",
  "LayerVersionArn": "LayerVersionArn",
  "Description": "Description",
  "CreatedDate": "Timestamp",
  "Version": "LayerVersionNumber",
  "CompatibleArchitectures": "CompatibleArchitectures",
  "CompatibleRuntimes": "CompatibleRuntimes",
  "LicenseInfo": "LicenseInfo"
 },
 "GetPolicyRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier"
 },
 "GetPolicyResponse": {
  "Policy": "String",
  "RevisionId": "String"
 },
 "GetProvisionedConcurrencyConfigRequest": {
  "FunctionName": "FunctionName!",
  "Qualifier": "Qualifier!"
 },
 "GetProvisionedConcurrencyConfigResponse": {
  "RequestedProvisionedConcurrentExecutions": "PositiveInteger",
  "AvailableProvisionedConcurrentExecutions": "NonNegativeInteger",
  "AllocatedProvisionedConcurrentExecutions": "NonNegativeInteger",
  "Status": "ProvisionedConcurrencyStatusEnum",
  "StatusReason": "String",
  "LastModified": "Timestamp"
 },
 "GetRuntimeManagementConfigRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier"
 },
 "GetRuntimeManagementConfigResponse": {
  "UpdateRuntimeOn": "UpdateRuntimeOn",
  "FunctionArn": "NameSpacedFunctionArn",
  "RuntimeVersionArn": "RuntimeVersionArn"
 },
 "ImageConfig": {
  "EntryPoint": "StringList",
  "Command": "StringList",
  "WorkingDirectory": "WorkingDirectory"
 },
 "ImageConfigError": {
  "ErrorCode": "String",
  "Message": "SensitiveString"
 },
 "ImageConfigResponse": {
  "ImageConfig": "ImageConfig",
  "Error": "ImageConfigError"
 },
 "InstanceRequirements": {
  "Architectures": "ArchitecturesList",
  "AllowedInstanceTypes": "InstanceTypeSet",
  "ExcludedInstanceTypes": "InstanceTypeSet"
 },
 "InvalidCodeSignatureException": {
  "Type": "String",
  "Message": "String"
 },
 "InvalidParameterValueException": {
  "Type": "String",
  "message": "String"
 },
 "InvalidRequestContentException": {
  "Type": "String",
  "message": "String"
 },
 "InvalidRuntimeException": {
  "Type": "String",
  "Message": "String"
 },
 "InvalidSecurityGroupIDException": {
  "Type": "String",
  "Message": "String"
 },
 "InvalidSubnetIDException": {
  "Type": "String",
  "Message": "String"
 },
 "InvalidZipFileException": {
  "Type": "String",
  "Message": "String"
 },
 "InvocationCompletedDetails": {
  "StartTimestamp": "ExecutionTimestamp!",
  "EndTimestamp": "ExecutionTimestamp!",
  "RequestId": "String!",
  "Error": "EventError"
 },
 "InvocationRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "InvocationType": "InvocationType",
  "LogType": "LogType",
  "ClientContext": "String",
  "DurableExecutionName": "DurableExecutionName",
  "Payload": "Blob",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier",
  "TenantId": "TenantId"
 },
 "InvocationResponse": {
  "StatusCode": "Integer",
  "FunctionError": "String",
  "LogResult": "String",
  "Payload": "Blob",
  "ExecutedVersion": "Version",
  "DurableExecutionArn": "DurableExecutionArn"
 },
 "InvokeAsyncRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "InvokeArgs": "BlobStream!"
 },
 "InvokeAsyncResponse": {
  "Status": "HttpStatus"
 },
 "InvokeResponseStreamUpdate": {
  "Payload": "Blob"
 },
 "InvokeWithResponseStreamCompleteEvent": {
  "ErrorCode": "String",
  "ErrorDetails": "String",
  "LogResult": "String"
 },
 "InvokeWithResponseStreamRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "LogType": "LogType",
  "ClientContext": "String",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier",
  "Payload": "Blob",
  "TenantId": "TenantId",
  "InvocationType": "ResponseStreamingInvocationType"
 },
 "InvokeWithResponseStreamResponse": {
  "StatusCode": "Integer",
  "ExecutedVersion": "Version",
  "EventStream": "InvokeWithResponseStreamResponseEvent",
  "ResponseStreamContentType": "String"
 },
 "InvokeWithResponseStreamResponseEvent": {
  "PayloadChunk": "InvokeResponseStreamUpdate",
  "InvokeComplete": "InvokeWithResponseStreamCompleteEvent"
 },
 "KMSAccessDeniedException": {
  "Type": "String",
  "Message": "String"
 },
 "KMSDisabledException": {
  "Type": "String",
  "Message": "String"
 },
 "KMSInvalidStateException": {
  "Type": "String",
  "Message": "String"
 },
 "KMSNotFoundException": {
  "Type": "String",
  "Message": "String"
 },
 "KafkaSchemaRegistryAccessConfig": {
  "Type": "KafkaSchemaRegistryAuthType",
  "URI": "Arn"
 },
 "KafkaSchemaRegistryConfig": {
  "SchemaRegistryURI": "SchemaRegistryUri",
  "EventRecordFormat": "SchemaRegistryEventRecordFormat",
  "AccessConfigs": "KafkaSchemaRegistryAccessConfigList",
  "SchemaValidationConfigs": "KafkaSchemaValidationConfigList"
 },
 "KafkaSchemaValidationConfig": {
  "Attribute": "KafkaSchemaValidationAttribute"
 },
 "LambdaManagedInstancesCapacityProviderConfig": {
  "CapacityProviderArn": "CapacityProviderArn!",
  "PerExecutionEnvironmentMaxConcurrency": "PerExecutionEnvironmentMaxConcurrency",
  "ExecutionEnvironmentMemoryGiBPerVCpu": "ExecutionEnvironmentMemoryGiBPerVCpu"
 },
 "Layer": {
  "Arn": "LayerVersionArn",
  "CodeSize": "Long",
  "SigningProfileVersionArn": "Arn",
  "SigningJobArn": "Arn"
 },
 "LayerVersionContentInput": {
  "S3Bucket": "S3Bucket",
  "S3Key": "S3Key",
  "S3ObjectVersion": "S3ObjectVersion",
  "S3ObjectStorageMode": "S3ObjectStorageMode",
  "ZipFile": "Blob"
 },
 "LayerVersionContentOutput": {
  "Location": "SensitiveStringOnServerOnly",
  "CodeSha256": "String",
  "CodeSize": "Long",
  "SigningProfileVersionArn": "Arn",
  "SigningJobArn": "Arn",
  "ResolvedS3Object": "ResolvedS3Object"
 },
 "LayerVersionsListItem": {
  "LayerVersionArn": "LayerVersionArn",
  "Version": "LayerVersionNumber",
  "Description": "Description",
  "CreatedDate": "Timestamp",
  "CompatibleArchitectures": "CompatibleArchitectures",
  "CompatibleRuntimes": "CompatibleRuntimes",
  "LicenseInfo": "LicenseInfo"
 },
 "LayersListItem": {
  "LayerName": "LayerName",
  "LayerArn": "LayerArn",
  "LatestMatchingVersion": "LayerVersionsListItem"
 },
 "ListAliasesRequest": {
  "FunctionName": "FunctionName!",
  "FunctionVersion": "VersionWithLatestPublished",
  "Marker": "String",
  "MaxItems": "MaxListItems"
 },
 "ListAliasesResponse": {
  "NextMarker": "String",
  "Aliases": "AliasList"
 },
 "ListCapacityProvidersRequest": {
  "State": "CapacityProviderState",
  "Marker": "String",
  "MaxItems": "MaxFiftyListItems"
 },
 "ListCapacityProvidersResponse": {
  "CapacityProviders": "CapacityProvidersList!",
  "NextMarker": "String"
 },
 "ListCodeSigningConfigsRequest": {
  "Marker": "String",
  "MaxItems": "MaxListItems"
 },
 "ListCodeSigningConfigsResponse": {
  "NextMarker": "String",
  "CodeSigningConfigs": "CodeSigningConfigList"
 },
 "ListDurableExecutionsByFunctionRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier",
  "DurableExecutionName": "DurableExecutionName",
  "Statuses": "ExecutionStatusList",
  "StartedAfter": "ExecutionTimestamp",
  "StartedBefore": "ExecutionTimestamp",
  "ReverseOrder": "ReverseOrder",
  "Marker": "String",
  "MaxItems": "ItemCount"
 },
 "ListDurableExecutionsByFunctionResponse": {
  "DurableExecutions": "DurableExecutions",
  "NextMarker": "String"
 },
 "ListEventSourceMappingsRequest": {
  "EventSourceArn": "Arn",
  "FunctionName": "NamespacedFunctionName",
  "Marker": "String",
  "MaxItems": "MaxListItems"
 },
 "ListEventSourceMappingsResponse": {
  "NextMarker": "String",
  "EventSourceMappings": "EventSourceMappingsList"
 },
 "ListFunctionEventInvokeConfigsRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Marker": "String",
  "MaxItems": "MaxFunctionEventInvokeConfigListItems"
 },
 "ListFunctionEventInvokeConfigsResponse": {
  "FunctionEventInvokeConfigs": "FunctionEventInvokeConfigList",
  "NextMarker": "String"
 },
 "ListFunctionUrlConfigsRequest": {
  "FunctionName": "FunctionUrlFunctionName!",
  "Marker": "String",
  "MaxItems": "MaxItems"
 },
 "ListFunctionUrlConfigsResponse": {
  "FunctionUrlConfigs": "FunctionUrlConfigList!",
  "NextMarker": "String"
 },
 "ListFunctionVersionsByCapacityProviderRequest": {
  "CapacityProviderName": "CapacityProviderName!",
  "Marker": "String",
  "MaxItems": "MaxFiftyListItems"
 },
 "ListFunctionVersionsByCapacityProviderResponse": {
  "CapacityProviderArn": "CapacityProviderArn!",
  "FunctionVersions": "FunctionVersionsByCapacityProviderList!",
  "NextMarker": "String"
 },
 "ListFunctionsByCodeSigningConfigRequest": {
  "CodeSigningConfigArn": "CodeSigningConfigArn!",
  "Marker": "String",
  "MaxItems": "MaxListItems"
 },
 "ListFunctionsByCodeSigningConfigResponse": {
  "NextMarker": "String",
  "FunctionArns": "FunctionArnList"
 },
 "ListFunctionsRequest": {
  "MasterRegion": "MasterRegion",
  "FunctionVersion": "FunctionVersion",
  "Marker": "String",
  "MaxItems": "MaxListItems"
 },
 "ListFunctionsResponse": {
  "NextMarker": "String",
  "Functions": "FunctionList"
 },
 "ListLayerVersionsRequest": {
  "CompatibleArchitecture": "Architecture",
  "CompatibleRuntime": "Runtime",
  "LayerName": "LayerName!",
  "Marker": "String",
  "MaxItems": "MaxLayerListItems"
 },
 "ListLayerVersionsResponse": {
  "NextMarker": "String",
  "LayerVersions": "LayerVersionsList"
 },
 "ListLayersRequest": {
  "CompatibleArchitecture": "Architecture",
  "CompatibleRuntime": "Runtime",
  "Marker": "String",
  "MaxItems": "MaxLayerListItems"
 },
 "ListLayersResponse": {
  "NextMarker": "String",
  "Layers": "LayersList"
 },
 "ListProvisionedConcurrencyConfigsRequest": {
  "FunctionName": "FunctionName!",
  "Marker": "String",
  "MaxItems": "MaxProvisionedConcurrencyConfigListItems"
 },
 "ListProvisionedConcurrencyConfigsResponse": {
  "ProvisionedConcurrencyConfigs": "ProvisionedConcurrencyConfigList",
  "NextMarker": "String"
 },
 "ListTagsRequest": {
  "Resource": "TaggableResource!"
 },
 "ListTagsResponse": {
  "Tags": "Tags"
 },
 "ListVersionsByFunctionRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Marker": "String",
  "MaxItems": "MaxListItems"
 },
 "ListVersionsByFunctionResponse": {
  "NextMarker": "String",
  "Versions": "FunctionList"
 },
 "LoggingConfig": {
  "LogFormat": "LogFormat",
  "ApplicationLogLevel": "ApplicationLogLevel",
  "SystemLogLevel": "SystemLogLevel",
  "LogGroup": "LogGroup"
 },
 "ModeNotSupportedException": {
  "Type": "String",
  "message": "String"
 },
 "NoPublishedVersionException": {
  "Type": "String",
  "Message": "String"
 },
 "OnFailure": {
  "Destination": "DestinationArn"
 },
 "OnSuccess": {
  "Destination": "DestinationArn"
 },
 "Operation": {
  "Id": "OperationId!",
  "ParentId": "OperationId",
  "Name": "OperationName",
  "Type": "OperationType!",
  "SubType": "OperationSubType",
  "StartTimestamp": "ExecutionTimestamp!",
  "EndTimestamp": "ExecutionTimestamp",
  "Status": "OperationStatus!",
  "ExecutionDetails": "ExecutionDetails",
  "ContextDetails": "ContextDetails",
  "StepDetails": "StepDetails",
  "WaitDetails": "WaitDetails",
  "CallbackDetails": "CallbackDetails",
  "ChainedInvokeDetails": "ChainedInvokeDetails"
 },
 "OperationUpdate": {
  "Id": "OperationId!",
  "ParentId": "OperationId",
  "Name": "OperationName",
  "Type": "OperationType!",
  "SubType": "OperationSubType",
  "Action": "OperationAction!",
  "Payload": "OperationPayload",
  "Error": "ErrorObject",
  "ContextOptions": "ContextOptions",
  "StepOptions": "StepOptions",
  "WaitOptions": "WaitOptions",
  "CallbackOptions": "CallbackOptions",
  "ChainedInvokeOptions": "ChainedInvokeOptions"
 },
 "PolicyLengthExceededException": {
  "Type": "String",
  "message": "String"
 },
 "PreconditionFailedException": {
  "Type": "String",
  "message": "String"
 },
 "PropagateTags": {
  "Mode": "PropagateTagsMode",
  "ExplicitTags": "PropagateTagsExplicitTagsMap"
 },
 "ProvisionedConcurrencyConfigListItem": {
  "FunctionArn": "FunctionArn",
  "RequestedProvisionedConcurrentExecutions": "PositiveInteger",
  "AvailableProvisionedConcurrentExecutions": "NonNegativeInteger",
  "AllocatedProvisionedConcurrentExecutions": "NonNegativeInteger",
  "Status": "ProvisionedConcurrencyStatusEnum",
  "StatusReason": "String",
  "LastModified": "Timestamp"
 },
 "ProvisionedConcurrencyConfigNotFoundException": {
  "Type": "String",
  "message": "String"
 },
 "ProvisionedPollerConfig": {
  "MinimumPollers": "MinimumNumberOfPollers",
  "MaximumPollers": "MaximumNumberOfPollers",
  "PollerGroupName": "ProvisionedPollerGroupName"
 },
 "PublicPolicyException": {
  "Type": "String",
  "Message": "String"
 },
 "PublishLayerVersionRequest": {
  "LayerName": "LayerName!",
  "Description": "Description",
  "Content": "LayerVersionContentInput!",
  "CompatibleRuntimes": "CompatibleRuntimes",
  "CompatibleArchitectures": "CompatibleArchitectures",
  "LicenseInfo": "LicenseInfo"
 },
 "PublishLayerVersionResponse": {
  "Content": "LayerVersionContentOutput",
  "LayerArn": "LayerArn",
  "LayerVersionArn": "LayerVersionArn",
  "Description": "Description",
  "CreatedDate": "Timestamp",
  "Version": "LayerVersionNumber",
  "CompatibleArchitectures": "CompatibleArchitectures",
  "CompatibleRuntimes": "CompatibleRuntimes",
  "LicenseInfo": "LicenseInfo"
 },
 "PublishVersionRequest": {
  "FunctionName": "FunctionName!",
  "CodeSha256": "String",
  "Description": "Description",
  "RevisionId": "String",
  "PublishTo": "FunctionVersionLatestPublished"
 },
 "PutFunctionCodeSigningConfigRequest": {
  "CodeSigningConfigArn": "CodeSigningConfigArn!",
  "FunctionName": "NamespacedFunctionName!"
 },
 "PutFunctionCodeSigningConfigResponse": {
  "CodeSigningConfigArn": "CodeSigningConfigArn!",
  "FunctionName": "FunctionName!"
 },
 "PutFunctionConcurrencyRequest": {
  "FunctionName": "FunctionName!",
  "ReservedConcurrentExecutions": "ReservedConcurrentExecutions!"
 },
 "PutFunctionEventInvokeConfigRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier",
  "MaximumRetryAttempts": "MaximumRetryAttempts",
  "MaximumEventAgeInSeconds": "MaximumEventAgeInSeconds",
  "DestinationConfig": "DestinationConfig"
 },
 "PutFunctionRecursionConfigRequest": {
  "FunctionName": "UnqualifiedFunctionName!",
  "RecursiveLoop": "RecursiveLoop!"
 },
 "PutFunctionRecursionConfigResponse": {
  "RecursiveLoop": "RecursiveLoop"
 },
 "PutFunctionScalingConfigRequest": {
  "FunctionName": "UnqualifiedFunctionName!",
  "Qualifier": "PublishedFunctionQualifier!",
  "FunctionScalingConfig": "FunctionScalingConfig"
 },
 "PutFunctionScalingConfigResponse": {
  "FunctionState": "State"
 },
 "PutProvisionedConcurrencyConfigRequest": {
  "FunctionName": "FunctionName!",
  "Qualifier": "Qualifier!",
  "ProvisionedConcurrentExecutions": "PositiveInteger!"
 },
 "PutProvisionedConcurrencyConfigResponse": {
  "RequestedProvisionedConcurrentExecutions": "PositiveInteger",
  "AllocatedProvisionedConcurrentExecutions": "NonNegativeInteger",
  "AvailableProvisionedConcurrentExecutions": "NonNegativeInteger",
  "Status": "ProvisionedConcurrencyStatusEnum",
  "StatusReason": "String",
  "LastModified": "Timestamp"
 },
 "PutRuntimeManagementConfigRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier",
  "UpdateRuntimeOn": "UpdateRuntimeOn!",
  "RuntimeVersionArn": "RuntimeVersionArn"
 },
 "PutRuntimeManagementConfigResponse": {
  "UpdateRuntimeOn": "UpdateRuntimeOn!",
  "FunctionArn": "FunctionArn!",
  "RuntimeVersionArn": "RuntimeVersionArn"
 },
 "RecursiveInvocationException": {
  "Type": "String",
  "Message": "String"
 },
 "RemoveLayerVersionPermissionRequest": {
  "LayerName": "LayerName!",
  "VersionNumber": "LayerVersionNumber!",
  "StatementId": "StatementId!",
  "RevisionId": "String"
 },
 "RemovePermissionRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "StatementId": "NamespacedStatementId!",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier",
  "RevisionId": "String"
 },
 "RequestTooLargeException": {
  "Type": "String",
  "message": "String"
 },
 "ResolvedS3Object": {
  "S3Bucket": "S3Bucket",
  "S3Key": "S3Key",
  "S3ObjectVersion": "S3ObjectVersion"
 },
 "ResourceConflictException": {
  "Type": "String",
  "message": "String"
 },
 "ResourceInUseException": {
  "Type": "String",
  "Message": "String"
 },
 "ResourceNotFoundException": {
  "Type": "String",
  "Message": "String"
 },
 "ResourceNotReadyException": {
  "Type": "String",
  "message": "String"
 },
 "RetryDetails": {
  "CurrentAttempt": "AttemptCount",
  "NextAttemptDelaySeconds": "DurationSeconds"
 },
 "RuntimeVersionConfig": {
  "RuntimeVersionArn": "RuntimeVersionArn",
  "Error": "RuntimeVersionError"
 },
 "RuntimeVersionError": {
  "ErrorCode": "String",
  "Message": "SensitiveString"
 },
 "S3FilesMountConnectivityException": {
  "Type": "String",
  "Message": "String"
 },
 "S3FilesMountFailureException": {
  "Type": "String",
  "Message": "String"
 },
 "S3FilesMountTimeoutException": {
  "Type": "String",
  "Message": "String"
 },
 "ScalingConfig": {
  "MaximumConcurrency": "MaximumConcurrency"
 },
 "SelfManagedEventSource": {
  "Endpoints": "Endpoints"
 },
 "SelfManagedKafkaEventSourceConfig": {
  "ConsumerGroupId": "URI",
  "SchemaRegistryConfig": "KafkaSchemaRegistryConfig"
 },
 "SendDurableExecutionCallbackFailureRequest": {
  "CallbackId": "CallbackId!",
  "Error": "ErrorObject"
 },
 "SendDurableExecutionCallbackFailureResponse": {},
 "SendDurableExecutionCallbackHeartbeatRequest": {
  "CallbackId": "CallbackId!"
 },
 "SendDurableExecutionCallbackHeartbeatResponse": {},
 "SendDurableExecutionCallbackSuccessRequest": {
  "CallbackId": "CallbackId!",
  "Result": "BinaryOperationPayload"
 },
 "SendDurableExecutionCallbackSuccessResponse": {},
 "SerializedRequestEntityTooLargeException": {
  "Type": "String",
  "message": "String"
 },
 "ServiceException": {
  "Type": "String",
  "Message": "String"
 },
 "ServiceQuotaExceededException": {
  "Type": "String",
  "Message": "String"
 },
 "SnapStart": {
  "ApplyOn": "SnapStartApplyOn"
 },
 "SnapStartException": {
  "Type": "String",
  "Message": "String"
 },
 "SnapStartNotReadyException": {
  "Type": "String",
  "Message": "String"
 },
 "SnapStartRegenerationFailureException": {
  "Type": "String",
  "Message": "String"
 },
 "SnapStartResponse": {
  "ApplyOn": "SnapStartApplyOn",
  "OptimizationStatus": "SnapStartOptimizationStatus"
 },
 "SnapStartTimeoutException": {
  "Type": "String",
  "Message": "String"
 },
 "SourceAccessConfiguration": {
  "Type": "SourceAccessType",
  "URI": "URI"
 },
 "StepDetails": {
  "Attempt": "AttemptCount",
  "NextAttemptTimestamp": "ExecutionTimestamp",
  "Result": "OperationPayload",
  "Error": "ErrorObject"
 },
 "StepFailedDetails": {
  "Error": "EventError!",
  "RetryDetails": "RetryDetails!"
 },
 "StepOptions": {
  "NextAttemptDelaySeconds": "StepOptionsNextAttemptDelaySecondsInteger"
 },
 "StepStartedDetails": {},
 "StepSucceededDetails": {
  "Result": "EventResult!",
  "RetryDetails": "RetryDetails!"
 },
 "StopDurableExecutionRequest": {
  "DurableExecutionArn": "DurableExecutionArn!",
  "Error": "ErrorObject"
 },
 "StopDurableExecutionResponse": {
  "StopTimestamp": "ExecutionTimestamp!"
 },
 "SubnetIPAddressLimitReachedException": {
  "Type": "String",
  "Message": "String"
 },
 "TagResourceRequest": {
  "Resource": "TaggableResource!",
  "Tags": "Tags!"
 },
 "TagsError": {
  "ErrorCode": "TagsErrorCode!",
  "Message": "TagsErrorMessage!"
 },
 "TargetTrackingScalingPolicy": {
  "PredefinedMetricType": "CapacityProviderPredefinedMetricType!",
  "TargetValue": "MetricTargetValue!"
 },
 "TenancyConfig": {
  "TenantIsolationMode": "TenantIsolationMode!"
 },
 "TooManyRequestsException": {
  "retryAfterSeconds": "String",
  "Type": "String",
  "message": "String",
  "Reason": "ThrottleReason"
 },
 "TraceHeader": {
  "XAmznTraceId": "XAmznTraceId"
 },
 "TracingConfig": {
  "Mode": "TracingMode"
 },
 "TracingConfigResponse": {
  "Mode": "TracingMode"
 },
 "UnsupportedMediaTypeException": {
  "Type": "String",
  "message": "String"
 },
 "UntagResourceRequest": {
  "Resource": "TaggableResource!",
  "TagKeys": "TagKeyList!"
 },
 "UpdateAliasRequest": {
  "FunctionName": "FunctionName!",
  "Name": "Alias!",
  "FunctionVersion": "VersionWithLatestPublished",
  "Description": "Description",
  "RoutingConfig": "AliasRoutingConfiguration",
  "RevisionId": "String"
 },
 "UpdateCapacityProviderRequest": {
  "CapacityProviderName": "CapacityProviderName!",
  "CapacityProviderScalingConfig": "CapacityProviderScalingConfig",
  "PropagateTags": "PropagateTags",
  "TelemetryConfig": "CapacityProviderTelemetryConfig"
 },
 "UpdateCapacityProviderResponse": {
  "CapacityProvider": "CapacityProvider!"
 },
 "UpdateCodeSigningConfigRequest": {
  "CodeSigningConfigArn": "CodeSigningConfigArn!",
  "Description": "Description",
  "AllowedPublishers": "AllowedPublishers",
  "CodeSigningPolicies": "CodeSigningPolicies"
 },
 "UpdateCodeSigningConfigResponse": {
  "CodeSigningConfig": "CodeSigningConfig!"
 },
 "UpdateEventSourceMappingRequest": {
  "UUID": "UUIDString!",
  "FunctionName": "NamespacedFunctionName",
  "Enabled": "Enabled",
  "BatchSize": "BatchSize",
  "FilterCriteria": "FilterCriteria",
  "KMSKeyArn": "KMSKeyArn",
  "MetricsConfig": "EventSourceMappingMetricsConfig",
  "LoggingConfig": "EventSourceMappingLoggingConfig",
  "ScalingConfig": "ScalingConfig",
  "MaximumBatchingWindowInSeconds": "MaximumBatchingWindowInSeconds",
  "ParallelizationFactor": "ParallelizationFactor",
  "DestinationConfig": "DestinationConfig",
  "MaximumRecordAgeInSeconds": "MaximumRecordAgeInSeconds",
  "BisectBatchOnFunctionError": "BisectBatchOnFunctionError",
  "MaximumRetryAttempts": "MaximumRetryAttemptsEventSourceMapping",
  "TumblingWindowInSeconds": "TumblingWindowInSeconds",
  "SourceAccessConfigurations": "SourceAccessConfigurations",
  "FunctionResponseTypes": "FunctionResponseTypeList",
  "AmazonManagedKafkaEventSourceConfig": "AmazonManagedKafkaEventSourceConfig",
  "SelfManagedKafkaEventSourceConfig": "SelfManagedKafkaEventSourceConfig",
  "DocumentDBEventSourceConfig": "DocumentDBEventSourceConfig",
  "ProvisionedPollerConfig": "ProvisionedPollerConfig"
 },
 "UpdateFunctionCodeRequest": {
  "FunctionName": "FunctionName!",
  "ZipFile": "Blob",
  "S3Bucket": "S3Bucket",
  "S3Key": "S3Key",
  "S3ObjectVersion": "S3ObjectVersion",
  "S3ObjectStorageMode": "S3ObjectStorageMode",
  "ImageUri": "String",
  "Architectures": "ArchitecturesList",
  "Publish": "Boolean",
  "PublishTo": "FunctionVersionLatestPublished",
  "DryRun": "Boolean",
  "RevisionId": "String",
  "SourceKMSKeyArn": "KMSKeyArn"
 },
 "UpdateFunctionConfigurationRequest": {
  "FunctionName": "FunctionName!",
  "Role": "RoleArn",
  "Handler": "Handler",
  "Description": "Description",
  "Timeout": "Timeout",
  "MemorySize": "MemorySize",
  "VpcConfig": "VpcConfig",
  "Environment": "Environment",
  "Runtime": "Runtime",
  "DeadLetterConfig": "DeadLetterConfig",
  "KMSKeyArn": "KMSKeyArn",
  "TracingConfig": "TracingConfig",
  "RevisionId": "String",
  "Layers": "LayerList",
  "FileSystemConfigs": "FileSystemConfigList",
  "ImageConfig": "ImageConfig",
  "EphemeralStorage": "EphemeralStorage",
  "SnapStart": "SnapStart",
  "LoggingConfig": "LoggingConfig",
  "CapacityProviderConfig": "CapacityProviderConfig",
  "DurableConfig": "DurableConfig"
 },
 "UpdateFunctionEventInvokeConfigRequest": {
  "FunctionName": "NamespacedFunctionName!",
  "Qualifier": "NumericLatestPublishedOrAliasQualifier",
  "MaximumRetryAttempts": "MaximumRetryAttempts",
  "MaximumEventAgeInSeconds": "MaximumEventAgeInSeconds",
  "DestinationConfig": "DestinationConfig"
 },
 "UpdateFunctionUrlConfigRequest": {
  "FunctionName": "FunctionUrlFunctionName!",
  "Qualifier": "FunctionUrlQualifier",
  "AuthType": "FunctionUrlAuthType",
  "Cors": "Cors",
  "InvokeMode": "InvokeMode"
 },
 "UpdateFunctionUrlConfigResponse": {
  "FunctionUrl": "FunctionUrl!",
  "FunctionArn": "FunctionArn!",
  "AuthType": "FunctionUrlAuthType!",
  "Cors": "Cors",
  "CreationTime": "Timestamp!",
  "LastModifiedTime": "Timestamp!",
  "InvokeMode": "InvokeMode"
 },
 "VpcConfig": {
  "SubnetIds": "SubnetIds",
  "SecurityGroupIds": "SecurityGroupIds",
  "Ipv6AllowedForDualStack": "NullableBoolean"
 },
 "VpcConfigResponse": {
  "SubnetIds": "SubnetIds",
  "SecurityGroupIds": "SecurityGroupIds",
  "VpcId": "VpcId",
  "Ipv6AllowedForDualStack": "NullableBoolean"
 },
 "WaitCancelledDetails": {
  "Error": "EventError"
 },
 "WaitDetails": {
  "ScheduledEndTimestamp": "ExecutionTimestamp"
 },
 "WaitOptions": {
  "WaitSeconds": "WaitOptionsWaitSecondsInteger"
 },
 "WaitStartedDetails": {
  "Duration": "DurationSeconds!",
  "ScheduledEndTimestamp": "ExecutionTimestamp!"
 },
 "WaitSucceededDetails": {
  "Duration": "DurationSeconds"
 }
}
