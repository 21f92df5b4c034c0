import {
  account,
  arn,
  constraint,
  f,
  fn,
  invalid,
  namePattern,
  nobody,
  noResource,
  notFound,
  pattern,
  Role,
  region,
  type Situation,
  unreachable,
} from './words.ts'

const abroad = { FunctionName: `arn:aws:lambda:eu-west-1:${account}:function:f` }
const mismatched = invalid('The derived qualifier from the function name does not match the specified qualifier.')
const namespacedPattern = String.raw`(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`

/** Every operation knows them for no names. */
const noNames: Situation[] = [
  'my-function!',
  '*',
  `arn:aws:ec2:${region}:${account}:instance/i-1`,
  `arn:aws:lambda:bad-region:${account}:function:f`,
  `arn:aws:lambda::${account}:function:f`,
  `arn:aws:lambda:${region}::function:f`,
  fn('f:1:2'),
  fn('f:$LATES'),
  'function:f:$LATEST:extra',
  'invalid-account:function:f',
  `${'a'.repeat(130)}!`,
].flatMap((FunctionName): Situation[] => [
  ...['GetFunction', 'DeleteFunction', 'Invoke'].map(
    (operation): Situation => [
      operation,
      { FunctionName },
      constraint('functionName', `'${FunctionName}'`, pattern(namespacedPattern)),
    ],
  ),
  [
    'CreateFunction',
    { FunctionName, Role, Code: {} },
    constraint('functionName', `'${FunctionName}'`, pattern(namePattern)),
  ],
])
const tooLong = `${'a'.repeat(260)}!`

export const named: Situation[] = [
  ...noNames,
  ['GetFunction', { FunctionName: tooLong }, constraint('functionName', `'${tooLong}'`, pattern(namespacedPattern))],
  ['GetFunction', nobody, notFound('nobody')],
  ['GetFunctionConfiguration', nobody, notFound('nobody')],
  ['DeleteFunction', nobody, notFound('nobody')],
  ['DeleteFunction', { ...nobody, Qualifier: '1' }, notFound('nobody')],
  ['GetFunctionConcurrency', nobody, notFound('nobody')],
  ['GetFunctionCodeSigningConfig', nobody, notFound('nobody')],
  ['ListVersionsByFunction', nobody, notFound('nobody')],
  ['ListAliases', nobody, notFound('nobody')],
  ['UpdateFunctionConfiguration', nobody, notFound('nobody')],
  ['PublishVersion', nobody, notFound('nobody')],
  ['Invoke', nobody, notFound('nobody:$LATEST')],
  ['GetFunctionUrlConfig', nobody, noResource],
  ['GetPolicy', nobody, noResource],
  ['GetFunction', { FunctionName: fn('nobody:$LATEST') }, notFound('nobody:$LATEST')],
  ['GetFunctionConfiguration', { FunctionName: fn('nobody:$LATEST') }, notFound('nobody:$LATEST')],
  ['GetFunction', { ...f, Qualifier: '1221' }, notFound('f:1221')],
  ['GetFunctionConfiguration', { ...f, Qualifier: '1221' }, notFound('f:1221')],
  ['GetFunction', { ...f, Qualifier: 'none' }, notFound('f:none')],
  [
    'DeleteFunction',
    { FunctionName: fn('f:$LATEST') },
    invalid('$LATEST version cannot be deleted without deleting the function.'),
  ],
  ['DeleteFunction', { ...f, Qualifier: 'q'.repeat(65) }, invalid('Deletion of aliases is not currently supported.')],
  ...[
    'GetFunction',
    'GetFunctionConfiguration',
    'DeleteFunction',
    'Invoke',
    'GetPolicy',
    'GetFunctionEventInvokeConfig',
  ].map((operation): Situation => [operation, { FunctionName: fn('f:1'), Qualifier: '2' }, mismatched]),
  ...[
    'GetFunction',
    'GetFunctionConfiguration',
    'DeleteFunction',
    'Invoke',
    'GetPolicy',
    'GetFunctionUrlConfig',
    'GetFunctionConcurrency',
    'GetFunctionCodeSigningConfig',
    'GetFunctionEventInvokeConfig',
    'ListVersionsByFunction',
    'PublishVersion',
  ].map((operation): Situation => [operation, abroad, unreachable]),
  ['GetFunction', { FunctionName: 'a'.repeat(65) }, notFound('a'.repeat(65))],
  ['Invoke', { FunctionName: 'a'.repeat(65) }, notFound(`${'a'.repeat(65)}:$LATEST`)],
  [
    'GetFunction',
    { FunctionName: 'my-function!' },
    constraint('functionName', "'my-function!'", pattern(namespacedPattern)),
  ],
  [
    'Invoke',
    { FunctionName: 'arn:aws:lambda:us-east-1:123400000000@function:f' },
    constraint('functionName', "'arn:aws:lambda:us-east-1:123400000000@function:f'", pattern(namespacedPattern)),
  ],
  [
    'GetFunction',
    { ...f, Qualifier: 'x'.repeat(129) },
    constraint('qualifier', `'${'x'.repeat(129)}'`, 'Member must have length less than or equal to 128'),
  ],
  [
    'Invoke',
    { ...f, Qualifier: 'no!' },
    constraint('qualifier', "'no!'", pattern(String.raw`\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+`)),
  ],
  ...['Invoke', 'InvokeWithResponseStream'].flatMap((operation): Situation[] => [
    [
      operation,
      { ...f, InvocationType: 'Never' },
      `${constraint('invocationType', "'Never'", 'Member must satisfy enum value set: [')}…`,
    ],
    [
      operation,
      { ...f, LogType: 'All' },
      `${constraint('logType', "'All'", 'Member must satisfy enum value set: [')}…`,
    ],
  ]),
  ['GetFunction', { FunctionName: arn('function') }, notFound('function')],
  [
    'GetFunction',
    { FunctionName: `arn:aws:lambda:${region}:222222222222:function:f` },
    `403 AccessDeniedException - Message=User: arn:aws:iam::${account}:root is not authorized to perform: lambda:GetFunction on resource: arn:aws:lambda:${region}:222222222222:function:f because no resource-based policy allows the lambda:GetFunction action`,
  ],
  ['GetFunction', { ...f, Qualifier: '$latest' }, notFound('f:$latest')],
  ['Invoke', { ...f, Qualifier: '$latest' }, notFound('f:$latest')],
]
