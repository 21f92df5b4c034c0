import {
  conflict,
  constraint,
  f,
  fn,
  invalid,
  missing,
  noAlias,
  nobody,
  noResource,
  noRevision,
  notFound,
  pattern,
  type Situation,
  Statement,
  stale,
} from './words.ts'

export const permissions: Situation[] = [
  [
    'AddPermission',
    { ...f, ...Statement, StatementId: 'example.com' },
    constraint('statementId', "'example.com'", pattern('([a-zA-Z0-9-_]+)')),
  ],
  [
    'AddPermission',
    { ...f, ...Statement, Qualifier: '$LATEST' },
    invalid('We currently do not support adding policies for $LATEST.'),
  ],
  [
    'AddPermission',
    { ...f, ...Statement, Principal: 'invalid.nonaws.com' },
    invalid('The provided principal was invalid. Please check the principal and try again.'),
  ],
  ['AddPermission', { ...nobody, ...Statement }, notFound('nobody')],
  ['AddPermission', { ...f, ...Statement, Qualifier: 'none' }, noAlias('f:none')],
  ['AddPermission', { ...f, ...Statement, Qualifier: '42' }, notFound('f:42')],
  [
    'AddPermission',
    { ...f, ...Statement, Qualifier: 'no-?-char' },
    constraint('qualifier', "'no-?-char'", pattern(String.raw`\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+`)),
  ],
  ['AddPermission', { ...f, ...Statement, Qualifier: 'with-$-none' }, notFound('f:with-$-none')],
  [
    'AddPermission',
    { ...f, ...Statement, StatementId: 'given', Qualifier: 'live' },
    conflict(
      'The statement id (given) provided already exists. Please provide a new statement id, or remove the existing statement.',
    ),
  ],
  ['AddPermission', { ...f, ...Statement, Qualifier: 'live', RevisionId: noRevision }, stale('GetPolicy')],
  ['RemovePermission', { ...f, StatementId: 's' }, missing('No policy is associated with the given resource.')],
  ['RemovePermission', { ...f, StatementId: 's', Qualifier: 'none' }, noAlias('f:none')],
  [
    'RemovePermission',
    { ...f, StatementId: 'none', Qualifier: 'live' },
    missing('Statement none is not found in resource policy.'),
  ],
  ['RemovePermission', { ...nobody, StatementId: 's' }, missing(`No policy found for: ${fn('nobody')}`)],
  ['GetPolicy', f, noResource],
]
