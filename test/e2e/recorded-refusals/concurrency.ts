import { constraint, f, fn, invalid, noAlias, nobody, notFound, type Situation, untyped } from './words.ts'

const provisioned = { ProvisionedConcurrentExecutions: 1 }
export const concurrency: Situation[] = [
  ['PutFunctionConcurrency', { ...nobody, ReservedConcurrentExecutions: 1 }, notFound('nobody:$LATEST')],
  ['PutFunctionConcurrency', { ...nobody, ReservedConcurrentExecutions: 100_000 }, notFound('nobody:$LATEST')],
  [
    'PutFunctionConcurrency',
    { FunctionName: fn('f:live'), ReservedConcurrentExecutions: 1 },
    invalid(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    ),
  ],
  [
    'PutFunctionConcurrency',
    { ...f, ReservedConcurrentExecutions: 1001 },
    untyped(
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    ),
  ],
  [
    'PutFunctionConcurrency',
    { ...f, ReservedConcurrentExecutions: 901 },
    untyped(
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    ),
  ],
  ['ListProvisionedConcurrencyConfigs', nobody, notFound('nobody')],
  [
    'GetProvisionedConcurrencyConfig',
    { ...f, Qualifier: '1' },
    '404 ProvisionedConcurrencyConfigNotFoundException User message=No Provisioned Concurrency Config found for this function',
  ],
  ['GetProvisionedConcurrencyConfig', { ...nobody, Qualifier: 'noalias' }, noAlias('nobody:noalias')],
  ['PutProvisionedConcurrencyConfig', { ...nobody, Qualifier: 'noalias', ...provisioned }, noAlias('nobody:noalias')],
  ['GetProvisionedConcurrencyConfig', { ...f, Qualifier: 'noalias' }, noAlias('f:noalias')],
  ['DeleteProvisionedConcurrencyConfig', { ...f, Qualifier: 'noalias' }, noAlias('f:noalias')],
  ['PutProvisionedConcurrencyConfig', { ...f, Qualifier: 'noalias', ...provisioned }, noAlias('f:noalias')],
  ['GetProvisionedConcurrencyConfig', { ...f, Qualifier: '10' }, notFound('f:10')],
  ['DeleteProvisionedConcurrencyConfig', { ...f, Qualifier: '10' }, notFound('f:10')],
  [
    'GetProvisionedConcurrencyConfig',
    { ...f, Qualifier: '$LATEST' },
    invalid('The function resource provided must be an alias or a published version.'),
  ],
  [
    'DeleteProvisionedConcurrencyConfig',
    { ...f, Qualifier: '$LATEST' },
    invalid('The function resource provided must be an alias or a published version.'),
  ],
  ['DeleteProvisionedConcurrencyConfig', { ...nobody, Qualifier: '1' }, notFound('nobody:1')],
  ['PutProvisionedConcurrencyConfig', { ...nobody, Qualifier: '1', ...provisioned }, notFound('nobody:1')],
  [
    'PutProvisionedConcurrencyConfig',
    { ...f, Qualifier: '1', ProvisionedConcurrentExecutions: 0 },
    constraint('provisionedConcurrentExecutions', "'0'", 'Member must have value greater than or equal to 1'),
  ],
  [
    'PutProvisionedConcurrencyConfig',
    { ...f, Qualifier: '$LATEST', ...provisioned },
    invalid('Provisioned Concurrency Configs cannot be applied to unpublished function versions.'),
  ],
  [
    'PutProvisionedConcurrencyConfig',
    { ...f, Qualifier: '1', ProvisionedConcurrentExecutions: 1001 },
    untyped("Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [1000]."),
  ],
  [
    'PutProvisionedConcurrencyConfig',
    { ...f, Qualifier: '1', ProvisionedConcurrentExecutions: 901 },
    untyped(
      "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    ),
  ],
]
