import {
  account,
  conflict,
  constraint,
  f,
  fn,
  invalid,
  manyTags,
  namePattern,
  noRevision,
  pattern,
  Role,
  region,
  type Situation,
  stale,
  unreachable,
} from './words.ts'

export const publishing: Situation[] = [
  ['PublishVersion', { ...f, RevisionId: noRevision }, stale('GetFunction/GetAlias')],
  ['UpdateFunctionConfiguration', { ...f, RevisionId: noRevision }, stale('GetFunction/GetAlias')],
  ['UpdateAlias', { ...f, Name: 'live', RevisionId: noRevision }, stale('GetFunction/GetAlias')],
  [
    'PublishVersion',
    { ...f, CodeSha256: 'other' },
    invalid(
      'CodeSHA256 (other) is different from current CodeSHA256 in $LATEST (…). Please try again with the CodeSHA256 in $LATEST.',
    ),
  ],
]
const create = (more: object) => ({
  FunctionName: 'new',
  Role,
  Runtime: 'nodejs24.x',
  Handler: 'index.handler',
  Code: { ZipFile: Buffer.from('ZIP') },
  ...more,
})
const runtimes = '[nodejs20.x, python3.14, provided.al2023, '
const tooBigEnvironment = { LARGE_VAR: 'x'.repeat(4096) }
export const functions: Situation[] = [
  ['CreateFunction', create({ FunctionName: 'f' }), conflict('Function already exist: f')],
  [
    'CreateFunction',
    create({ Role: 'r1' }),
    constraint('role', "'r1'", pattern(String.raw`arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+`)),
  ],
  [
    'UpdateFunctionConfiguration',
    { ...f, Role: 'r1' },
    constraint('role', "'r1'", pattern(String.raw`arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+`)),
  ],
  ...['non-existent-runtime', 'PYTHON3.9'].flatMap((Runtime): Situation[] => {
    const answer = `${invalid(`Value ${Runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: ${runtimes}`)}… or be a valid ARN`
    return [
      ['CreateFunction', create({ Runtime }), answer],
      ['UpdateFunctionConfiguration', { ...f, Runtime }, answer],
    ]
  }),
  ...['java8', 'go1.x', 'provided', 'ruby2.7', 'nodejs14.x', 'python3.7', 'dotnetcore3.1', 'nodejs12.x'].map(
    (Runtime): Situation => [
      'CreateFunction',
      create({ Runtime }),
      invalid(
        `The runtime parameter of ${Runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
      ),
    ],
  ),
  [
    'CreateFunction',
    create({ Architectures: ['x86_64', 'arm64'] }),
    constraint('architectures', "'[x86_64, arm64]'", 'Member must have length less than or equal to 1'),
  ],
  [
    'CreateFunction',
    create({ Architectures: ['X86_64'] }),
    constraint(
      'architectures',
      "'[X86_64]'",
      'Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]',
    ),
  ],
  [
    'CreateFunction',
    create({}),
    invalid('Could not unzip uploaded file. Please check your file, then try to upload again.'),
  ],
  [
    'CreateFunction',
    create({ FunctionName: 'invalid:function:name' }),
    constraint('functionName', "'invalid:function:name'", pattern(namePattern)),
  ],
  [
    'CreateFunction',
    create({ FunctionName: 'a'.repeat(65) }),
    invalid(
      `1 validation error detected: Value '${'a'.repeat(65)}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    ),
  ],
  [
    'CreateFunction',
    create({ FunctionName: fn('a'.repeat(141)) }),
    constraint('functionName', `'${fn('a'.repeat(141))}'`, 'Member must have length less than or equal to 140'),
  ],
  ['CreateFunction', create({ FunctionName: `arn:aws:lambda:eu-west-1:${account}:function:new` }), unreachable],
  [
    'CreateFunction',
    create({ FunctionName: `arn:aws:lambda:${region}:222222222222:function:new` }),
    '403 AccessDeniedException - Message=null',
  ],
  [
    'CreateFunction',
    create({ Environment: { Variables: tooBigEnvironment } }),
    invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${JSON.stringify(tooBigEnvironment)}`,
    ),
  ],
  ['CreateFunction', create({ Tags: manyTags }), invalid('Number of tags exceeds resource tag limit.')],
  [
    'CreateFunction',
    create({ SnapStart: { ApplyOn: 'invalidOption' } }),
    constraint('snapStart.applyOn', "'invalidOption'", 'Member must satisfy enum value set: [PublishedVersions, None]'),
  ],
  [
    'CreateFunction',
    create({ Code: { S3Bucket: 'no-such-bucket', S3Key: 'k' } }),
    invalid(
      'Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist',
    ),
  ],
  [
    'UpdateFunctionCode',
    { ...f, S3Bucket: 'no-such-bucket', S3Key: 'k' },
    invalid(
      'Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist',
    ),
  ],
  [
    'CreateFunction',
    create({ Code: { S3Bucket: 'bucket', S3Key: 'none' } }),
    invalid(
      'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
    ),
  ],
  [
    'CreateFunction',
    create({ VpcConfig: { SubnetIds: ['bad-format'], SecurityGroupIds: ['sg-1'] } }),
    constraint(
      'vpcConfig.subnetIds',
      "'[bad-format]'",
      `Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 0, ${pattern('subnet-[0-9a-z]*')}]`,
    ),
  ],
  [
    'CreateFunction',
    create({ VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['bad-format'] } }),
    constraint(
      'vpcConfig.securityGroupIds',
      "'[bad-format]'",
      `Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 0, ${pattern('sg-[0-9a-zA-Z]*')}]`,
    ),
  ],
  [
    'UpdateFunctionCode',
    { ...f, ImageUri: 'i:1' },
    invalid("Please don't provide ImageUri when updating a function with packageType Zip."),
  ],
  [
    'UpdateFunctionCode',
    { FunctionName: 'image', ZipFile: Buffer.from('ZIP') },
    invalid('Please provide ImageUri when updating a function with packageType Image.'),
  ],
  [
    'PublishVersion',
    { FunctionName: 'image', CodeSha256: 'a'.repeat(64) },
    invalid(
      `CodeSHA256 (${'a'.repeat(64)}) is different from current CodeSHA256 in $LATEST (…). Please try again with the CodeSHA256 in $LATEST.`,
    ),
  ],
  [
    'ListFunctions',
    { FunctionVersion: 'invalid' },
    constraint('functionVersion', "'invalid'", 'Member must satisfy enum value set: [ALL]'),
  ],
  [
    'PutFunctionRecursionConfig',
    { ...f, RecursiveLoop: 'InvalidValue' },
    constraint('recursiveLoop', "'InvalidValue'", 'Member must satisfy enum value set: [Terminate, Allow]'),
  ],
]
