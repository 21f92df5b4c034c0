import {
  account,
  arn,
  conflict,
  constraint,
  f,
  invalid,
  missing,
  noResource,
  noRevision,
  pattern,
  region,
  type Situation,
  stale,
} from './words.ts'

const layer = (name: string) => arn(`layer:${name}`)
const noLayer = (name: string) => missing(`Layer version ${layer(name)} does not exist.`)
export const shared = { StatementId: 's1', Action: 'lambda:GetLayerVersion', Principal: '*' }
const eachLayerCall = (input: object, answer: string): Situation[] => [
  ['AddLayerVersionPermission', { ...input, ...shared }, answer],
  ['GetLayerVersionPolicy', input, answer],
  ['RemoveLayerVersionPermission', { ...input, StatementId: 's1' }, answer],
]
const layerPattern = String.raw`(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)`
const sameLayer = (a: string, b: string) =>
  invalid(
    `Two different versions of the same layer are not allowed to be referenced in the same function. ${layer(a)} and ${layer(b)} are versions of the same layer.`,
  )
const withLayers = (...Layers: string[]) => ({ ...f, Layers })
export const layers: Situation[] = [
  [
    'ListLayers',
    { CompatibleRuntime: 'runtimedoesnotexist' },
    `${constraint('compatibleRuntime', "'runtimedoesnotexist'", 'Member must satisfy enum value set: [')}…`,
  ],
  [
    'ListLayers',
    { CompatibleArchitecture: 'archdoesnotexist' },
    constraint('compatibleArchitecture', "'archdoesnotexist'", 'Member must satisfy enum value set: [x86_64, arm64]'),
  ],
  ['GetLayerVersion', { LayerName: 'l', VersionNumber: -1 }, invalid('Layer Version Cannot be less than 1')],
  ['GetLayerVersion', { LayerName: 'l', VersionNumber: 0 }, invalid('Layer Version Cannot be less than 1')],
  ['DeleteLayerVersion', { LayerName: 'l', VersionNumber: -1 }, invalid('Layer Version Cannot be less than 1')],
  ['GetLayerVersion', { LayerName: 'l', VersionNumber: 9 }, noResource],
  ['GetLayerVersion', { LayerName: 'none', VersionNumber: 1 }, noResource],
  ['GetLayerVersionByArn', { Arn: layer('none:1') }, noResource],
  ['GetLayerVersionByArn', { Arn: layer('l') }, constraint('arn', `'${layer('l')}'`, pattern(layerPattern))],
  [
    'PublishLayerVersion',
    {
      LayerName: 'l',
      Content: { ZipFile: Buffer.from('ZIP') },
      CompatibleRuntimes: ['invalidruntime'],
      CompatibleArchitectures: ['invalidarch'],
    },
    "400 ValidationException - message=2 validation errors detected: Value '[invalidruntime]' at 'compatibleRuntimes' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, python3.14, …; Value '[invalidarch]' at 'compatibleArchitectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
  ],
  [
    'AddLayerVersionPermission',
    { LayerName: 'l', VersionNumber: 1, ...shared, Action: '*' },
    constraint('action', "'*'", pattern('lambda:GetLayerVersion')),
  ],
  [
    'AddLayerVersionPermission',
    { LayerName: 'l', VersionNumber: 1, ...shared },
    conflict(
      'The statement id (s1) provided already exists. Please provide a new statement id, or remove the existing statement.',
    ),
  ],
  [
    'AddLayerVersionPermission',
    { LayerName: 'l', VersionNumber: 1, ...shared, StatementId: 's2', RevisionId: noRevision },
    stale('GetLayerPolicy'),
  ],
  [
    'RemoveLayerVersionPermission',
    { LayerName: 'l', VersionNumber: 1, StatementId: 's1', RevisionId: noRevision },
    stale('GetLayerPolicy'),
  ],
  [
    'GetLayerVersionPolicy',
    { LayerName: 'l', VersionNumber: 2 },
    missing('No policy is associated with the given resource.'),
  ],
  [
    'RemoveLayerVersionPermission',
    { LayerName: 'l', VersionNumber: 1, StatementId: 'none' },
    missing('Statement none is not found in resource policy.'),
  ],
  ...eachLayerCall({ LayerName: 'none', VersionNumber: 1 }, noLayer('none:1')),
  ...eachLayerCall({ LayerName: 'l', VersionNumber: 9 }, noLayer('l:9')),
  ['UpdateFunctionConfiguration', withLayers(layer('l:1'), layer('l:2')), sameLayer('l:1', 'l:2')],
  ['UpdateFunctionConfiguration', withLayers(layer('l:1'), layer('l:1')), sameLayer('l:1', 'l:1')],
  [
    'UpdateFunctionConfiguration',
    withLayers(layer('none:1')),
    invalid(`Layer version ${layer('none:1')} does not exist.`),
  ],
  ['UpdateFunctionConfiguration', withLayers(layer('l:9')), invalid(`Layer version ${layer('l:9')} does not exist.`)],
  [
    'UpdateFunctionConfiguration',
    withLayers(layer('l')),
    constraint(
      'layers',
      `'[${layer('l')}]'`,
      `Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1, ${pattern(layerPattern)}, Member must not be null]`,
    ),
  ],
  [
    'UpdateFunctionConfiguration',
    withLayers(`arn:aws:lambda:eu-west-1:${account}:layer:l:1`),
    invalid(`Layers are not in the same region as the function. Layers are expected to be in region ${region}.`),
  ],
  [
    'UpdateFunctionConfiguration',
    withLayers(...Array.from({ length: 6 }, (_, at) => layer(`l${at}:1`))),
    invalid('Cannot reference more than 5 layers.'),
  ],
]
