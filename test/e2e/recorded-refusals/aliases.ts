import {
  conflict,
  constraint,
  f,
  fn,
  invalid,
  missing,
  nobody,
  notFound,
  pattern,
  type Situation,
  untyped,
} from './words.ts'

const routed = (weights: Record<string, number>, more: object = {}) => ({
  ...f,
  Name: 'routed',
  FunctionVersion: '1',
  RoutingConfig: { AdditionalVersionWeights: weights },
  ...more,
})
const weighted = (value: string) =>
  constraint(
    'routingConfig.additionalVersionWeights',
    `'${value}'`,
    'Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]',
  )
export const aliases: Situation[] = [
  [
    'CreateAlias',
    routed({ 1: 0.1, 2: 0.1 }),
    invalid('Number of items in AdditionalVersionWeights cannot be greater than 1'),
  ],
  ['CreateAlias', routed({ 2: 2 }), weighted('{2=2.0}')],
  ['CreateAlias', routed({ 2: -1 }), weighted('{2=-1.0}')],
  [
    'CreateAlias',
    routed({ 1: 0.5 }),
    invalid('Invalid function version 1. Function version 1 is already included in routing configuration.'),
  ],
  ['CreateAlias', routed({ 10: 0.5 }), notFound('f:10')],
  ['CreateAlias', { ...f, Name: 'routed', FunctionVersion: '10' }, notFound('f:10')],
  [
    'CreateAlias',
    routed({ 2: 0.5 }, { FunctionVersion: '$LATEST' }),
    untyped('$LATEST is not supported for an alias pointing to more than 1 version'),
  ],
  [
    'CreateAlias',
    routed({ $LATEST: 0.5 }),
    constraint(
      'routingConfig.additionalVersionWeights',
      "'{$LATEST=0.5}'",
      'Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]',
    ),
  ],
  ['CreateAlias', { ...nobody, Name: 'a', FunctionVersion: '1' }, notFound('nobody:1')],
  ['CreateAlias', { ...f, Name: 'live', FunctionVersion: '1' }, conflict(`Alias already exists: ${fn('f:live')}`)],
  [
    'CreateAlias',
    { ...f, Name: '2024', FunctionVersion: '1' },
    constraint('name', "'2024'", pattern('(?!^[0-9]+$)([a-zA-Z0-9-_]+)')),
  ],
  ['GetAlias', { ...f, Name: 'none' }, missing(`Cannot find alias arn: ${fn('f:none')}`)],
  ['UpdateAlias', { ...f, Name: 'none' }, missing(`Alias not found: ${fn('f:none')}`)],
]
