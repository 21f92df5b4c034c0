/**
 * What became of each operation's members, for docs/api.md: a member acts unless it is named here as kept.
 * Kept means validated, stored and answered, while nothing in Roost behaves by it.
 */
export interface LedgerEntry {
  /** The test that shows the operation, from the root of the repository. */
  test: string
  kept?: { members: readonly string[] | 'all'; because: string }
  /** Why the operation can only refuse, in AWS's words. */
  refuses?: string
}

const operations = 'src/control-plane/operations'

const layers: LedgerEntry = { test: `${operations}/layers/layers.test.ts` }
const eventInvoke: LedgerEntry = { test: 'test/integration/event-pollers.test.ts' }
const urls: LedgerEntry = { test: 'test/e2e/function-url.test.ts' }
const provisioned: LedgerEntry = { test: `${operations}/provisioned-concurrency/provisioned-concurrency.test.ts` }
const signing: LedgerEntry = {
  test: `${operations}/code-signing/code-signing.test.ts`,
  kept: {
    members: ['AllowedPublishers', 'CodeSigningPolicies'],
    because: 'signatures of code packages are not checked',
  },
}
const scaling: LedgerEntry = {
  test: `${operations}/scaling/scaling.test.ts`,
  kept: { members: ['FunctionScalingConfig'], because: 'capacity providers start no instances' },
}
const capacity: LedgerEntry = {
  test: `${operations}/capacity-providers/capacity-provider.test.ts`,
  kept: {
    members: [
      'VpcConfig',
      'PermissionsConfig',
      'InstanceRequirements',
      'CapacityProviderScalingConfig',
      'KmsKeyArn',
      'PropagateTags',
      'TelemetryConfig',
    ],
    because: 'capacity providers start no instances',
  },
}
const mapping: LedgerEntry = {
  test: `${operations}/event-source-mappings/event-source-mapping.test.ts`,
}
const settingsKept = [
  'LoggingConfig',
  'SourceAccessConfigurations',
  'DocumentDBEventSourceConfig',
  'KMSKeyArn',
  'MetricsConfig',
  'AmazonManagedKafkaEventSourceConfig',
  'SelfManagedKafkaEventSourceConfig',
]
const mappingWith = (members: string[]): LedgerEntry => ({
  test: 'test/e2e/sqs-mapping.test.ts',
  kept: { members, because: 'queues and streams are polled; Kafka, brokers and DocumentDB are not yet' },
})
const mappingSettings = mappingWith(settingsKept)
const mappingSources = mappingWith([...settingsKept, 'Topics', 'Queues', 'SelfManagedEventSource'])
const durable: LedgerEntry = {
  test: `${operations}/durable-executions/durable-executions.test.ts`,
  refuses: 'durable executions are not started yet: every one that is named is unknown',
}

const functions: LedgerEntry = { test: `${operations}/functions/functions.test.ts` }
const storedSettings = [
  'KMSKeyArn',
  'TracingConfig',
  'FileSystemConfigs',
  'VpcConfig',
  'SnapStart',
  'DurableConfig',
  'CapacityProviderConfig',
]
const storedBecause =
  'no network, file system or key service is attached, no snapshot taken; variables are not encrypted; durable functions are not run, their invokes are refused'
const aliases: LedgerEntry = { test: `${operations}/aliases/aliases.test.ts` }
const permissions: LedgerEntry = { test: `${operations}/permissions/permissions.test.ts` }
const governance: LedgerEntry = { test: `${operations}/governance.test.ts` }
const invokes: LedgerEntry = { test: 'test/e2e/invoke-answers.test.ts' }

/** By operation; the operations of one resource share their test. */
export const ledger: Readonly<Record<string, LedgerEntry>> = {
  Invoke: {
    ...invokes,
    kept: {
      members: ['DurableExecutionName'],
      because: 'invokes that give one are refused: durable executions are not started yet',
    },
  },
  InvokeAsync: { test: 'src/front-door/front-door.test.ts' },
  InvokeWithResponseStream: { test: 'test/e2e/invoke-streams.test.ts' },
  CreateFunction: {
    ...functions,
    kept: { members: [...storedSettings, 'Architectures', 'PublishTo'], because: storedBecause },
  },
  GetFunction: functions,
  GetFunctionConfiguration: functions,
  ListFunctions: { ...functions, kept: { members: ['MasterRegion'], because: 'there is no Lambda@Edge' } },
  ListVersionsByFunction: functions,
  PublishVersion: { ...functions, kept: { members: ['PublishTo'], because: 'capacity providers start no instances' } },
  UpdateFunctionCode: {
    ...functions,
    kept: {
      members: ['Architectures', 'PublishTo', 'SourceKMSKeyArn'],
      because: 'functions run on this host, whatever they name',
    },
  },
  UpdateFunctionConfiguration: { ...functions, kept: { members: storedSettings, because: storedBecause } },
  DeleteFunction: functions,
  CreateAlias: aliases,
  GetAlias: aliases,
  ListAliases: aliases,
  UpdateAlias: aliases,
  DeleteAlias: aliases,
  AddPermission: permissions,
  RemovePermission: permissions,
  GetPolicy: permissions,
  PutResourcePolicy: permissions,
  GetResourcePolicy: permissions,
  DeleteResourcePolicy: permissions,
  PutFunctionConcurrency: governance,
  GetFunctionConcurrency: governance,
  DeleteFunctionConcurrency: governance,
  GetAccountSettings: governance,
  TagResource: governance,
  UntagResource: governance,
  ListTags: governance,
  GetFunctionRecursionConfig: governance,
  PutFunctionRecursionConfig: governance,
  GetRuntimeManagementConfig: governance,
  PutRuntimeManagementConfig: {
    ...governance,
    kept: { members: ['UpdateRuntimeOn'], because: 'a runtime is what this Roost has: nothing updates it by itself' },
  },
  PublishLayerVersion: layers,
  GetLayerVersion: layers,
  GetLayerVersionByArn: layers,
  ListLayerVersions: layers,
  ListLayers: layers,
  DeleteLayerVersion: layers,
  AddLayerVersionPermission: {
    ...layers,
    kept: { members: ['OrganizationId'], because: 'organizations are not known: such a statement admits nobody' },
  },
  RemoveLayerVersionPermission: layers,
  GetLayerVersionPolicy: layers,
  PutFunctionEventInvokeConfig: eventInvoke,
  UpdateFunctionEventInvokeConfig: eventInvoke,
  GetFunctionEventInvokeConfig: { test: eventInvoke.test },
  ListFunctionEventInvokeConfigs: { test: eventInvoke.test },
  DeleteFunctionEventInvokeConfig: { test: eventInvoke.test },
  CreateFunctionUrlConfig: urls,
  UpdateFunctionUrlConfig: urls,
  GetFunctionUrlConfig: { test: urls.test },
  ListFunctionUrlConfigs: { test: urls.test },
  DeleteFunctionUrlConfig: { test: urls.test },
  PutProvisionedConcurrencyConfig: provisioned,
  GetProvisionedConcurrencyConfig: provisioned,
  ListProvisionedConcurrencyConfigs: provisioned,
  DeleteProvisionedConcurrencyConfig: provisioned,
  CreateCodeSigningConfig: signing,
  UpdateCodeSigningConfig: signing,
  GetCodeSigningConfig: { test: signing.test },
  ListCodeSigningConfigs: { test: signing.test },
  DeleteCodeSigningConfig: { test: signing.test },
  ListFunctionsByCodeSigningConfig: { test: signing.test },
  PutFunctionCodeSigningConfig: { test: signing.test },
  GetFunctionCodeSigningConfig: { test: signing.test },
  DeleteFunctionCodeSigningConfig: { test: signing.test },
  PutFunctionScalingConfig: scaling,
  GetFunctionScalingConfig: { test: scaling.test },
  CreateCapacityProvider: capacity,
  UpdateCapacityProvider: {
    ...capacity,
    kept: {
      members: ['CapacityProviderScalingConfig', 'PropagateTags', 'TelemetryConfig'],
      because: 'capacity providers start no instances',
    },
  },
  GetCapacityProvider: { test: capacity.test },
  ListCapacityProviders: { test: capacity.test },
  DeleteCapacityProvider: { test: capacity.test },
  ListFunctionVersionsByCapacityProvider: { test: capacity.test },
  CreateEventSourceMapping: mappingSources,
  UpdateEventSourceMapping: mappingSettings,
  GetEventSourceMapping: mapping,
  ListEventSourceMappings: mapping,
  DeleteEventSourceMapping: mapping,
  CheckpointDurableExecution: durable,
  GetDurableExecution: durable,
  GetDurableExecutionHistory: durable,
  GetDurableExecutionState: durable,
  ListDurableExecutionsByFunction: {
    test: durable.test,
    kept: {
      members: [
        'DurableExecutionName',
        'Statuses',
        'StartedAfter',
        'StartedBefore',
        'ReverseOrder',
        'Marker',
        'MaxItems',
      ],
      because: 'the list of a function is empty, since durable executions are not started yet',
    },
  },
  SendDurableExecutionCallbackSuccess: durable,
  SendDurableExecutionCallbackFailure: durable,
  SendDurableExecutionCallbackHeartbeat: durable,
  StopDurableExecution: durable,
}
